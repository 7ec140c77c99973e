package io.wanpu.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.cart.CartItem;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.inventory.StockLevel;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shopper;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders, from the cart to the parcel, and what must never happen to them. */
@MallTest
class OrderTest {
  @Test
  void a_bought_piece_leaves_the_shelf_when_it_is_paid(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(10, "12.50");
    var shopper = shoppers.one();

    var order = shopper.buys(tea, 3);

    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(10, 3, 0));
    assertThat(shopper.orderOf(order).payable()).isEqualTo(3750);
    shopper.pays(order);
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(7, 0, 3));
    assertThat(shopper.orderOf(order).state()).isEqualTo(OrderState.PAID);
  }

  @Test
  void twenty_simultaneous_submits_of_one_checkout_make_one_order(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(100, "10.00");
    var shopper = shoppers.one();

    var outcomes =
        Shoppers.concurrently(
            20, i -> shopper.order("one-and-the-same-token", shopper.wants(tea, 2)));

    assertThat(new HashSet<>(outcomes.stream().map(Shopper::placed).toList())).hasSize(1);
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(100, 2, 0));
  }

  @Test
  void two_hundred_shoppers_never_buy_more_than_there_is(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(50, "10.00");

    var outcomes = shoppers.of(200).concurrently(s -> s.order(s.wants(tea, 1)));

    assertThat(outcomes).filteredOn(PlaceOrder.Outcome.Placed.class::isInstance).hasSize(50);
    assertThat(outcomes).filteredOn(PlaceOrder.Outcome.OutOfStock.class::isInstance).hasSize(150);
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(50, 50, 0));
  }

  @Test
  void an_order_is_answered_as_it_is_read_later(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(10, "12.50");
    var shopper = shoppers.one();

    var outcome = shopper.order(shopper.wants(tea, 3));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PlaceOrder.Outcome.Placed.class,
            placed -> assertThat(placed.order()).isEqualTo(shopper.orderOf(placed.order().id())));
  }

  @Test
  void of_orders_that_come_together_one_that_cannot_be_placed_holds_nobody_back(
      Shop shop, Shoppers shoppers) {
    var plenty = shop.sku(1_000, "1.00");
    var scarce = shop.sku(3, "2.00");
    var first = shoppers.one();
    var before = Shopper.placed(first.order("one-and-the-same-token", first.wants(plenty, 1)));
    var others = shoppers.of(120);
    var at = new AtomicInteger();

    var outcomes =
        others.concurrently(
            s -> {
              var i = at.getAndIncrement();
              return switch (i % 4) {
                case 0 -> s.order(s.wants(scarce, 1));
                case 1 -> first.order("one-and-the-same-token", first.wants(plenty, 1));
                default -> s.order(s.wants(plenty, 2));
              };
            });

    var placed =
        outcomes.stream()
            .filter(PlaceOrder.Outcome.Placed.class::isInstance)
            .map(Shopper::placed)
            .toList();
    assertThat(placed).hasSize(60 + 30 + 3);
    assertThat(new HashSet<>(placed)).hasSize(60 + 1 + 3).contains(before);
    assertThat(outcomes).filteredOn(PlaceOrder.Outcome.OutOfStock.class::isInstance).hasSize(27);
    assertThat(shop.stockOf(plenty)).isEqualTo(new StockLevel(1_000, 121, 0));
    assertThat(shop.stockOf(scarce)).isEqualTo(new StockLevel(3, 3, 0));
  }

  @Test
  void what_is_put_into_carts_together_reaches_each_cart_and_none_beyond_its_limit(
      Shop shop, Shoppers shoppers, Mall mall) {
    var teas = IntStream.range(0, Carts.MOST_ITEMS).mapToObj(i -> shop.sku(10, "1.00")).toList();
    var one = shoppers.one().member();
    var other = shoppers.one().member();

    Shoppers.concurrently(
        300,
        i ->
            shop.call(
                () -> {
                  mall.carts().add(i % 2 == 0 ? one : other, teas.get(i / 2 % 100), 2);
                  return i;
                }));

    for (var member : List.of(one, other)) {
      var quantities =
          shop.call(() -> mall.carts().of(member)).stream().map(CartItem::quantity).toList();
      assertThat(quantities).hasSize(100).containsOnly(2, 4);
      assertThat(quantities).filteredOn(quantity -> quantity == 4).hasSize(50);
    }
    var further = shop.sku(10, "1.00");
    assertThatThrownBy(() -> add(shop, mall, one, further)).hasMessage("cart.full");
    add(shop, mall, one, teas.getFirst());
  }

  private static void add(Shop shop, Mall mall, MemberId member, SkuId sku) {
    shop.call(
        () -> {
          mall.carts().add(member, sku, 1);
          return sku;
        });
  }

  @Test
  void every_item_of_a_cart_is_checked_for_stock_and_a_short_one_leaves_nothing_behind(
      Shop shop, Shoppers shoppers) {
    var plenty = shop.sku(100, "1.00");
    var scarce = shop.sku(1, "1.00");
    var shopper = shoppers.one();
    var both =
        new CheckoutRequest(
            List.of(
                new CheckoutRequest.Item(plenty, 5, Optional.empty()),
                new CheckoutRequest.Item(scarce, 2, Optional.empty())),
            Optional.of(shopper.address()),
            "");

    assertThat(shopper.order(both)).isInstanceOf(PlaceOrder.Outcome.OutOfStock.class);

    assertThat(shop.stockOf(plenty)).isEqualTo(new StockLevel(100, 0, 0));
    assertThat(shop.stockOf(scarce)).isEqualTo(new StockLevel(1, 0, 0));
  }

  @Test
  void a_negative_or_enormous_quantity_is_refused(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(10, "10.00");
    var shopper = shoppers.one();

    for (var quantity : List.of(-5, 0, 10_000, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      assertThatThrownBy(() -> shopper.order(shopper.wants(tea, quantity)))
          .isInstanceOf(MallException.class)
          .hasMessage("request.invalid");
    }
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(10, 0, 0));
  }

  @Test
  void a_price_that_changed_after_the_preview_is_shown_and_not_charged(
      Shop shop, Shoppers shoppers, Mall mall) {
    var tea = shop.sku(10, "10.00");
    var shopper = shoppers.one();
    var request = shopper.wants(tea, 1);
    var shown = shop.call(() -> mall.checkout().preview(shopper.member(), request));
    shop.reprice(tea, "11.00");

    var outcome =
        shop.call(
            () ->
                mall.placeOrder()
                    .place(
                        shopper.member(), "token-0123456789abcdef", shown.fingerprint(), request));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PlaceOrder.Outcome.PriceChanged.class,
            changed -> assertThat(changed.now().price().payable()).isEqualTo(1100));
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(10, 0, 0));
  }

  @Test
  void an_unpaid_order_is_closed_after_its_time_and_its_pieces_are_sold_again(
      Shop shop, Shoppers shoppers, TestClock clock) {
    var tea = shop.sku(1, "10.00");
    var late = shoppers.one();
    var order = late.buys(tea, 1);
    var next = shoppers.one();
    assertThat(next.order(next.wants(tea, 1))).isInstanceOf(PlaceOrder.Outcome.OutOfStock.class);

    clock.advance(Duration.ofSeconds(901));
    TestMall.await(
        "the order is closed",
        Duration.ofSeconds(10),
        () -> late.orderOf(order).state() == OrderState.CLOSED);

    assertThat(late.orderOf(order).closeReason()).contains("timeout");
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(1, 0, 0));
    next.buys(tea, 1);
  }

  @Test
  void money_that_arrives_after_the_order_was_closed_goes_back(
      Shop shop, Shoppers shoppers, Mall mall) {
    var tea = shop.sku(1, "10.00");
    var shopper = shoppers.one();
    var order = shopper.buys(tea, 1);
    var payment = shopper.startsPayment(order);
    shop.run(() -> mall.settleOrder().cancel(shopper.member(), order));

    shopper.arrives(payment, 1000);

    var now = shopper.orderOf(order);
    assertThat(now.state()).isEqualTo(OrderState.CLOSED);
    assertThat(now.paid()).isEqualTo(1000);
    assertThat(now.refunded()).isEqualTo(1000);
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(1, 0, 0));
  }

  @Test
  void a_callback_replayed_twenty_times_pays_one_order_once(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(10, "10.00");
    var shopper = shoppers.one();
    var order = shopper.buys(tea, 1);
    var payment = shopper.startsPayment(order);

    Shoppers.concurrently(
        20,
        i -> {
          shopper.arrives(payment, 1000);
          return i;
        });

    assertThat(shopper.orderOf(order).paid()).isEqualTo(1000);
    assertThat(shopper.orderOf(order).refunded()).isZero();
    assertThat(shop.stockOf(tea)).isEqualTo(new StockLevel(9, 0, 1));
  }

  @Test
  void a_wrong_amount_does_not_pay_an_order_and_goes_back(Shop shop, Shoppers shoppers) {
    var tea = shop.sku(10, "10.00");
    var shopper = shoppers.one();
    var order = shopper.buys(tea, 1);

    shopper.arrives(shopper.startsPayment(order), 1);

    assertThat(shopper.orderOf(order).state()).isEqualTo(OrderState.CREATED);
    assertThat(shopper.orderOf(order).refunded()).isEqualTo(1);
  }

  @Test
  void an_order_of_another_shop_does_not_exist(
      Shop mine, Shop theirs, Shoppers shoppers, Mall mall) {
    var order = shoppers.one().buys(mine.sku(1, "1.00"), 1);

    assertThatThrownBy(() -> theirs.call(() -> mall.orders().story(order)))
        .isInstanceOf(MallException.class)
        .hasMessage("order.unknown");
    SkuId foreign = mine.sku(1, "1.00");
    var stranger = theirs.member();
    assertThatThrownBy(
            () ->
                theirs.call(
                    () ->
                        mall.checkout()
                            .preview(
                                stranger,
                                new CheckoutRequest(
                                    List.of(new CheckoutRequest.Item(foreign, 1, Optional.empty())),
                                    Optional.empty(),
                                    ""))))
        .isInstanceOf(MallException.class);
  }

  @Test
  void an_order_is_shipped_in_parcels_and_received(Shop shop, Shoppers shoppers, Mall mall) {
    var tea = shop.sku(10, "10.00");
    var shopper = shoppers.one();
    var order = shopper.buys(tea, 3);
    shopper.pays(order);

    shop.run(
        () ->
            mall.fulfilOrder()
                .ship(order, "顺丰速运", "SF1", List.of(new Order.Packed(1, 2)), Actor.system()));
    assertThat(shopper.orderOf(order).state()).isEqualTo(OrderState.PAID);
    assertThatThrownBy(
            () ->
                shop.run(
                    () ->
                        mall.fulfilOrder()
                            .ship(
                                order,
                                "顺丰速运",
                                "SF2",
                                List.of(new Order.Packed(1, 2)),
                                Actor.system())))
        .isInstanceOf(MallException.class);
    shop.run(() -> mall.fulfilOrder().ship(order, "顺丰速运", "SF3", List.of(), Actor.system()));
    assertThat(shopper.orderOf(order).state()).isEqualTo(OrderState.SHIPPED);
    shop.run(() -> mall.fulfilOrder().receive(shopper.member(), order));

    var story = shop.call(() -> mall.orders().story(order));
    assertThat(story.order().state()).isEqualTo(OrderState.RECEIVED);
    assertThat(story.parcels()).hasSize(2);
    assertThat(story.events())
        .extracting(Order.Event::kind)
        .containsSubsequence("paid", "parcel-sent", "shipped", "received");
  }
}
