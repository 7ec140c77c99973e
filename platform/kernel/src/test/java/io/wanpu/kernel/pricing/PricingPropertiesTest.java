package io.wanpu.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.PricedCart.Share;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class PricingPropertiesTest {
  @Test
  void payable_is_what_goods_and_freight_leave_and_never_below_zero() {
    eachPrice(
        (cart, priced) -> {
          assertThat(priced.payable())
              .isEqualTo(
                  priced.goods() - priced.discount() + priced.freight() - priced.freightDiscount())
              .isNotNegative();
          assertThat(priced.payable())
              .isEqualTo(
                  priced.lines().stream().mapToLong(PricedCart.Line::total).sum()
                      + priced.freight()
                      - priced.freightDiscount());
          assertThat(priced.goods())
              .isEqualTo(cart.lines().stream().mapToLong(CartLine::listTotal).sum());
          assertThat(priced.discount()).isBetween(0L, priced.goods());
          assertThat(priced.freightDiscount()).isBetween(0L, priced.freight());
        });
  }

  @Test
  void each_fen_of_discount_has_a_step_and_a_line() {
    eachPrice(
        (cart, priced) -> {
          var applied =
              priced.explanation().stream()
                  .filter(step -> step.outcome() == Outcome.APPLIED)
                  .toList();
          assertThat(applied.stream().mapToLong(PricedCart.Step::amount).sum())
              .isEqualTo(priced.discount() + priced.freightDiscount());
          for (var line : priced.lines()) {
            assertThat(
                    applied.stream()
                        .flatMap(step -> step.lines().stream())
                        .filter(share -> share.line() == line.no())
                        .mapToLong(Share::amount)
                        .sum())
                .isEqualTo(line.discount());
          }
        });
  }

  @Test
  void the_shares_of_a_step_sum_to_it_and_none_falls_on_a_line_that_costs_nothing() {
    eachPrice(
        (cart, priced) -> {
          for (var step : priced.explanation()) {
            assertThat(step.amount()).isNotNegative();
            if (!step.lines().isEmpty()) {
              assertThat(step.lines().stream().mapToLong(Share::amount).sum())
                  .isEqualTo(step.amount());
            }
            for (var share : step.lines()) {
              assertThat(share.amount()).isNotNegative();
              assertThat(cart.line(share.line()).map(CartLine::listPrice).orElse(1L) == 0)
                  .isFalse();
            }
          }
        });
  }

  @Test
  void what_did_not_apply_took_nothing_off_any_line() {
    eachPrice(
        (cart, priced) -> {
          for (var step : priced.explanation()) {
            switch (step.outcome()) {
              case APPLIED -> {}
              case WITHOUT_EFFECT, EXCLUDED -> {
                assertThat(step.amount()).isZero();
                assertThat(step.lines()).isEmpty();
              }
              case BELOW_THRESHOLD, HINT -> assertThat(step.lines()).isEmpty();
            }
          }
        });
  }

  @Test
  void the_pieces_of_a_line_sum_to_its_total() {
    eachPrice(
        (cart, priced) -> {
          for (var line : priced.lines()) {
            assertThat(line.units().stream().mapToInt(UnitShare::pieces).sum())
                .isEqualTo(line.quantity());
            assertThat(line.units().stream().mapToLong(u -> u.pieces() * u.each()).sum())
                .isEqualTo(line.total());
          }
        });
  }

  @Test
  void no_piece_goes_below_its_floor_or_above_its_list_price() {
    eachPrice(
        (cart, priced) -> {
          for (var line : cart.lines()) {
            var lowest = Math.min(line.floor(), line.listPrice());
            var after = Offers.line(priced, line.no());
            assertThat(after.unitPrice()).isBetween(lowest, line.listPrice());
            assertThat(after.units())
                .allSatisfy(u -> assertThat(u.each()).isBetween(lowest, after.unitPrice()));
          }
        });
  }

  @Test
  void the_order_of_lines_and_proposals_makes_no_difference() {
    Seeds.each(
        1500,
        random -> {
          var shopper = new RandomShopper(random);
          var cart = shopper.cart(5);
          var proposals = shopper.proposals(cart, 9);
          var shuffled =
              new Cart(cart.member(), shuffle(cart.lines(), random), cart.freight(), cart.at());
          assertThat(bytes(Pricing.price(shuffled, shuffle(proposals, random))))
              .isEqualTo(bytes(Pricing.price(cart, proposals)));
        });
  }

  @Test
  void the_same_input_gives_the_same_bytes() {
    Seeds.each(
        200,
        random -> {
          var seed = random.nextLong();
          assertThat(bytes(priceOf(seed))).isEqualTo(bytes(priceOf(seed)));
        });
  }

  @Test
  void a_stored_price_is_read_back_with_its_explanation() {
    eachPrice(
        (cart, priced) -> assertThat(Json.read(bytes(priced), PricedCart.class)).isEqualTo(priced));
    var why =
        Text.of(
            "test.why",
            Arg.money(1),
            Arg.count(2),
            Arg.percent(3),
            Arg.words("四"),
            Arg.when(Instant.EPOCH));
    assertThat(Json.read(Json.write(why), Text.class)).isEqualTo(why);
  }

  private static PricedCart priceOf(long seed) {
    var shopper = new RandomShopper(new Random(seed));
    var cart = shopper.cart(5);
    return Pricing.price(cart, shopper.proposals(cart, 9));
  }

  private static void eachPrice(BiConsumer<Cart, PricedCart> property) {
    Seeds.each(
        1500,
        random -> {
          var shopper = new RandomShopper(random);
          var cart = shopper.cart(6);
          property.accept(cart, Pricing.price(cart, shopper.proposals(cart, 9)));
        });
  }

  private static <T> List<T> shuffle(List<T> list, Random random) {
    var shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static String bytes(PricedCart priced) {
    return Json.write(priced);
  }
}
