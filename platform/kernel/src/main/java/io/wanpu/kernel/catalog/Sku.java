package io.wanpu.kernel.catalog;

import io.wanpu.api.id.SkuId;
import java.util.List;
import java.util.Optional;

/**
 * A SKU as staff know it.
 *
 * @param code the merchant's code or a barcode, unique in the shop
 * @param values one of each spec, in the order of the specs
 * @param price minor units
 * @param marketPrice reference price, minor units
 * @param cost minor units; never leaves the admin
 * @param weight grams
 * @param media key of its own picture
 */
public record Sku(
    SkuId id,
    Optional<String> code,
    List<String> values,
    long price,
    Optional<Long> marketPrice,
    Optional<Long> cost,
    int weight,
    Optional<String> media) {
  public Sku {
    values = List.copyOf(values);
  }
}
