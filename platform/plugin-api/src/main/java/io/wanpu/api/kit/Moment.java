package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a timeline.
 *
 * @param who who did it
 * @param note words of who did it
 */
public record Moment(Text what, Text who, Instant at, Optional<String> note) {}
