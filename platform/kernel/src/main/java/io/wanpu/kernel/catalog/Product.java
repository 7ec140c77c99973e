package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A product as staff know it.
 *
 * <p>It starts as a draft, goes on the shelf and off it, and is deleted in the end; its row stays,
 * because orders speak of it. A product on the shelf may carry a time before which and a time from
 * which shoppers don't see it.
 *
 * @param detail sanitised HTML
 * @param specs empty for a plain product, which has one SKU
 * @param media keys of its pictures, the first is the cover
 * @param shelfAt goes on the shelf by itself then
 * @param unshelfAt leaves the shelf by itself then
 * @param sold pieces in paid orders
 * @param version optimistic lock
 * @param skus in their order
 */
public record Product(
    ProductId id,
    Optional<CategoryId> category,
    Optional<BrandId> brand,
    String title,
    String subtitle,
    String detail,
    List<Spec> specs,
    List<String> media,
    Status status,
    Optional<Instant> shelfAt,
    Optional<Instant> unshelfAt,
    long sold,
    int version,
    Instant createdAt,
    Instant changedAt,
    List<Sku> skus) {
  public Product {
    specs = List.copyOf(specs);
    media = List.copyOf(media);
    skus = List.copyOf(skus);
  }

  /** Where a product stands. */
  public enum Status {
    DRAFT,
    ON_SHELF,
    OFF_SHELF,
    DELETED
  }

  /** Whether shoppers can buy it at that moment. */
  public boolean onShelf(Instant now) {
    return status == Status.ON_SHELF
        && shelfAt.map(at -> !at.isAfter(now)).orElse(true)
        && unshelfAt.map(at -> at.isAfter(now)).orElse(true);
  }
}
