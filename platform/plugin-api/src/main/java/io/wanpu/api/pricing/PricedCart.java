package io.wanpu.api.pricing;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Optional;

/**
 * A cart with its price and the reason for each fen of it.
 *
 * @param lines in the order of the cart, then gifts
 * @param goods list totals of the lines
 * @param discount what promotions took off the goods
 * @param freight freight before discounts
 * @param freightDiscount what promotions took off the freight
 * @param payable {@code goods − discount + freight − freightDiscount}, never below zero
 * @param points extra points
 * @param explanation how the price came about, in the order of application
 * @param complete false when the search for the best combination hit its bound
 */
public record PricedCart(
    List<Line> lines,
    long goods,
    long discount,
    long freight,
    long freightDiscount,
    long payable,
    long points,
    List<Step> explanation,
    boolean complete) {

  public PricedCart {
    lines = List.copyOf(lines);
    explanation = List.copyOf(explanation);
  }

  /**
   * One line with its price.
   *
   * @param unitPrice what the shopper sees for a piece after promotions on the line, minor units
   * @param total what is paid for the line after promotions on the order, minor units
   * @param units what is paid for each piece; sums to {@code total}. A refund of a piece returns
   *     its share
   */
  public record Line(
      int no,
      ProductId product,
      SkuId sku,
      int quantity,
      long listPrice,
      long unitPrice,
      long total,
      List<UnitShare> units) {
    public Line {
      units = List.copyOf(units);
    }

    /** What promotions took off this line. */
    public long discount() {
      return listPrice * quantity - total;
    }
  }

  /**
   * So many pieces of a line at this price each: pieces of a line differ by at most one minor unit.
   *
   * @param pieces how many
   * @param each minor units
   */
  public record UnitShare(int pieces, long each) {}

  /**
   * A rule, and what it did or why it did not.
   *
   * @param outcome what became of it
   * @param amount what it took off, minor units; for a hint and below a threshold what is missing
   * @param lines the share of each line in {@code amount}
   */
  public record Step(
      Optional<ActivityId> activity,
      Text name,
      Outcome outcome,
      long amount,
      List<Share> lines,
      Text why) {
    public Step {
      lines = List.copyOf(lines);
    }
  }

  /** The share of a line in a discount, minor units. */
  public record Share(int line, long amount) {}

  /** What became of a proposal. */
  public enum Outcome {
    /** It gave a discount. */
    APPLIED,
    /** It would have given nothing: there was nothing left to take off. */
    WITHOUT_EFFECT,
    /** Another one of its exclusion group was better for the shopper. */
    EXCLUDED,
    /** Its threshold was not reached. */
    BELOW_THRESHOLD,
    /** The promotion itself says why it does not apply. */
    HINT
  }
}
