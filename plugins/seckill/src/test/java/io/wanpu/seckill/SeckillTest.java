package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.kernel.inventory.StockLevel;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.PlaceOrder;
import io.wanpu.seckill.FlashSale.Got;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shopper;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The flash sale, and what must never happen in it. */
@MallTest
class SeckillTest {
  @BeforeAll
  static void plugin() {
    FlashSale.install(TestMall.get().mall());
  }

  private static Map<String, Long> count(List<Got> got) {
    return got.stream()
        .map(g -> g instanceof Got.Refusal no ? no.code() : "piece")
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Test
  void two_hundred_shoppers_buy_fifty_pieces_and_nobody_gets_a_fifty_first(
      Shop shop, Shoppers shoppers) {
    var sale = FlashSale.of(shop, 50, 1);

    var crowd = shoppers.of(200);
    var got = crowd.concurrently(s -> sale.claim(s.member()));

    assertThat(count(got)).isEqualTo(Map.of("piece", 50L, "seckill.sold_out", 150L));
    assertThat(sale.row().left()).isZero();
    sale.booksAgree();
    for (var i = 0; i < 200; i++) {
      if (got.get(i) instanceof Got.Piece piece) {
        var shopper = crowd.people().get(i);
        var order = sale.order(shopper, piece.claim());
        assertThat(shopper.orderOf(order).payable()).isEqualTo(990);
        shopper.pays(order);
      }
    }
    assertThat(shop.stockOf(sale.sku())).isEqualTo(new StockLevel(10, 0, 50));
    assertThat(sale.pieces("SOLD")).isEqualTo(50);
    sale.booksAgree();
  }

  @Test
  void one_member_with_fifty_hands_gets_what_one_member_may_have(Shop shop) {
    var sale = FlashSale.of(shop, 50, 2);
    var member = shop.member();

    var got = Shoppers.concurrently(50, i -> sale.claim(member));

    assertThat(count(got)).isEqualTo(Map.of("piece", 2L, "seckill.limit_reached", 48L));
    assertThat(sale.row().left()).isEqualTo(48);
    sale.booksAgree();
  }

  @Test
  void one_member_with_hands_on_two_nodes_gets_what_one_member_may_have(Shop shop) {
    var sale = FlashSale.of(shop, 100, 1);
    var there = sale.onSecondNode();
    for (var round = 0; round < 10; round++) {
      var member = shop.member();

      var got = Shoppers.concurrently(16, i -> (i % 2 == 0 ? sale : there).claim(member));

      assertThat(count(got)).containsEntry("piece", 1L);
    }
    assertThat(sale.mostOfOneMember()).isEqualTo(1);
    assertThat(sale.row().left()).isEqualTo(90);
    sale.booksAgree();
  }

  @Test
  void the_same_key_claims_once_however_often_and_wherever_it_is_sent(Shop shop) {
    var sale = FlashSale.of(shop, 50, 5);
    var there = sale.onSecondNode();
    var member = shop.member();

    var got =
        Shoppers.concurrently(40, i -> (i % 2 == 0 ? sale : there).claim(member, 2, "one-key"));

    var claims = got.stream().map(g -> ((Got.Piece) g).claim().id()).collect(Collectors.toSet());
    assertThat(claims).hasSize(1);
    assertThat(sale.row().left()).isEqualTo(48);
    assertThat(sale.claim(member, 1, "one-key")).isEqualTo(new Got.Refusal("seckill.key_reused"));
    sale.booksAgree();
  }

  @Test
  void one_key_on_two_skus_at_once_claims_one_of_them(Shop shop) {
    var sale = FlashSale.of(shop, 5, 1);
    for (var round = 0; round < 5; round++) {
      var member = shop.member();
      var key = "round-" + round;

      var got =
          Shoppers.concurrently(
              12, i -> i % 2 == 0 ? sale.claim(member, 1, key) : sale.claimOther(member, 1, key));

      var pieces = got.stream().filter(Got.Piece.class::isInstance).map(SeckillTest::id);
      assertThat(pieces.distinct()).hasSize(1);
    }
    sale.booksAgree();
  }

  @Test
  void a_repeated_request_gets_its_claim_even_when_all_is_sold_and_over(
      Shop shop, TestClock clock) {
    var sale = FlashSale.of(shop, 1, 1);
    var winner = shop.member();
    var first = sale.claim(winner, 1, "mine");
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

    assertThat(id(sale.claim(winner, 1, "mine"))).isEqualTo(id(first));
    assertThat(id(sale.onSecondNode().claim(winner, 1, "mine"))).isEqualTo(id(first));
    sale.stop();
    clock.advance(Duration.ofSeconds(2));
    assertThat(id(sale.claim(winner, 1, "mine"))).isEqualTo(id(first));
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.ended"));
  }

  private static Object id(Got got) {
    return ((Got.Piece) got).claim().id();
  }

  @Test
  void claims_are_whole_and_first_come_first_served(Shop shop) {
    var sale = FlashSale.of(shop, 3, 2);
    assertThat(sale.claim(shop.member(), 2, "a")).isInstanceOf(Got.Piece.class);

    assertThat(sale.claim(shop.member(), 2, "b")).isEqualTo(new Got.Refusal("seckill.too_few"));
    assertThat(sale.claim(shop.member(), 1, "c")).isInstanceOf(Got.Piece.class);
    assertThat(sale.claim(shop.member(), 3, "d"))
        .isEqualTo(new Got.Refusal("seckill.limit_reached"));
    sale.booksAgree();
  }

  @Test
  void nobody_claims_before_the_start_or_after_the_end(Shop shop, TestClock clock) {
    var now = shop.mall().clock().instant();
    var sale =
        FlashSale.of(shop, 5, 1, now.plus(Duration.ofMinutes(30)), now.plus(Duration.ofHours(1)));

    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.not_started"));
    clock.advance(Duration.ofMinutes(31));
    assertThat(sale.claim(shop.member())).isInstanceOf(Got.Piece.class);
    clock.advance(Duration.ofMinutes(31));
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.ended"));
  }

  @Test
  void who_buys_from_the_shelf_hears_of_the_sales_that_run_then_and_of_no_other(
      Shop shop, Shoppers shoppers, TestClock clock) {
    var now = shop.mall().clock().instant();
    var sku = shop.sku(100, "20.00");
    var first =
        FlashSale.published(
            shop, sku, 5, 1, now.plus(Duration.ofMinutes(30)), now.plus(Duration.ofHours(2)));
    var shopper = shoppers.one();

    assertThat(salesHeardOf(shop, shopper, sku)).isEmpty();
    clock.advance(Duration.ofMinutes(31));
    assertThat(salesHeardOf(shop, shopper, sku)).containsExactly(first.activity());
    first.stop();
    assertThat(salesHeardOf(shop, shopper, sku)).isEmpty();
    var second = FlashSale.published(shop, sku, 5, 1, now, now.plus(Duration.ofHours(1)));
    assertThat(salesHeardOf(shop, shopper, sku)).containsExactly(second.activity());
    clock.advance(Duration.ofMinutes(31));
    assertThat(salesHeardOf(shop, shopper, sku)).isEmpty();
  }

  private static List<ActivityId> salesHeardOf(Shop shop, Shopper shopper, SkuId sku) {
    return shop
        .call(() -> shop.mall().checkout().preview(shopper.member(), shopper.wants(sku, 1)).price())
        .explanation()
        .stream()
        .filter(step -> step.outcome() == PricedCart.Outcome.HINT)
        .flatMap(step -> step.activity().stream())
        .toList();
  }

  @Test
  void a_sale_is_listed_until_its_last_instant(Shop shop, TestClock clock) {
    var sale = FlashSale.of(shop, 5, 1);

    assertThat(sale.sees("/sales").get("slots")).hasSize(1);
    clock.advance(Duration.ofHours(1));
    assertThat(sale.sees("/sales").get("slots")).isEmpty();
  }

  @Test
  void what_is_not_ordered_in_time_is_sold_again(Shop shop, Shoppers shoppers, TestClock clock) {
    var sale = FlashSale.of(shop, 5, 1);
    var late = shoppers.of(5).concurrently(s -> new Object[] {s, sale.piece(s.member())});
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

    clock.advance(Duration.ofMinutes(11));
    TestMall.await(
        "the claims are released", Duration.ofSeconds(20), () -> sale.pieces("RELEASED") == 5);

    var again = Shoppers.concurrently(20, i -> sale.claim(shop.member()));
    assertThat(count(again)).isEqualTo(Map.of("piece", 5L, "seckill.sold_out", 15L));
    var shopper = (Shopper) late.getFirst()[0];
    var gone = sale.basket(shopper, (FlashSale.Held) late.getFirst()[1]);
    assertThatThrownBy(() -> shopper.order(gone))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.code()).isEqualTo("checkout.claim_gone"));
    sale.booksAgree();
  }

  @Test
  void an_order_that_is_not_paid_gives_its_pieces_back(
      Shop shop, Shoppers shoppers, TestClock clock) {
    shop.orderTimeout(1800);
    var sale = FlashSale.of(shop, 1, 1);
    var shopper = shoppers.one();
    var claim = sale.piece(shopper.member());
    var order = sale.order(shopper, claim);
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

    clock.advance(Duration.ofMinutes(11));
    assertThat(sale.claim(shop.member()))
        .as("the order decides, not the lease")
        .isEqualTo(new Got.Refusal("seckill.sold_out"));
    clock.advance(Duration.ofMinutes(20));
    TestMall.await(
        "the order is closed",
        Duration.ofSeconds(20),
        () -> shopper.orderOf(order).state() == OrderState.CLOSED);

    assertThat(sale.claim(shop.member())).isInstanceOf(Got.Piece.class);
    sale.booksAgree();
  }

  @Test
  void a_claim_is_ordered_once(Shop shop, Shoppers shoppers) {
    var sale = FlashSale.of(shop, 5, 1);
    var shopper = shoppers.one();
    var claim = sale.piece(shopper.member());

    var outcomes =
        Shoppers.concurrently(
            10,
            i -> {
              try {
                return shopper.order(sale.basket(shopper, claim));
              } catch (MallException e) {
                return e.code();
              }
            });

    assertThat(outcomes).filteredOn(PlaceOrder.Outcome.Placed.class::isInstance).hasSize(1);
    sale.booksAgree();
  }

  @Test
  void nobody_orders_with_anothers_claim(Shop shop, Shoppers shoppers) {
    var sale = FlashSale.of(shop, 5, 1);
    var claim = sale.piece(shop.member());
    var thief = shoppers.one();

    assertThatThrownBy(() -> thief.order(sale.basket(thief, claim)))
        .isInstanceOf(MallException.class);
    assertThat(sale.cancel(thief.member(), claim)).hasValue("seckill.unknown_claim");
  }

  @Test
  void a_claim_that_is_given_back_is_free_at_once(Shop shop) {
    var sale = FlashSale.of(shop, 1, 1);
    var first = shop.member();
    var claim = sale.piece(first);
    assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

    sale.cancel(first, claim);
    sale.cancel(first, claim);

    assertThat(sale.row().left()).isEqualTo(1);
    assertThat(sale.gate()).hasValue(1);
    assertThat(sale.claim(shop.member())).isInstanceOf(Got.Piece.class);
    sale.booksAgree();
  }

  @Test
  void stopping_mid_sale_keeps_what_was_claimed_and_returns_the_rest(
      Shop shop, Shoppers shoppers, TestClock clock) {
    var sale = FlashSale.of(shop, 30, 1);
    var crowd = shoppers.of(40);
    var buyer = shoppers.one();
    var mine = sale.piece(buyer.member());
    Shoppers.concurrently(5, i -> sale.piece(shop.member()));

    var got =
        crowd.concurrently(
            s -> {
              if (s == crowd.people().get(20)) {
                sale.stop();
                return new Got.Refusal("stopped");
              }
              return sale.claim(s.member());
            });

    sale.booksAgree();
    var held = sale.pieces("HELD");
    assertThat(held).isEqualTo((int) (count(got).getOrDefault("piece", 0L) + 6));
    assertThat(shop.stockOf(sale.sku()).available()).isEqualTo(40 - held);
    assertThat(sale.isOver()).isTrue();
    var order = sale.order(buyer, mine);
    assertThat(buyer.orderOf(order).payable()).isEqualTo(990);
    buyer.pays(order);
    clock.advance(Duration.ofMinutes(11));
    TestMall.await(
        "the other claims are released",
        Duration.ofSeconds(20),
        () -> sale.pieces("HELD", "USED") == 0);
    assertThat(shop.stockOf(sale.sku())).isEqualTo(new StockLevel(39, 0, 1));
    sale.booksAgree();
  }

  @Test
  void two_nodes_sell_one_stock_to_the_last_piece(Shop shop, Shoppers shoppers) {
    var sale = FlashSale.of(shop, 60, 1);
    var there = sale.onSecondNode();
    var crowd = shoppers.of(200);

    var got =
        Shoppers.concurrently(
            200, i -> (i % 2 == 0 ? sale : there).claim(crowd.people().get(i).member()));

    assertThat(count(got)).isEqualTo(Map.of("piece", 60L, "seckill.sold_out", 140L));
    assertThat(sale.row().left()).isZero();
    sale.booksAgree();
  }

  @Test
  void pieces_that_come_back_on_one_node_are_sold_on_the_other(Shop shop, TestClock clock) {
    var sale = FlashSale.of(shop, 1, 1);
    var there = sale.onSecondNode();
    var first = shop.member();
    var claim = sale.piece(first);
    assertThat(there.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));
    assertThat(there.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

    sale.cancel(first, claim);
    clock.advance(Duration.ofSeconds(1));

    assertThat(there.claim(shop.member())).isInstanceOf(Got.Piece.class);
  }

  @Test
  void two_sales_of_one_sku_at_the_same_time_are_refused(Shop shop) {
    var now = shop.mall().clock().instant();
    var tea = shop.sku(100, "20.00");
    FlashSale.published(shop, tea, 5, 1, now, now.plusSeconds(600));

    assertThatThrownBy(
            () -> FlashSale.published(shop, tea, 5, 1, now.plusSeconds(300), now.plusSeconds(900)))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.code()).isEqualTo("seckill.overlap"));
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(100, 5, 0));
    FlashSale.published(shop, tea, 5, 1, now.plusSeconds(600), now.plusSeconds(900));
  }

  @Test
  void shoppers_see_the_sale_by_slot_and_how_much_is_gone(Shop shop, TestClock clock) {
    var sale = FlashSale.of(shop, 10, 1);
    for (var i = 0; i < 9; i++) {
      sale.piece(shop.member());
    }
    clock.advance(Duration.ofSeconds(2));

    var seen = sale.sees("/sales").at("/slots/0/sales/0");

    assertThat(seen.get("stage").asText()).isEqualTo("LIVE");
    assertThat(seen.at("/items/0/price").asLong()).isEqualTo(990);
    assertThat(seen.at("/items/0/listPrice").asLong()).isEqualTo(2000);
    assertThat(seen.at("/items/0/percent").asInt()).isEqualTo(90);
    assertThat(seen.at("/items/0/left").asText()).isEqualTo("FEW");
    assertThat(sale.sees("/activities/" + sale.activity()).get("sale")).isEqualTo(seen);
  }

  @Test
  void who_asked_to_be_reminded_gets_one_message(Shop shop, TestClock clock) {
    var now = shop.mall().clock().instant();
    var sale =
        FlashSale.of(shop, 10, 1, now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
    var member = shop.member();
    for (var i = 0; i < 3; i++) {
      sale.remind(member, true, true);
    }

    clock.advance(Duration.ofMinutes(51));
    TestMall.await(
        "the message is written", Duration.ofSeconds(20), () -> sale.messages("start") == 1);
    clock.advance(Duration.ofMinutes(10));
    sale.piece(member);
    clock.advance(Duration.ofMinutes(6));
    TestMall.await(
        "the member is asked to hurry", Duration.ofSeconds(70), () -> sale.messages("pay") == 1);
    assertThat(sale.messages("start")).isEqualTo(1);
  }
}
