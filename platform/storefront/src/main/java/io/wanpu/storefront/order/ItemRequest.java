package io.wanpu.storefront.order;

import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.order.CheckoutRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * Something to be bought.
 *
 * @param quantity pieces, 1..9999
 * @param claim stock that a plugin's activity holds for the member; from the shelf without it
 */
public record ItemRequest(
    SkuId sku, @Min(1) @Max(9_999) int quantity, Optional<ClaimRequest> claim) {

  /**
   * @param plugin whose activity holds it
   */
  public record ClaimRequest(@NotBlank @Size(max = 40) String plugin, ClaimId id) {}

  CheckoutRequest.Item item() {
    return new CheckoutRequest.Item(
        sku, quantity, claim.map(held -> new CheckoutRequest.Claim(held.plugin(), held.id())));
  }
}
