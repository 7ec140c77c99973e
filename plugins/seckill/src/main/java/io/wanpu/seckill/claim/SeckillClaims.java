package io.wanpu.seckill.claim;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.text.Text;
import io.wanpu.seckill.claim.Claim.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The life of a claim after it was granted, under the lock of its row: used by one order, sold when
 * that is paid, released when it is closed or the member no longer wants it.
 */
public final class SeckillClaims implements StockClaims {
  private static final Outcome TAKEN = new Outcome.Taken();

  private final Mall mall;
  private final ClaimBook book;
  private final Returns returns;

  public SeckillClaims(Mall mall, ClaimBook book, Returns returns) {
    this.mall = mall;
    this.book = book;
    this.returns = returns;
  }

  @Override
  public Optional<Held> find(MemberId member, ClaimId id) {
    return book.find(id)
        .filter(claim -> claim.member().equals(member) && isHeld(claim))
        .map(
            claim ->
                new Held(
                    claim.id(),
                    claim.activity(),
                    claim.sku(),
                    claim.quantity(),
                    claim.expiresAt()));
  }

  @Override
  public Outcome use(
      Tx tx, MemberId member, ClaimId id, SkuId sku, int quantity, OrderId order, Instant payBy) {
    var found = book.lock(tx, id).filter(claim -> claim.member().equals(member));
    if (found.isEmpty()) {
      return refused("unknown_claim");
    }
    var claim = found.get();
    if (!claim.sku().equals(sku) || claim.quantity() != quantity) {
      return refused("claim_differs");
    }
    if (!isHeld(claim)) {
      return claim.order().isPresent() && claim.counts()
          ? refused("claim_used")
          : refused("claim_expired");
    }
    book.use(tx, id, order, payBy);
    return TAKEN;
  }

  @Override
  public Outcome confirm(Tx tx, ClaimId id, OrderId order) {
    var found = book.lock(tx, id).filter(claim -> claim.order().equals(Optional.of(order)));
    if (found.isEmpty()) {
      return refused("unknown_claim");
    }
    return switch (found.get().state()) {
      case SOLD -> TAKEN;
      case USED -> {
        book.become(tx, List.of(id), State.SOLD);
        yield TAKEN;
      }
      case HELD, RELEASED -> refused("claim_expired");
    };
  }

  @Override
  public void release(Tx tx, ClaimId id, OrderId order) {
    book.lock(tx, id)
        .filter(claim -> claim.state() == State.USED && claim.order().equals(Optional.of(order)))
        .ifPresent(claim -> release(tx, claim));
  }

  /**
   * The member no longer wants it. Idempotent.
   *
   * @throws MallException 404 when she has no such claim, 409 when an order uses it
   */
  public Claim cancel(MemberId member, ClaimId id) {
    mall.db()
        .transaction(
            tx -> {
              var claim =
                  book.lock(tx, id)
                      .filter(mine -> mine.member().equals(member))
                      .orElseThrow(() -> MallException.notFound("seckill.unknown_claim"));
              switch (claim.state()) {
                case HELD -> release(tx, claim);
                case USED, SOLD -> throw MallException.conflict("seckill.claim_used");
                case RELEASED -> {}
              }
              return claim;
            });
    return book.find(id).orElseThrow();
  }

  /** Claims of a member that can be ordered or wait for payment, newest first. */
  public List<Claim> open(MemberId member) {
    return book.open(member);
  }

  /**
   * Releases claims whose lease has ended.
   *
   * @param most in one transaction
   * @return how many were released
   */
  int releaseDue(ActivityId activity, int most) {
    return mall.db()
        .transaction(
            tx -> {
              var due = book.lockDue(tx, activity, State.HELD, mall.clock().instant(), false, most);
              if (due.isEmpty()) {
                return 0;
              }
              book.become(tx, due.stream().map(Claim::id).toList(), State.RELEASED);
              var pieces = new TreeMap<SkuId, Integer>();
              due.forEach(claim -> pieces.merge(claim.sku(), claim.quantity(), Integer::sum));
              pieces.forEach((sku, count) -> returns.giveBack(tx, activity, sku, count));
              return due.size();
            });
  }

  private void release(Tx tx, Claim claim) {
    book.become(tx, List.of(claim.id()), State.RELEASED);
    returns.giveBack(tx, claim.activity(), claim.sku(), claim.quantity());
  }

  private boolean isHeld(Claim claim) {
    return claim.state() == State.HELD && claim.expiresAt().isAfter(mall.clock().instant());
  }

  private static Outcome refused(String reason) {
    return new Outcome.Refused("seckill." + reason, Text.of("error.seckill." + reason));
  }
}
