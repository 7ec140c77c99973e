package io.wanpu.api.pricing;

import io.wanpu.api.activity.Activity;
import java.util.List;

/**
 * Proposes discounts. Pure: no database, clock or random; the same input gives the same proposals.
 *
 * @param <A> the record that configures an activity
 */
@FunctionalInterface
public interface PromotionRule<A extends Record> {
  /**
   * @param cart what is being priced
   * @param running activities of this kind that run at {@code cart.at()}, or that a claim in the
   *     cart belongs to
   */
  List<Proposal> propose(Cart cart, List<Activity<A>> running);
}
