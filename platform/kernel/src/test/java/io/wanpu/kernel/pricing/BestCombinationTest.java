package io.wanpu.kernel.pricing;

import static io.wanpu.kernel.pricing.Offers.amount;
import static io.wanpu.kernel.pricing.Offers.by;
import static io.wanpu.kernel.pricing.Offers.cart;
import static io.wanpu.kernel.pricing.Offers.fixed;
import static io.wanpu.kernel.pricing.Offers.freightOff;
import static io.wanpu.kernel.pricing.Offers.gift;
import static io.wanpu.kernel.pricing.Offers.inGroup;
import static io.wanpu.kernel.pricing.Offers.line;
import static io.wanpu.kernel.pricing.Offers.lineOff;
import static io.wanpu.kernel.pricing.Offers.orderOff;
import static io.wanpu.kernel.pricing.Offers.percent;
import static io.wanpu.kernel.pricing.Offers.points;
import static io.wanpu.kernel.pricing.Offers.price;
import static io.wanpu.kernel.pricing.Offers.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.pricing.Source;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestCombinationTest {
  @Test
  void of_a_group_the_best_for_the_shopper_is_applied_to_a_line() {
    var priced =
        price(
            cart(line(1, 2, 1000)),
            lineOff(inGroup("a", 1), 1, amount(100)),
            fixed(inGroup("a", 2), 1, 700),
            lineOff(inGroup("b", 3), 1, amount(50)));
    assertThat(priced.payable()).isEqualTo(1300);
    assertThat(step(priced, 1).outcome()).isEqualTo(Outcome.EXCLUDED);
    assertThat(step(priced, 1).why()).isEqualTo(Text.of("pricing.excluded"));
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(step(priced, 3).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(priced.complete()).isTrue();
  }

  @Test
  void a_group_lets_its_members_apply_to_different_lines() {
    var priced =
        price(
            cart(line(1, 1, 1000), line(2, 1, 1000)),
            lineOff(inGroup("a", 1), 1, amount(100)),
            lineOff(inGroup("a", 2), 2, amount(100)));
    assertThat(priced.payable()).isEqualTo(1800);
  }

  @Test
  void reductions_whose_scopes_do_not_overlap_do_not_exclude_each_other() {
    var cart = cart(line(1, 1, 1000), line(2, 1, 1000), line(3, 1, 1000));
    var first = orderOff(inGroup("a", 1), amount(100), 0, 1);
    var second = orderOff(inGroup("a", 2), amount(100), 0, 2, 3);
    var across = orderOff(inGroup("a", 3), amount(150), 0, 1, 2);
    assertThat(price(cart, first, second).payable()).isEqualTo(2800);
    assertThat(price(cart, first, across, second).payable()).isEqualTo(2800);
    assertThat(price(cart, first, across).payable()).isEqualTo(2850);
  }

  @Test
  void a_group_spans_line_and_order() {
    var cart = cart(line(1, 1, 1000), line(2, 1, 9000));
    var flash = fixed(inGroup("a", 1), 1, 600);
    assertThat(price(cart, flash, orderOff(inGroup("a", 2), amount(900), 0, 1, 2)).payable())
        .isEqualTo(9100);
    assertThat(price(cart, flash, orderOff(inGroup("a", 2), amount(900), 0, 2)).payable())
        .isEqualTo(8700);
  }

  @Test
  void a_group_spans_order_and_freight_and_gifts() {
    var cart = cart(800, line(1, 1, 1000));
    var coupon = orderOff(inGroup("a", 1), amount(500), 0, 1);
    assertThat(price(cart, coupon, freightOff(inGroup("a", 2), percent(100))).payable())
        .isEqualTo(1000);
    assertThat(price(cart, coupon, gift(inGroup("a", 2), 1)).lines()).hasSize(1);
  }

  @Test
  void what_one_activity_proposes_at_several_stages_comes_together() {
    var cart = cart(800, line(1, 1, 1000));
    var priced =
        price(
            cart,
            orderOff(inGroup("a", 1), amount(300), 0, 1),
            freightOff(inGroup("a", 1), percent(100)),
            gift(inGroup("a", 1), 1),
            orderOff(inGroup("a", 2), amount(500), 0, 1));
    assertThat(priced.payable()).isEqualTo(700);
    assertThat(priced.lines()).hasSize(2);
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.EXCLUDED);
  }

  @Test
  void a_smaller_discount_is_chosen_when_it_keeps_a_threshold() {
    var priced =
        price(
            cart(line(1, 1, 10_000)),
            lineOff(inGroup("a", 1), 1, amount(500)),
            lineOff(inGroup("a", 2), 1, amount(100)),
            orderOff(by(3), amount(2000), 9900, 1));
    assertThat(priced.payable()).isEqualTo(7900);
    assertThat(step(priced, 1).outcome()).isEqualTo(Outcome.EXCLUDED);
  }

  @Test
  void a_tier_that_is_not_reached_says_so_even_beside_one_that_applies() {
    var priced =
        price(
            cart(line(1, 1, 15_000)),
            orderOff(inGroup("a", 1), amount(1000), 10_000, 1),
            orderOff(inGroup("a", 2), amount(3000), 20_000, 1));
    assertThat(priced.payable()).isEqualTo(14_000);
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(step(priced, 2).why())
        .isEqualTo(Text.of("pricing.below_threshold", Arg.money(5000)));
  }

  @Test
  void rivals_for_the_freight_are_compared_on_what_others_leave_of_it() {
    var priced =
        price(
            cart(1000, line(1, 1, 5000)),
            freightOff(by(1), amount(800)),
            freightOff(inGroup("a", 2), percent(50)),
            freightOff(inGroup("a", 3), amount(150)));
    assertThat(priced.payable()).isEqualTo(5050);
  }

  @Test
  void at_the_same_price_more_gifts_are_better() {
    var priced = price(cart(line(1, 1, 1000)), gift(inGroup("a", 1), 1), gift(inGroup("a", 2), 2));
    assertThat(line(priced, 2).quantity()).isEqualTo(2);
  }

  @Test
  void at_the_same_price_more_points_are_better() {
    var priced =
        price(cart(line(1, 1, 1000)), points(inGroup("a", 1), 10), points(inGroup("a", 2), 20));
    assertThat(priced.points()).isEqualTo(20);
  }

  @Test
  void the_best_combination_is_the_best_of_all_and_no_worse_than_the_greedy_one() {
    Seeds.each(
        600,
        random -> {
          var shopper = new RandomShopper(random);
          var cart = shopper.cart(4);
          var proposals = shopper.proposals(cart, 9);
          var best = Pricing.price(cart, proposals);
          assertThat(best.complete()).isTrue();
          assertThat(best.payable()).isEqualTo(bruteForce(cart, proposals));
          assertThat(best.payable()).isLessThanOrEqualTo(greedy(cart, proposals));
        });
  }

  @Test
  void lines_that_do_not_influence_each_other_never_hit_the_bound() {
    var priced = Pricing.price(manyLines(40), rivalsOnEachLine(40));
    assertThat(priced.complete()).isTrue();
    assertThat(priced.payable()).isEqualTo(40 * 700);
  }

  @Test
  void beyond_the_bound_the_greedy_combination_is_taken_and_the_price_says_so() {
    var proposals = new ArrayList<>(rivalsOnEachLine(40));
    var all = IntStream.rangeClosed(1, 40).boxed().toArray(Integer[]::new);
    proposals.add(orderOff(by(99), amount(500), 1000, all));
    var priced = Pricing.price(manyLines(40), proposals);
    assertThat(priced.complete()).isFalse();
    assertThat(priced.payable()).isEqualTo(40 * 700 - 500);
    assertThat(priced.payable()).isEqualTo(greedy(manyLines(40), proposals));
    assertThat(Pricing.price(manyLines(40), proposals)).isEqualTo(priced);
  }

  @Test
  void a_cart_within_the_bound_is_searched_to_the_end() {
    var all = IntStream.rangeClosed(1, 12).boxed().toArray(Integer[]::new);
    var proposals = new ArrayList<>(rivalsOnEachLine(12));
    proposals.add(orderOff(by(99), amount(500), 0, all));
    assertThat(Pricing.price(manyLines(12), proposals).complete()).isTrue();
    proposals.add(lineOff(inGroup("a", 3), 1, amount(1)));
    assertThat(Pricing.price(manyLines(12), proposals).complete()).isFalse();
  }

  @Test
  void the_bound_is_for_the_whole_cart() {
    var proposals = new ArrayList<>(rivalsOnEachLine(12));
    var firstHalf = IntStream.rangeClosed(1, 12).boxed().toArray(Integer[]::new);
    var secondHalf = IntStream.rangeClosed(13, 24).boxed().toArray(Integer[]::new);
    proposals.add(orderOff(by(98), amount(500), 0, firstHalf));
    assertThat(Pricing.price(manyLines(12), proposals).complete()).isTrue();
    proposals.addAll(rivalsOnEachLine(24).subList(24, 48));
    proposals.add(orderOff(by(99), amount(500), 0, secondHalf));
    assertThat(Pricing.price(manyLines(24), proposals).complete()).isFalse();
  }

  private static Cart manyLines(int count) {
    return cart(
        IntStream.rangeClosed(1, count).mapToObj(no -> line(no, 1, 1000)).toArray(CartLine[]::new));
  }

  private static List<Proposal> rivalsOnEachLine(int count) {
    var proposals = new ArrayList<Proposal>();
    for (int no = 1; no <= count; no++) {
      proposals.add(lineOff(inGroup("a", 1), no, amount(200)));
      proposals.add(fixed(inGroup("a", 2), no, 700));
    }
    return proposals;
  }

  private static long greedy(Cart cart, List<Proposal> proposals) {
    var turns = Turns.of(proposals);
    var rivals = Rivals.among(turns);
    var taken = new ArrayList<Proposal>();
    var chosen = BestCombination.greedy(Running.start(cart), turns, rivals);
    chosen.stream().forEach(turn -> taken.add(ungrouped(turns.get(turn))));
    return Pricing.price(cart, taken).payable();
  }

  /** Prices each set from which nothing was left out without a rival in it. */
  private static long bruteForce(Cart cart, List<Proposal> proposals) {
    var rivals = Rivals.among(proposals);
    var best = Long.MAX_VALUE;
    for (long set = 0; set < 1L << proposals.size(); set++) {
      var taken = BitSet.valueOf(new long[] {set});
      var fits =
          IntStream.range(0, proposals.size())
              .allMatch(i -> taken.get(i) != rivals.of(i).intersects(taken));
      if (fits) {
        var some = taken.stream().mapToObj(proposals::get).map(BestCombinationTest::ungrouped);
        best = Math.min(best, Pricing.price(cart, some.toList()).payable());
      }
    }
    return best;
  }

  private static Proposal ungrouped(Proposal proposal) {
    var from = proposal.source();
    var source = new Source(from.activity(), from.name(), from.priority(), Optional.empty());
    return switch (proposal) {
      case Proposal.LineDiscount p -> new Proposal.LineDiscount(source, p.line(), p.off(), p.why());
      case Proposal.FixedPrice p ->
          new Proposal.FixedPrice(source, p.line(), p.unitPrice(), p.why());
      case Proposal.OrderDiscount p ->
          new Proposal.OrderDiscount(source, p.scope(), p.off(), p.threshold(), p.why());
      case Proposal.ShippingDiscount p -> new Proposal.ShippingDiscount(source, p.off(), p.why());
      case Proposal.GiftLine p ->
          new Proposal.GiftLine(source, p.product(), p.sku(), p.quantity(), p.why());
      case Proposal.ExtraPoints p -> new Proposal.ExtraPoints(source, p.points(), p.why());
      case Proposal.Hint p -> new Proposal.Hint(source, p.scope(), p.missing(), p.why());
    };
  }
}
