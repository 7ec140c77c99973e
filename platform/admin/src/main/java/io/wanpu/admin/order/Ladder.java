package io.wanpu.admin.order;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.pricing.PricedCart;
import java.util.List;

/**
 * From the list price to what is paid, step by step.
 *
 * @param goods list prices times quantities, minor units
 * @param freight after discounts, minor units
 * @param complete whether every combination of promotions was compared
 */
public record Ladder(long goods, List<Step> steps, long freight, long payable, boolean complete) {

  /**
   * What a rule did, or why it did not.
   *
   * @param amount what it took off, minor units
   * @param outcome words for a rule that took nothing off
   */
  public record Step(String name, boolean applied, long amount, String outcome, String why) {}

  /** The explanation of a price in the words of the reader. */
  public static Ladder of(PricedCart cart, Phrases phrases) {
    return new Ladder(
        cart.goods(),
        cart.explanation().stream()
            .map(
                step ->
                    new Step(
                        phrases.text(step.name()),
                        step.outcome() == PricedCart.Outcome.APPLIED,
                        step.amount(),
                        phrases.words("price.outcome." + step.outcome()),
                        phrases.text(step.why())))
            .toList(),
        cart.freight() - cart.freightDiscount(),
        cart.payable(),
        cart.complete());
  }
}
