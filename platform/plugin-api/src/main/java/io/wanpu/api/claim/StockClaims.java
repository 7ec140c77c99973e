package io.wanpu.api.claim;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * Stock that a plugin's activities hold for members. The kernel calls it inside its own
 * transactions, so a claim and an order commit together. {@code order_claim(tenant_id, claim_id)}
 * is unique: a claim is used by one order at most.
 */
public interface StockClaims {
  /** The claim as it stands, for a checkout preview; empty when the member has no such claim. */
  Optional<Held> find(MemberId member, ClaimId claim);

  /**
   * An order uses the claim; from now on the order's fate decides. Its lease no longer runs.
   *
   * @param payBy the order is closed then, unless it has been paid
   * @return a refusal when the claim has expired, is not this member's or does not cover the pieces
   */
  Outcome use(
      Tx tx, MemberId member, ClaimId claim, SkuId sku, int quantity, OrderId order, Instant payBy);

  /**
   * The order was paid: the pieces are sold. Idempotent. A refusal makes the kernel refund the
   * payment.
   */
  Outcome confirm(Tx tx, ClaimId claim, OrderId order);

  /** The order was closed unpaid: the pieces are free again. Idempotent. */
  void release(Tx tx, ClaimId claim, OrderId order);

  /**
   * A claim that can be used.
   *
   * @param expiresAt it is released then unless an order uses it
   */
  record Held(ClaimId id, ActivityId activity, SkuId sku, int quantity, Instant expiresAt) {}

  /** Taken, or refused with the reason. */
  sealed interface Outcome {
    record Taken() implements Outcome {}

    record Refused(String code, Text why) implements Outcome {}
  }
}
