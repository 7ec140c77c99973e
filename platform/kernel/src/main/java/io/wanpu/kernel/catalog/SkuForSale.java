package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.util.Optional;

/**
 * What cart and checkout need to know of a SKU.
 *
 * @param spec chosen values, separated by a blank; empty for a plain product
 * @param price list price, minor units
 * @param weight grams
 * @param onShelf whether shoppers can buy it at this instant
 * @param available pieces that nothing else has reserved
 */
public record SkuForSale(
    SkuId sku,
    ProductId product,
    Optional<CategoryId> category,
    String title,
    String spec,
    Optional<String> media,
    long price,
    int weight,
    boolean onShelf,
    long available) {}
