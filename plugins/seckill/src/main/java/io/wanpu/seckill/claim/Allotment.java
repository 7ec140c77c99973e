package io.wanpu.seckill.claim;

import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who of a queue gets what: first come, first served, whole claims only, nobody beyond the limit,
 * the same key never twice. Pure but for new ids; nothing is written here.
 *
 * @param answers one for each wish, in order
 * @param claims new claims
 * @param pieces pieces of the new claims
 * @param shortAt wishes that failed for want of pieces, by their place
 */
record Allotment(List<Answer> answers, List<Claim> claims, int pieces, List<Integer> shortAt) {

  /** A member's standing in this sale, as it grows while the queue is served. */
  private static final class Standing {
    private final Map<String, Claim> byKey = new HashMap<>();
    private int taken;
    private int turn;
  }

  /**
   * Serves a queue.
   *
   * @param earlier claims that its members have in this activity, on any SKU
   * @param available pieces that may be given
   */
  static Allotment of(
      SaleKey sale,
      Terms terms,
      List<Wish> wishes,
      List<Claim> earlier,
      long available,
      Instant now,
      LongSupplier ids) {
    var standings = HashMap.<MemberId, Standing>newHashMap(wishes.size());
    for (var claim : earlier) {
      note(standings.computeIfAbsent(claim.member(), k -> new Standing()), sale, claim);
    }
    var answers = new ArrayList<Answer>(wishes.size());
    var claims = new ArrayList<Claim>(wishes.size());
    var shortAt = new ArrayList<Integer>();
    var pieces = 0;
    for (var wish : wishes) {
      var standing = standings.computeIfAbsent(wish.member(), k -> new Standing());
      var before = standing.byKey.get(wish.key());
      if (before != null) {
        answers.add(
            before.sku().equals(sale.sku()) && before.quantity() == wish.quantity()
                ? new Answer.Granted(before)
                : new Answer.KeyReused());
      } else if (standing.taken + wish.quantity() > terms.perMember()) {
        answers.add(new Answer.LimitReached(terms.perMember()));
      } else if (wish.quantity() > available - pieces) {
        shortAt.add(answers.size());
        answers.add(
            available == pieces ? new Answer.SoldOut() : new Answer.TooFew(available - pieces));
      } else {
        var claim =
            new Claim(
                new ClaimId(ids.getAsLong()),
                sale.activity(),
                sale.sku(),
                wish.member(),
                standing.turn + 1,
                wish.key(),
                wish.quantity(),
                Claim.State.HELD,
                Optional.empty(),
                now.plus(terms.lease()),
                now);
        note(standing, sale, claim);
        pieces += claim.quantity();
        claims.add(claim);
        answers.add(new Answer.Granted(claim));
      }
    }
    return new Allotment(answers, claims, pieces, shortAt);
  }

  private static void note(Standing standing, SaleKey sale, Claim claim) {
    standing.byKey.put(claim.key(), claim);
    if (claim.sku().equals(sale.sku())) {
      standing.turn = Math.max(standing.turn, claim.turn());
      if (claim.counts()) {
        standing.taken += claim.quantity();
      }
    }
  }
}
