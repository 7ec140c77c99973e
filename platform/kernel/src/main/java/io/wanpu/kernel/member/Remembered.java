package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.shared.Page;
import java.time.Instant;
import java.util.Optional;

/** Products of the calling shop that a member has marked or looked at. */
public interface Remembered {
  /** Why a product is remembered. */
  enum Kind {
    /** She marked it. At most {@value Remembered#MOST_FAVOURITES}; one more is refused. */
    FAVOURITE,
    /** She looked at it. The latest {@value Remembered#MOST_FOOTPRINTS} are kept. */
    FOOTPRINT
  }

  /** How many products a member may mark. */
  int MOST_FAVOURITES = 500;

  /** How many products that she looked at are kept. */
  int MOST_FOOTPRINTS = 100;

  /**
   * Remembers a product. Looked at once more, it is the latest again; marked once more, nothing
   * changes.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code catalog.product_unknown} when it is not on
   *     the shelf; 409 {@code member.too_many_favourites}
   */
  void remember(MemberId member, Kind kind, ProductId product);

  /** Forgets it; fine when it was not remembered. */
  void forget(MemberId member, Kind kind, ProductId product);

  /** Forgets all of a kind. */
  void forgetAll(MemberId member, Kind kind);

  /** Whether it is remembered. */
  boolean has(MemberId member, Kind kind, ProductId product);

  /** What is remembered, latest first. */
  Page<Item> list(MemberId member, Kind kind, Optional<String> after, int limit);

  /** A remembered product. @param at marked, or last looked at, then */
  record Item(ProductId product, Instant at) {}
}
