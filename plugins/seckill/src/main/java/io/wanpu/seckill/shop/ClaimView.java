package io.wanpu.seckill.shop;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.seckill.claim.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A claim as its member sees it. She orders it at checkout with {@code {"plugin": "seckill", "id":
 * …}}.
 *
 * @param order the order that uses it
 * @param expiresAt ordered, or paid, until then
 * @param serverTime countdowns go by it
 */
public record ClaimView(
    ClaimId id,
    ActivityId activity,
    SkuId sku,
    int quantity,
    Claim.State state,
    Optional<OrderId> order,
    Instant expiresAt,
    Instant serverTime) {

  static ClaimView of(Claim claim, Instant now) {
    return new ClaimView(
        claim.id(),
        claim.activity(),
        claim.sku(),
        claim.quantity(),
        claim.state(),
        claim.order(),
        claim.expiresAt(),
        now);
  }

  /** Claims of a member that can be ordered or wait for payment, newest first. */
  public record Mine(List<ClaimView> claims) {}
}
