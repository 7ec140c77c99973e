package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.shared.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What shoppers of the calling shop see: products on the shelf, now. */
public interface Shelf {
  /** The page of a product; empty when it is not on the shelf. */
  Optional<ProductPage> page(ProductId id);

  /** Cards of the products on the shelf that fit. */
  Page<ProductCard> cards(Query query, Optional<String> after, int limit);

  /** Cards of those of these products that are on the shelf, in the order asked for. */
  List<ProductCard> cards(Collection<ProductId> ids);

  /**
   * What shoppers look for.
   *
   * @param words of title, subtitle, spec values and SKU codes
   * @param category with those below it
   */
  record Query(Optional<String> words, Optional<CategoryId> category, Sort sort) {
    /** Everything, the latest first. */
    public static Query all() {
      return new Query(Optional.empty(), Optional.empty(), Sort.NEWEST);
    }
  }

  /** In which order. */
  enum Sort {
    NEWEST,
    BEST_SELLING,
    CHEAPEST,
    DEAREST
  }
}
