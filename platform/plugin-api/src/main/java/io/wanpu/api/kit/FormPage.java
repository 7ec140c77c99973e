package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.Optional;

/**
 * A form that is opened.
 *
 * @param back address of the page above
 * @param value what stands in it; empty for a new one
 * @param version of what is edited, given back to {@link FormHandler#save}; 0 for a new one
 */
public record FormPage<R extends Record>(
    Text title, DetailPage.Back back, Optional<R> value, int version) {}
