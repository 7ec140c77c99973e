package io.wanpu.kernel.content;

import java.time.Instant;
import java.util.Optional;

/**
 * A state of a page that was made for shoppers. It never changes.
 *
 * @param no counts from 1 in each page
 * @param blocks how many
 * @param madeBy name of who made it
 * @param liveAt when shoppers saw it first; empty while it waits
 */
public record PageVersion(
    int no, String title, int blocks, Instant madeAt, String madeBy, Optional<Instant> liveAt) {}
