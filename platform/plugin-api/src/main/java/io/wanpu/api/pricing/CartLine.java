package io.wanpu.api.pricing;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import java.util.Optional;

/**
 * One SKU in a cart.
 *
 * @param no 1..n, unique in the cart
 * @param category category of the product, if any
 * @param quantity pieces, 1..9999
 * @param listPrice price of a piece before promotions, minor units
 * @param floor price of a piece that no discount may go below, minor units; 0 when there is none
 * @param claim stock that the member holds for this line
 */
public record CartLine(
    int no,
    ProductId product,
    SkuId sku,
    Optional<CategoryId> category,
    int quantity,
    long listPrice,
    long floor,
    Optional<Claimed> claim) {

  public CartLine {
    if (no < 1 || quantity < 1 || quantity > 9999 || listPrice < 0 || floor < 0) {
      throw new IllegalArgumentException(
          "not a cart line: " + no + " × " + quantity + " at " + listPrice);
    }
  }

  /**
   * Stock that the member holds for a line.
   *
   * @param plugin id of the plugin that holds it
   */
  public record Claimed(String plugin, ClaimId id, ActivityId activity) {}

  /** List price times quantity. */
  public long listTotal() {
    return Math.multiplyExact(listPrice, (long) quantity);
  }
}
