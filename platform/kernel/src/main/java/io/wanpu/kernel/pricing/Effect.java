package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.PricedCart.Share;
import io.wanpu.api.pricing.PricedCart.Step;
import io.wanpu.api.pricing.Source;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Optional;

/**
 * What a proposal did to a cart, or why it did nothing.
 *
 * @param amount as in {@link Step#amount}
 */
record Effect(Outcome outcome, long amount, List<Share> lines, Text why) {

  static Effect applied(long amount, List<Share> lines, Text why) {
    return new Effect(Outcome.APPLIED, amount, lines, why);
  }

  /** Nothing was left to take off. */
  static Effect nothingLeft() {
    return new Effect(Outcome.WITHOUT_EFFECT, 0, List.of(), Text.of("pricing.nothing_left"));
  }

  /** The running price is not above the fixed one. */
  static Effect alreadyLower() {
    return new Effect(Outcome.WITHOUT_EFFECT, 0, List.of(), Text.of("pricing.already_lower"));
  }

  static Effect belowThreshold(long missing) {
    return new Effect(
        Outcome.BELOW_THRESHOLD,
        missing,
        List.of(),
        Text.of("pricing.below_threshold", Arg.money(missing)));
  }

  static Effect excluded() {
    return new Effect(Outcome.EXCLUDED, 0, List.of(), Text.of("pricing.excluded"));
  }

  Step step(Source source) {
    return new Step(Optional.of(source.activity()), source.name(), outcome, amount, lines, why);
  }
}
