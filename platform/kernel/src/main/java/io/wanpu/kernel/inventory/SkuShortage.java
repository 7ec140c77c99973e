package io.wanpu.kernel.inventory;

import io.wanpu.api.id.SkuId;

/** A SKU that does not have as many pieces as were asked for. */
public record SkuShortage(SkuId sku, long wanted) {}
