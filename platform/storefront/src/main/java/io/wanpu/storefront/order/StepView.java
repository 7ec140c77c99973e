package io.wanpu.storefront.order;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.storefront.web.ShopCall;
import io.wanpu.storefront.web.Words;
import java.util.List;
import java.util.Optional;

/**
 * A promotion, and what it did to the price or why it did nothing.
 *
 * @param outcome {@code applied}, {@code without-effect}, {@code excluded}, {@code below-threshold}
 *     or {@code hint}
 * @param amount what it took off, minor units; for a hint and below a threshold what is missing
 * @param lines the share of each line in the amount
 */
public record StepView(
    Optional<ActivityId> activity,
    String name,
    String outcome,
    long amount,
    String why,
    List<PricedCart.Share> lines) {
  static List<StepView> of(ShopCall call, PricedCart price) {
    return price.explanation().stream()
        .map(
            step ->
                new StepView(
                    step.activity(),
                    call.write(step.name()),
                    Words.of(step.outcome()),
                    step.amount(),
                    call.write(step.why()),
                    step.lines()))
        .toList();
  }
}
