package io.wanpu.kernel.catalog;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The products of the calling shop, for its staff. */
public interface Products {
  /** The product; not one that was deleted. */
  Optional<Product> find(ProductId id);

  /** Products that fit, latest first. */
  default Page<Row> list(Filter filter, Optional<String> after, int limit) {
    return list(filter, Sort.NEWEST, after, limit);
  }

  /** Products that fit, in that order, paged by key. */
  Page<Row> list(Filter filter, Sort sort, Optional<String> after, int limit);

  /** In which order products are listed. */
  enum Sort {
    NEWEST,
    OLDEST,
    BEST_SOLD,
    LEAST_SOLD,
    DEAREST,
    CHEAPEST,
    CHANGED_LATEST,
    CHANGED_FIRST
  }

  /** Makes a product. */
  Outcome create(Actor actor, ProductDraft draft);

  /**
   * Changes a product as a whole. SKUs that the draft leaves out are no longer sold; their rows
   * stay for the orders that speak of them.
   *
   * @param version of the product that was edited
   */
  Outcome change(Actor actor, ProductId id, int version, ProductDraft draft);

  /**
   * Puts products on the shelf, takes them off or deletes them.
   *
   * @return how many changed
   */
  int shelve(Actor actor, Collection<ProductId> ids, Product.Status status);

  /** Counts pieces of paid orders, for lists. Negative when they come back. */
  void countSold(Tx tx, Map<ProductId, Long> pieces);

  /**
   * What staff look for.
   *
   * @param words of title, subtitle, spec values and SKU codes
   * @param category with those below it
   */
  record Filter(
      Optional<String> words,
      Optional<Product.Status> status,
      Optional<CategoryId> category,
      Optional<BrandId> brand) {
    /** Everything. */
    public static Filter all() {
      return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * A line of the list.
   *
   * @param shown whether shoppers see it now
   * @param maxPrice highest SKU price, minor units
   * @param available pieces of all SKUs that can be bought
   */
  record Row(
      ProductId id,
      String title,
      Optional<String> cover,
      Optional<CategoryId> category,
      Product.Status status,
      boolean shown,
      long minPrice,
      long maxPrice,
      long available,
      int skus,
      long sold,
      int version,
      Instant changedAt) {}

  /** What became of it. */
  sealed interface Outcome {
    record Changed(Product product) implements Outcome {}

    /** Somebody else changed it meanwhile; nothing has happened. */
    record Stale(Product now) implements Outcome {}

    /** Values are not acceptable; nothing has happened. */
    record Invalid(List<FieldError> errors) implements Outcome {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }

    /** There is no such product. */
    record Unknown() implements Outcome {}
  }
}
