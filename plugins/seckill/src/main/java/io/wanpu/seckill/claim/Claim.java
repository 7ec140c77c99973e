package io.wanpu.seckill.claim;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import java.time.Instant;
import java.util.Optional;

/**
 * Pieces that a member has got hold of. It is held for a while; an order uses it and then decides
 * its fate: paid, the pieces are sold; closed, they are free again. Without an order it is released
 * when its lease ends.
 *
 * @param turn 1 for the member's first claim on this SKU in this activity, 2 for the next
 * @param key {@code Idempotency-Key} of the request
 * @param quantity pieces
 * @param expiresAt held: released then; used: the order is closed then unless it is paid
 */
public record Claim(
    ClaimId id,
    ActivityId activity,
    SkuId sku,
    MemberId member,
    int turn,
    String key,
    int quantity,
    State state,
    Optional<OrderId> order,
    Instant expiresAt,
    Instant createdAt) {

  /** What has become of it. */
  public enum State {
    /** The member may order. */
    HELD,
    /** An unpaid order uses it. */
    USED,
    /** Paid. */
    SOLD,
    /** The pieces were free again. */
    RELEASED
  }

  /** Whether its pieces count against the member's limit. */
  boolean counts() {
    return state != State.RELEASED;
  }
}
