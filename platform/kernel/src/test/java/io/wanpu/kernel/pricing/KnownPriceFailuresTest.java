package io.wanpu.kernel.pricing;

import static io.wanpu.kernel.pricing.Offers.amount;
import static io.wanpu.kernel.pricing.Offers.by;
import static io.wanpu.kernel.pricing.Offers.cart;
import static io.wanpu.kernel.pricing.Offers.fixed;
import static io.wanpu.kernel.pricing.Offers.freightOff;
import static io.wanpu.kernel.pricing.Offers.line;
import static io.wanpu.kernel.pricing.Offers.lineOff;
import static io.wanpu.kernel.pricing.Offers.orderOff;
import static io.wanpu.kernel.pricing.Offers.percent;
import static io.wanpu.kernel.pricing.Offers.price;
import static io.wanpu.kernel.pricing.Offers.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.pricing.PricedCart.Line;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.PricedCart.Share;
import io.wanpu.kernel.pricing.Refunds.Refunded;
import org.junit.jupiter.api.Test;

/** What went wrong in the prices of other malls. */
class KnownPriceFailuresTest {
  @Test
  void all_ten_yuan_of_a_coupon_are_allocated_not_nine_ninety_nine() {
    var priced =
        price(
            cart(line(1, 1, 3333), line(2, 1, 3333), line(3, 1, 3333)),
            orderOff(by(1), amount(1000), 0, 1, 2, 3));
    assertThat(step(priced, 1).lines())
        .containsExactly(new Share(1, 334), new Share(2, 333), new Share(3, 333));
    assertThat(priced.lines().stream().mapToLong(Line::discount).sum()).isEqualTo(1000);
    assertThat(priced.payable()).isEqualTo(9999 - 1000);
  }

  @Test
  void nobody_is_paid_for_shopping() {
    var priced =
        price(
            cart(500, line(1, 2, 1000)),
            lineOff(by(1), 1, amount(99_999)),
            orderOff(by(2), amount(99_999), 0, 1),
            orderOff(by(3), percent(100), 0, 1),
            freightOff(by(4), amount(99_999)));
    assertThat(priced.payable()).isZero();
    assertThat(priced.discount()).isEqualTo(2000);
    assertThat(priced.freightDiscount()).isEqualTo(500);
  }

  @Test
  void the_remainder_never_goes_to_a_line_outside_the_scope_or_one_that_costs_nothing() {
    var priced =
        price(
            cart(line(1, 1, 0), line(2, 1, 100), line(3, 1, 100), line(4, 1, 100), line(5, 1, 0)),
            orderOff(by(1), amount(101), 0, 1, 3, 4, 5));
    assertThat(step(priced, 1).lines()).containsExactly(new Share(3, 51), new Share(4, 50));
    assertThat(line(priced, 2).total()).isEqualTo(100);
    assertThat(priced.payable()).isEqualTo(199);
  }

  @Test
  void a_third_refund_that_exceeds_what_was_paid_is_refused() {
    var line = line(price(cart(line(1, 1, 100))), 1);
    var refunded = Refunded.NOTHING;
    refunded = refunded.and(0, Refunds.ofAmount(line, refunded, 60));
    refunded = refunded.and(0, Refunds.ofAmount(line, refunded, 40));
    var full = refunded;
    assertThatThrownBy(() -> Refunds.ofAmount(line, full, 60)).isInstanceOf(MallException.class);
    assertThat(Refunds.ofPieces(line, full, 1)).isZero();
  }

  @Test
  void a_coupon_that_gave_nothing_is_not_used() {
    var priced =
        price(
            cart(line(1, 1, 1000), line(2, 1, 30)),
            fixed(by(1), 1, 0),
            orderOff(by(2), amount(500), 0, 1),
            orderOff(by(3), percent(1), 0, 2),
            freightOff(by(4), percent(100)),
            lineOff(by(5), 2, amount(0)));
    assertThat(step(priced, 1).outcome()).isEqualTo(Outcome.APPLIED);
    for (int activity = 2; activity <= 5; activity++) {
      assertThat(step(priced, activity).outcome()).isEqualTo(Outcome.WITHOUT_EFFECT);
    }
  }

  @Test
  void a_refund_below_a_threshold_does_not_price_the_surviving_lines_again() {
    var priced =
        price(
            cart(line(1, 1, 6000), line(2, 1, 4000)), orderOff(by(1), amount(1000), 10_000, 1, 2));
    assertThat(Refunds.ofPieces(line(priced, 1), Refunded.NOTHING, 1)).isEqualTo(5400);
    assertThat(Refunds.ofPieces(line(priced, 2), Refunded.NOTHING, 1)).isEqualTo(3600);
  }
}
