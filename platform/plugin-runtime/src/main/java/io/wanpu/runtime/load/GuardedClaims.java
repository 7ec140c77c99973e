package io.wanpu.runtime.load;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import java.time.Instant;
import java.util.Optional;

/** A plugin's claims, each call watched. */
record GuardedClaims(StockClaims claims, PluginCalls calls) implements StockClaims {
  @Override
  public Optional<Held> find(MemberId member, ClaimId claim) {
    return calls.call(CallKind.CLAIM, () -> claims.find(member, claim));
  }

  @Override
  public Outcome use(
      Tx tx,
      MemberId member,
      ClaimId claim,
      SkuId sku,
      int quantity,
      OrderId order,
      Instant payBy) {
    return calls.call(
        CallKind.CLAIM, () -> claims.use(tx, member, claim, sku, quantity, order, payBy));
  }

  @Override
  public Outcome confirm(Tx tx, ClaimId claim, OrderId order) {
    return calls.call(CallKind.CLAIM, () -> claims.confirm(tx, claim, order));
  }

  @Override
  public void release(Tx tx, ClaimId claim, OrderId order) {
    calls.call(
        CallKind.CLAIM,
        () -> {
          claims.release(tx, claim, order);
          return true;
        });
  }
}
