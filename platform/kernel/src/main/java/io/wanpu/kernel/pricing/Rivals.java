package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Proposal;
import io.wanpu.kernel.pricing.Turns.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Who excludes whom: proposals of the same group that touch a common line. A discount on the order
 * touches the lines of its scope; freight, gifts and points touch the whole order. What one
 * activity proposes at different stages comes together.
 */
final class Rivals {
  private final List<BitSet> rivals = new ArrayList<>();

  private Rivals() {}

  static Rivals among(List<Proposal> turns) {
    var all = new Rivals();
    for (int i = 0; i < turns.size(); i++) {
      all.rivals.add(new BitSet());
      for (int j = 0; j < i; j++) {
        if (rivals(turns.get(i), turns.get(j))) {
          all.rivals.get(i).set(j);
          all.rivals.get(j).set(i);
        }
      }
    }
    return all;
  }

  /** The rivals of a proposal, by turn. */
  BitSet of(int turn) {
    return rivals.get(turn);
  }

  /** Whether a proposal has rivals. */
  boolean contested(int turn) {
    return !rivals.get(turn).isEmpty();
  }

  private static boolean rivals(Proposal a, Proposal b) {
    var group = a.source().exclusionGroup();
    var sameStage = Turns.stage(a) == Turns.stage(b);
    var sameActivity = a.source().activity().equals(b.source().activity());
    return group.isPresent()
        && group.equals(b.source().exclusionGroup())
        && (sameStage || !sameActivity)
        && touchACommonLine(a, b);
  }

  private static boolean touchACommonLine(Proposal a, Proposal b) {
    if (isHint(a) || isHint(b)) {
      return false;
    }
    if (touchesAll(a) || touchesAll(b)) {
      return (touchesAll(a) || !lines(a).isEmpty()) && (touchesAll(b) || !lines(b).isEmpty());
    }
    return !Collections.disjoint(lines(a), lines(b));
  }

  private static boolean isHint(Proposal proposal) {
    return Turns.stage(proposal) == Stage.HINT;
  }

  private static boolean touchesAll(Proposal proposal) {
    return switch (Turns.stage(proposal)) {
      case FREIGHT, GIFT, POINTS -> true;
      case LINE, ORDER, HINT -> false;
    };
  }

  /** The lines whose price the proposal would change. */
  static Set<Integer> lines(Proposal proposal) {
    return switch (proposal) {
      case Proposal.LineDiscount p -> Set.of(p.line());
      case Proposal.FixedPrice p -> Set.of(p.line());
      case Proposal.OrderDiscount p -> Set.copyOf(p.scope().lines());
      case Proposal.ShippingDiscount p -> Set.of();
      case Proposal.GiftLine p -> Set.of();
      case Proposal.ExtraPoints p -> Set.of();
      case Proposal.Hint p -> Set.of();
    };
  }
}
