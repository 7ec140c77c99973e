package io.wanpu.kernel.catalog;

import io.wanpu.api.id.ProductId;
import java.util.Optional;

/**
 * A product in a list of the storefront.
 *
 * @param price lowest SKU price, minor units
 * @param sold pieces in paid orders
 */
public record ProductCard(
    ProductId id, String title, String subtitle, Optional<String> cover, long price, long sold) {}
