package io.wanpu.kernel.cart;

import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.SkuFacts;
import java.util.Optional;

/**
 * An item of a cart.
 *
 * @param problem why it cannot be bought as it stands; such items are kept
 */
public record CartItem(
    SkuId sku, int quantity, boolean selected, SkuFacts facts, Optional<Problem> problem) {
  /** Why an item cannot be bought. */
  public enum Problem {
    /** The product has left the shelf. */
    OFF_SHELF,
    /** None is left. */
    SOLD_OUT,
    /** Fewer are left than the cart asks for. */
    SHORT
  }
}
