package io.wanpu.kernel.content;

import java.time.Instant;
import java.util.Optional;

/**
 * An article.
 *
 * @param id decimal
 * @param cover picture of the media library
 * @param body clean HTML; pictures are {@code media:<key>}
 * @param publishedAt shoppers see it from then on; empty for a draft
 */
public record Article(
    String id,
    Kind kind,
    String title,
    String summary,
    Optional<String> cover,
    String body,
    Optional<Instant> publishedAt,
    int version) {

  /** What it is for. */
  public enum Kind {
    /** Something to read. */
    STORY,
    /** The privacy notice; the latest published one holds. */
    PRIVACY
  }
}
