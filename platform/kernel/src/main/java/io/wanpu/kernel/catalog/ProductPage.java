package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A product as shoppers see it.
 *
 * @param gallery keys of its pictures
 * @param detail clean HTML; pictures in it are {@code media:<key>}
 * @param until from then on the page may say something else by the clock alone: a copy of it must
 *     not be kept longer
 */
public record ProductPage(
    ProductId id,
    Optional<CategoryId> category,
    String title,
    String subtitle,
    List<String> gallery,
    String detail,
    List<Spec> specs,
    List<Item> skus,
    long sold,
    int version,
    Optional<Instant> until) {
  public ProductPage {
    gallery = List.copyOf(gallery);
    specs = List.copyOf(specs);
    skus = List.copyOf(skus);
  }

  /**
   * A SKU that can be chosen.
   *
   * @param price minor units
   * @param marketPrice reference price, minor units
   */
  public record Item(
      SkuId id,
      List<String> values,
      long price,
      Optional<Long> marketPrice,
      Optional<String> media,
      Availability availability) {
    public Item {
      values = List.copyOf(values);
    }
  }
}
