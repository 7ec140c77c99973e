package io.wanpu.kernel.media;

import java.time.Instant;

/**
 * A picture in the library.
 *
 * @param type checked media type, e.g. {@code image/png}
 * @param name name of the uploaded file, for people
 */
public record Media(
    MediaKey key, String type, long bytes, int width, int height, String name, Instant createdAt) {}
