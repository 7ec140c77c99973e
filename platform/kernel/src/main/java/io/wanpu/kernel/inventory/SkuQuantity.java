package io.wanpu.kernel.inventory;

import io.wanpu.api.id.SkuId;

/** Pieces of a SKU, at least one. */
public record SkuQuantity(SkuId sku, long quantity) {
  public SkuQuantity {
    if (quantity < 1) {
      throw new IllegalArgumentException("at least one piece, not " + quantity);
    }
  }
}
