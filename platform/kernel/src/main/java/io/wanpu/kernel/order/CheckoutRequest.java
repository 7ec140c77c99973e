package io.wanpu.kernel.order;

import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.SkuId;
import java.util.List;
import java.util.Optional;

/**
 * What a member wants to buy.
 *
 * @param items one item a SKU; 1..100
 * @param address one of the member's addresses; needed to place the order
 * @param note at most 200 characters
 */
public record CheckoutRequest(List<Item> items, Optional<String> address, String note) {
  public CheckoutRequest {
    items = List.copyOf(items);
  }

  /** Pieces of a SKU, from stock that the member holds or from the shelf. */
  public record Item(SkuId sku, int quantity, Optional<Claim> claim) {}

  /** Stock that a plugin's activity holds for the member. */
  public record Claim(String plugin, ClaimId id) {}
}
