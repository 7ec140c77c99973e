package io.wanpu.kernel.pricing;

import static io.wanpu.kernel.pricing.Offers.amount;
import static io.wanpu.kernel.pricing.Offers.by;
import static io.wanpu.kernel.pricing.Offers.cart;
import static io.wanpu.kernel.pricing.Offers.fixed;
import static io.wanpu.kernel.pricing.Offers.freightOff;
import static io.wanpu.kernel.pricing.Offers.gift;
import static io.wanpu.kernel.pricing.Offers.hint;
import static io.wanpu.kernel.pricing.Offers.line;
import static io.wanpu.kernel.pricing.Offers.lineOff;
import static io.wanpu.kernel.pricing.Offers.orderOff;
import static io.wanpu.kernel.pricing.Offers.percent;
import static io.wanpu.kernel.pricing.Offers.points;
import static io.wanpu.kernel.pricing.Offers.price;
import static io.wanpu.kernel.pricing.Offers.step;
import static io.wanpu.kernel.pricing.Offers.withPriority;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.PricedCart.Share;
import io.wanpu.api.pricing.PricedCart.Step;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import org.junit.jupiter.api.Test;

class PricingTest {
  @Test
  void without_promotions_a_cart_costs_its_list_prices_and_the_freight() {
    var priced = price(cart(800, line(1, 2, 1050), line(2, 1, 300)));
    assertThat(priced.goods()).isEqualTo(2400);
    assertThat(priced.discount()).isZero();
    assertThat(priced.payable()).isEqualTo(3200);
    assertThat(priced.complete()).isTrue();
  }

  @Test
  void an_empty_cart_costs_its_freight() {
    assertThat(price(cart(800), freightOff(by(1), amount(300))).payable()).isEqualTo(500);
  }

  @Test
  void a_percentage_on_a_line_is_rounded_per_piece() {
    var priced = price(cart(line(1, 3, 333)), lineOff(by(1), 1, percent(15)));
    assertThat(line(priced, 1).unitPrice()).isEqualTo(283); // 49.95 off, rounded to 50
    assertThat(priced.payable()).isEqualTo(849);
    assertThat(step(priced, 1).lines()).containsExactly(new Share(1, 150));
  }

  @Test
  void later_promotions_on_a_line_work_on_what_earlier_ones_left() {
    var half = lineOff(withPriority(1, 1), 1, percent(50));
    var ten = lineOff(withPriority(2, 2), 1, amount(1000));
    assertThat(price(cart(line(1, 1, 3000)), half, ten).payable()).isEqualTo(1000);
  }

  @Test
  void of_equal_priority_the_earlier_activity_goes_first() {
    var half = lineOff(by(9), 1, percent(50));
    var ten = lineOff(by(10), 1, amount(1000));
    assertThat(price(cart(line(1, 1, 3000)), ten, half).payable()).isEqualTo(500);
  }

  @Test
  void a_fixed_price_above_the_running_price_is_ignored() {
    var priced =
        price(
            cart(line(1, 2, 1000)),
            lineOff(withPriority(9, 1), 1, amount(300)),
            fixed(by(2), 1, 800));
    assertThat(priced.payable()).isEqualTo(1400);
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.WITHOUT_EFFECT);
    assertThat(step(priced, 2).why()).isEqualTo(Text.of("pricing.already_lower"));
  }

  @Test
  void a_fixed_price_sets_the_price_of_each_piece() {
    var priced = price(cart(line(1, 3, 1000)), fixed(by(1), 1, 990));
    assertThat(line(priced, 1).unitPrice()).isEqualTo(990);
    assertThat(step(priced, 1).amount()).isEqualTo(30);
  }

  @Test
  void no_promotion_goes_below_the_floor_of_a_line() {
    var cart = cart(line(1, 2, 1000, 900));
    assertThat(price(cart, fixed(by(1), 1, 100)).payable()).isEqualTo(1800);
    assertThat(price(cart, lineOff(by(1), 1, percent(90))).payable()).isEqualTo(1800);
    assertThat(price(cart, orderOff(by(1), amount(5000), 0, 1)).payable()).isEqualTo(1800);
  }

  @Test
  void a_floor_above_the_list_price_does_not_raise_the_price() {
    var priced =
        price(
            cart(line(1, 2, 1000, 1500)), fixed(by(1), 1, 100), orderOff(by(2), percent(50), 0, 1));
    assertThat(priced.payable()).isEqualTo(2000);
    assertThat(step(priced, 1).outcome()).isEqualTo(Outcome.WITHOUT_EFFECT);
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.WITHOUT_EFFECT);
  }

  @Test
  void a_promotion_on_the_order_is_allocated_over_lines_then_over_pieces() {
    var priced =
        price(cart(line(1, 3, 1000), line(2, 1, 500)), orderOff(by(1), amount(1000), 0, 1, 2));
    assertThat(step(priced, 1).lines()).containsExactly(new Share(1, 857), new Share(2, 143));
    assertThat(line(priced, 1).unitPrice()).isEqualTo(1000);
    assertThat(line(priced, 1).units())
        .containsExactly(new UnitShare(2, 714), new UnitShare(1, 715));
  }

  @Test
  void a_threshold_is_checked_on_the_running_total_of_the_scope() {
    var cart = cart(line(1, 1, 10_000), line(2, 1, 50_000));
    var coupon = orderOff(by(2), amount(1000), 10_000, 1);
    assertThat(price(cart, coupon).payable()).isEqualTo(59_000);
    var priced = price(cart, lineOff(by(1), 1, amount(1200)), coupon);
    assertThat(priced.payable()).isEqualTo(58_800);
    assertThat(step(priced, 2).outcome()).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(step(priced, 2).amount()).isEqualTo(1200);
    assertThat(step(priced, 2).why())
        .isEqualTo(Text.of("pricing.below_threshold", Arg.money(1200)));
  }

  @Test
  void several_reductions_of_the_order_apply_one_after_the_other() {
    var priced =
        price(
            cart(line(1, 1, 10_000)),
            orderOff(withPriority(2, 1), percent(10), 0, 1),
            orderOff(withPriority(1, 2), percent(10), 0, 1));
    assertThat(priced.payable()).isEqualTo(8100);
  }

  @Test
  void a_freight_discount_takes_no_more_than_the_freight() {
    var priced =
        price(
            cart(800, line(1, 1, 1000)),
            freightOff(by(1), percent(50)),
            freightOff(by(2), amount(10_000)),
            freightOff(by(3), amount(1)));
    assertThat(priced.freightDiscount()).isEqualTo(800);
    assertThat(priced.payable()).isEqualTo(1000);
    assertThat(step(priced, 2).amount()).isEqualTo(400);
    assertThat(step(priced, 3).outcome()).isEqualTo(Outcome.WITHOUT_EFFECT);
  }

  @Test
  void gifts_follow_the_lines_of_the_cart_and_cost_nothing() {
    var priced = price(cart(line(7, 1, 1000), line(3, 1, 500)), gift(by(1), 2), gift(by(2), 1));
    assertThat(priced.lines()).extracting("no").containsExactly(3, 7, 8, 9);
    assertThat(line(priced, 8).total()).isZero();
    assertThat(line(priced, 8).units()).containsExactly(new UnitShare(2, 0));
    assertThat(step(priced, 2).lines()).containsExactly(new Share(9, 0));
    assertThat(priced.payable()).isEqualTo(1500);
  }

  @Test
  void extra_points_add_up_and_are_never_below_zero() {
    var cart = cart(line(1, 1, 1000));
    assertThat(price(cart, points(by(1), 10), points(by(2), 5)).points()).isEqualTo(15);
    assertThat(price(cart, points(by(1), 10), points(by(2), -50)).points()).isZero();
  }

  @Test
  void a_hint_says_what_is_missing_and_changes_nothing() {
    var priced = price(cart(line(1, 1, 1000)), hint(by(1), 1200));
    assertThat(priced.payable()).isEqualTo(1000);
    assertThat(step(priced, 1))
        .extracting(Step::outcome, Step::amount, Step::why)
        .containsExactly(Outcome.HINT, 1200L, Text.of("test.why"));
  }

  @Test
  void a_proposal_about_lines_that_are_not_there_has_no_effect() {
    var priced =
        price(
            cart(line(1, 1, 1000)),
            lineOff(by(1), 5, amount(10)),
            fixed(by(2), 5, 10),
            orderOff(by(3), amount(10), 0, 5),
            orderOff(by(4), percent(100), 0));
    assertThat(priced.payable()).isEqualTo(1000);
    assertThat(priced.explanation()).extracting(Step::outcome).containsOnly(Outcome.WITHOUT_EFFECT);
  }

  @Test
  void a_line_named_twice_in_a_scope_counts_once() {
    var priced = price(cart(line(1, 1, 1000)), orderOff(by(1), percent(10), 1500, 1, 1));
    assertThat(step(priced, 1).outcome()).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(step(priced, 1).amount()).isEqualTo(500);
  }

  @Test
  void steps_are_told_in_the_order_of_application() {
    var priced =
        price(
            cart(800, line(1, 1, 1000)),
            hint(by(1), 1),
            points(by(2), 1),
            gift(by(3), 1),
            freightOff(by(4), amount(1)),
            orderOff(by(5), amount(1), 0, 1),
            lineOff(by(6), 1, amount(1)),
            lineOff(withPriority(1, 7), 1, amount(1)));
    assertThat(priced.explanation())
        .extracting(step -> step.activity().orElseThrow().value())
        .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void amounts_beyond_a_long_fail_and_never_wrap_around() {
    var huge = line(1, 9999, Long.MAX_VALUE / 9999);
    assertThat(price(cart(huge)).payable()).isPositive();
    assertThat(price(cart(huge), orderOff(by(1), percent(30), 0, 1)).payable()).isPositive();
    assertThatThrownBy(() -> price(cart(line(1, 2, Long.MAX_VALUE))))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> price(cart(huge, line(2, 9999, Long.MAX_VALUE / 9999))))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> price(cart(Long.MAX_VALUE, line(1, 1, 1))))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> price(cart(), points(by(1), Long.MAX_VALUE), points(by(2), 1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void two_lines_of_the_same_number_are_refused() {
    assertThatThrownBy(() -> price(cart(line(1, 1, 5), line(1, 1, 6))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
