package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.kernel.pricing.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeckillPriceTest {
  private static final Instant START = Instant.parse("2026-11-11T12:00:00Z");
  private static final SkuId TEA = new SkuId(7);
  private static final ActivityId SALE = new ActivityId(5);

  private final SeckillPrice rule = new SeckillPrice("seckill");

  private static Activity<SeckillActivity> sale(long price) {
    var config =
        new SeckillActivity(
            START,
            START.plus(Duration.ofHours(2)),
            List.of(new SeckillActivity.Item(TEA, price, 50)),
            2,
            10);
    return new Activity<>(
        SALE, "周年庆", Activity.Status.PUBLISHED, config.startsAt(), config.endsAt(), config, 2);
  }

  private static Cart cart(Instant at, Optional<CartLine.Claimed> claim) {
    return new Cart(
        new MemberId(1),
        List.of(
            new CartLine(1, new ProductId(3), TEA, Optional.empty(), 2, 2000, 0, claim),
            new CartLine(
                2, new ProductId(4), new SkuId(8), Optional.empty(), 1, 500, 0, Optional.empty())),
        0,
        at);
  }

  private static Optional<CartLine.Claimed> claimedIn(String plugin, ActivityId activity) {
    return Optional.of(new CartLine.Claimed(plugin, new ClaimId(9), activity));
  }

  @Test
  void claimed_pieces_cost_what_the_sale_says_and_the_rest_what_it_always_costs() {
    var cart = cart(START, claimedIn("seckill", SALE));

    var priced = Pricing.price(cart, rule.propose(cart, List.of(sale(990))));

    assertThat(priced.payable()).isEqualTo(2 * 990 + 500);
    assertThat(priced.lines().getFirst().unitPrice()).isEqualTo(990);
    assertThat(priced.explanation().getFirst().outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(priced.explanation().getFirst().amount()).isEqualTo(2 * 1010);
  }

  @Test
  void a_claim_keeps_its_price_after_the_sale() {
    var cart = cart(START.plus(Duration.ofHours(3)), claimedIn("seckill", SALE));

    assertThat(Pricing.price(cart, rule.propose(cart, List.of(sale(990)))).payable())
        .isEqualTo(2 * 990 + 500);
  }

  @Test
  void without_a_claim_there_is_a_hint_and_the_full_price() {
    var cart = cart(START, Optional.empty());

    var priced = Pricing.price(cart, rule.propose(cart, List.of(sale(990))));

    assertThat(priced.payable()).isEqualTo(4500);
    assertThat(priced.explanation())
        .singleElement()
        .satisfies(step -> assertThat(step.outcome()).isEqualTo(Outcome.HINT));
  }

  @Test
  void claims_of_other_activities_and_plugins_get_nothing_here() {
    for (var claim : List.of(claimedIn("other", SALE), claimedIn("seckill", new ActivityId(6)))) {
      var cart = cart(START, claim);
      assertThat(rule.propose(cart, List.of(sale(990)))).isEmpty();
    }
  }

  @Test
  void a_price_above_the_list_price_raises_nothing() {
    var cart = cart(START, claimedIn("seckill", SALE));

    assertThat(Pricing.price(cart, rule.propose(cart, List.of(sale(2500)))).payable())
        .isEqualTo(4500);
  }
}
