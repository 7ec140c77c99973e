package io.wanpu.api.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products of the calling shop, for reading. */
public interface Catalog {
  /** The SKUs that exist, by id. */
  Map<SkuId, SkuFacts> skus(Collection<SkuId> ids);

  /** SKUs whose product title contains the words, for pickers; at most 20. */
  List<SkuFacts> search(String words);

  /**
   * A SKU as staff and shoppers know it.
   *
   * @param spec chosen values, e.g. {@code red, M}; empty for a plain product
   * @param price list price, minor units
   * @param media key of the picture, or empty
   * @param available pieces on the shelf that nothing else has reserved
   * @param onShelf whether shoppers can buy it
   */
  record SkuFacts(
      SkuId sku,
      ProductId product,
      Optional<CategoryId> category,
      String title,
      String spec,
      long price,
      Optional<String> media,
      long available,
      boolean onShelf) {}
}
