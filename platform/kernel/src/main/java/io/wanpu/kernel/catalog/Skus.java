package io.wanpu.kernel.catalog;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** SKUs of the calling shop, for reading. */
public interface Skus {
  /** Facts of the SKUs that exist, in one statement. */
  Map<SkuId, SkuFacts> facts(Collection<SkuId> ids);

  /** SKUs still sold of a product, in their order. */
  List<SkuFacts> of(ProductId product);

  /** SKUs of products that the words find, for pickers. */
  List<SkuFacts> search(String words, int limit);

  /**
   * The lowest price that each SKU had in the time that ends now: the lawful reference price is
   * that of 7 days.
   */
  Map<SkuId, Long> lowestPrices(Collection<SkuId> ids, Duration time);

  /** How many SKUs on the shelf have fewer than so many pieces that can be bought. */
  int countLow(long pieces);
}
