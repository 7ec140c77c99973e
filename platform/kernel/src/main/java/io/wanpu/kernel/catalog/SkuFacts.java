package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that cart and checkout need to know of a SKU.
 *
 * @param values chosen values, in the order of the product's specs
 * @param price list price, minor units
 * @param weight grams
 * @param media key of the SKU's picture, or of the product's cover
 * @param available pieces on the shelf that nothing else has reserved
 * @param onShelf whether shoppers can buy it now: its product is on the shelf, and it is still sold
 */
public record SkuFacts(
    SkuId sku,
    ProductId product,
    Optional<CategoryId> category,
    String title,
    List<String> values,
    long price,
    int weight,
    Optional<String> media,
    long available,
    boolean onShelf) {
  public SkuFacts {
    values = List.copyOf(values);
  }

  /** The values as one line, empty for a plain product. */
  public String spec() {
    return String.join(" / ", values);
  }
}
