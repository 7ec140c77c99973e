package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.Proposal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Prices a cart: plugins propose, this decides. Pure; the order of the cart's lines and of the
 * proposals makes no difference, only the numbers of the lines do.
 *
 * <ol>
 *   <li>Promotions on lines change the unit price that the shopper sees: a percentage is rounded
 *       per piece, the discount half up, then multiplied.
 *   <li>Promotions on the order work on the running total of their scope, where also the threshold
 *       is checked; what they take off is allocated over lines, then over the pieces of a line.
 *   <li>Promotions on the freight.
 *   <li>Gifts, which follow the cart's lines, and extra points.
 * </ol>
 *
 * <p>Each proposal becomes a step of the explanation, in the order of application. One that gave
 * nothing is never {@link Outcome#APPLIED}, so nothing is used up by it.
 */
public final class Pricing {
  private final Running start;
  private final List<Proposal> turns;
  private final Rivals rivals;

  private Pricing(Cart cart, List<Proposal> proposals) {
    this.start = Running.start(cart);
    this.turns = Turns.of(proposals);
    this.rivals = Rivals.among(turns);
  }

  /**
   * The price of the cart with the best combination of the proposals.
   *
   * @throws ArithmeticException when an amount leaves a long
   * @throws IllegalArgumentException when two lines have the same number
   */
  public static PricedCart price(Cart cart, List<Proposal> proposals) {
    var goods = cart.lines().stream().mapToLong(CartLine::listTotal).reduce(0, Math::addExact);
    Math.addExact(goods, cart.freight());
    return new Pricing(cart, proposals).price(goods);
  }

  private PricedCart price(long goods) {
    var choice = BestCombination.of(start, turns, rivals);
    var cart = start.copy();
    var steps = new ArrayList<PricedCart.Step>();
    for (int turn = 0; turn < turns.size(); turn++) {
      var proposal = turns.get(turn);
      var effect = choice.turns().get(turn) ? cart.apply(proposal) : leftOut(turn, choice.turns());
      steps.add(effect.step(proposal.source()));
    }
    return new PricedCart(
        cart.priced(),
        goods,
        goods - cart.goods(),
        start.freight(),
        start.freight() - cart.freight(),
        cart.goods() + cart.freight(),
        Math.max(0, cart.points()),
        steps,
        choice.complete());
  }

  /**
   * Why a proposal was left out: its rivals are better, unless it would have done nothing in their
   * stead either.
   */
  private Effect leftOut(int turn, BitSet chosen) {
    var cart = start.copy();
    for (int earlier = 0; earlier < turn; earlier++) {
      if (chosen.get(earlier) && !rivals.of(turn).get(earlier)) {
        cart.apply(turns.get(earlier));
      }
    }
    var alone = cart.apply(turns.get(turn));
    return alone.outcome() == Outcome.APPLIED ? Effect.excluded() : alone;
  }
}
