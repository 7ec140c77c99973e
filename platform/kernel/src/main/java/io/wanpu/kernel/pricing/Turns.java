package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Proposal;
import java.util.Comparator;
import java.util.List;

/**
 * Whose turn it is: line, order, freight, then gifts, points and hints; within a stage the higher
 * priority, then the earlier activity. What is still equal is ordered by its content, so that it
 * makes no difference in which order plugins answer.
 */
final class Turns {
  private static final Comparator<Proposal> ORDER =
      Comparator.comparing(Turns::stage)
          .thenComparing(p -> p.source().priority(), Comparator.reverseOrder())
          .thenComparing(p -> p.source().activity())
          .thenComparing(Turns::line)
          .thenComparing(Proposal::toString);

  private Turns() {}

  /** The part of the price that a proposal is about, in the order of application. */
  enum Stage {
    LINE,
    ORDER,
    FREIGHT,
    GIFT,
    POINTS,
    HINT
  }

  static List<Proposal> of(List<Proposal> proposals) {
    return proposals.stream().sorted(ORDER).toList();
  }

  static Stage stage(Proposal proposal) {
    return switch (proposal) {
      case Proposal.LineDiscount p -> Stage.LINE;
      case Proposal.FixedPrice p -> Stage.LINE;
      case Proposal.OrderDiscount p -> Stage.ORDER;
      case Proposal.ShippingDiscount p -> Stage.FREIGHT;
      case Proposal.GiftLine p -> Stage.GIFT;
      case Proposal.ExtraPoints p -> Stage.POINTS;
      case Proposal.Hint p -> Stage.HINT;
    };
  }

  private static int line(Proposal proposal) {
    return switch (proposal) {
      case Proposal.LineDiscount p -> p.line();
      case Proposal.FixedPrice p -> p.line();
      case Proposal.OrderDiscount p -> 0;
      case Proposal.ShippingDiscount p -> 0;
      case Proposal.GiftLine p -> 0;
      case Proposal.ExtraPoints p -> 0;
      case Proposal.Hint p -> 0;
    };
  }
}
