package io.wanpu.seckill.claim;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;

/** Names a SKU in an activity of a shop. */
record SaleKey(TenantId tenant, ActivityId activity, SkuId sku) {
  /** Name of its gate; the shop is part of every gate's key already. */
  String gate() {
    return "sale/" + activity + "/" + sku;
  }
}
