package io.wanpu.kernel.content;

import java.time.Instant;
import java.util.Optional;

/**
 * A decorated page: a draft that staff edit, and perhaps a version that shoppers see.
 *
 * @param id decimal
 * @param name readable part of its address
 * @param version of the draft, which a save must name
 * @param live number of the version that shoppers see
 * @param sameAs number of the version that the draft equals; empty once it was changed
 * @param schedule what goes live by itself
 * @param changedBy name of who changed it last
 */
public record ShopPage(
    String id,
    String name,
    PageContent draft,
    int version,
    Optional<Integer> live,
    Optional<Integer> sameAs,
    Optional<Schedule> schedule,
    Instant changedAt,
    String changedBy) {
  /** Name of the first page of a shop. */
  public static final String HOME = "home";

  /** A version that waits for its time. */
  public record Schedule(int no, Instant at) {}

  /** Whether it is the first page of the shop. */
  public boolean isHome() {
    return name.equals(HOME);
  }

  /** Whether shoppers see something else than the draft. */
  public boolean isChanged() {
    return sameAs.isEmpty() || !sameAs.equals(live);
  }
}
