package io.wanpu.kernel.pricing;

import static io.wanpu.kernel.pricing.Offers.amount;
import static io.wanpu.kernel.pricing.Offers.by;
import static io.wanpu.kernel.pricing.Offers.cart;
import static io.wanpu.kernel.pricing.Offers.freightOff;
import static io.wanpu.kernel.pricing.Offers.gift;
import static io.wanpu.kernel.pricing.Offers.line;
import static io.wanpu.kernel.pricing.Offers.orderOff;
import static io.wanpu.kernel.pricing.Offers.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.kernel.pricing.Refunds.Refunded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefundsTest {
  private final PricedCart thirds =
      price(cart(line(1, 3, 1000)), orderOff(by(1), amount(2000), 0, 1));

  @Test
  void a_piece_gives_back_what_was_paid_for_it() {
    var line = line(thirds, 1); // 10.00 for three pieces
    assertThat(Refunds.ofPieces(line, Refunded.NOTHING, 1)).isEqualTo(333);
    assertThat(Refunds.ofPieces(line, new Refunded(1, 333), 1)).isEqualTo(333);
    assertThat(Refunds.ofPieces(line, new Refunded(2, 666), 1)).isEqualTo(334);
    assertThat(Refunds.ofPieces(line, Refunded.NOTHING, 3)).isEqualTo(1000);
  }

  @Test
  void refunding_every_piece_returns_exactly_what_was_paid_however_it_is_divided() {
    Seeds.each(
        1500,
        random -> {
          var shopper = new RandomShopper(random);
          var cart = shopper.cart(4);
          var priced = Pricing.price(cart, shopper.proposals(cart, 8));
          var refunded = refundEverything(priced, random);
          for (var line : priced.lines()) {
            assertThat(refunded.get(line.no()))
                .isEqualTo(new Refunded(line.quantity(), line.total()));
          }
          var goods = refunded.values().stream().mapToLong(Refunded::amount).sum();
          assertThat(goods + Refunds.freight(priced, refunded)).isEqualTo(priced.payable());
        });
  }

  @Test
  void no_mixture_of_pieces_and_amounts_returns_more_than_was_paid() {
    Seeds.each(
        500,
        random -> {
          var shopper = new RandomShopper(random);
          var cart = shopper.cart(1);
          var line = line(Pricing.price(cart, shopper.proposals(cart, 5)), 1);
          var refunded = Refunded.NOTHING;
          while (refunded.pieces() < line.quantity()) {
            var left = Refunds.left(line, refunded);
            if (left > 0 && random.nextInt(3) == 0) {
              var some = 1 + random.nextLong(left);
              refunded = refunded.and(0, Refunds.ofAmount(line, refunded, some));
            }
            var pieces = 1 + random.nextInt(line.quantity() - refunded.pieces());
            refunded = refunded.and(pieces, Refunds.ofPieces(line, refunded, pieces));
          }
          assertThat(refunded.amount()).isEqualTo(line.total());
        });
  }

  @Test
  void more_pieces_than_are_left_are_refused() {
    var line = line(thirds, 1);
    assertThatThrownBy(() -> Refunds.ofPieces(line, new Refunded(2, 666), 2))
        .isInstanceOf(MallException.class);
    assertThatThrownBy(() -> Refunds.ofPieces(line, Refunded.NOTHING, Integer.MAX_VALUE))
        .isInstanceOf(MallException.class);
    assertThatThrownBy(() -> Refunds.ofPieces(line, Refunded.NOTHING, 0))
        .isInstanceOf(MallException.class);
    assertThatThrownBy(() -> Refunds.ofPieces(line, Refunded.NOTHING, -1))
        .isInstanceOf(MallException.class);
  }

  @Test
  void amounts_of_nothing_are_refused() {
    var line = line(thirds, 1);
    assertThatThrownBy(() -> Refunds.ofAmount(line, Refunded.NOTHING, 0))
        .isInstanceOf(MallException.class);
    assertThatThrownBy(() -> Refunds.ofAmount(line, Refunded.NOTHING, -5))
        .isInstanceOf(MallException.class);
  }

  @Test
  void the_freight_may_go_back_with_the_last_piece() {
    var priced =
        price(
            cart(800, line(1, 2, 1000), line(2, 1, 500)),
            freightOff(by(1), amount(200)),
            gift(by(2), 1));
    assertThat(Refunds.freight(priced, Map.of())).isZero();
    assertThat(Refunds.freight(priced, Map.of(1, new Refunded(2, 2000)))).isZero();
    assertThat(Refunds.freight(priced, Map.of(1, new Refunded(1, 1000), 2, new Refunded(1, 500))))
        .isZero();
    assertThat(Refunds.freight(priced, Map.of(1, new Refunded(2, 2000), 2, new Refunded(1, 500))))
        .isEqualTo(600);
  }

  private static Map<Integer, Refunded> refundEverything(PricedCart priced, Random random) {
    var refunded = new HashMap<Integer, Refunded>();
    var open = new ArrayList<>(priced.lines());
    while (!open.isEmpty()) {
      var line = open.get(random.nextInt(open.size()));
      var before = refunded.getOrDefault(line.no(), Refunded.NOTHING);
      var pieces = 1 + random.nextInt(line.quantity() - before.pieces());
      var after = before.and(pieces, Refunds.ofPieces(line, before, pieces));
      refunded.put(line.no(), after);
      if (after.pieces() == line.quantity()) {
        open.remove(line);
      }
    }
    return refunded;
  }
}
