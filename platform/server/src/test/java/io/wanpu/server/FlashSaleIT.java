package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.inventory.StockLevel;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shopper;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestMall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A flash sale through HTTP against the running server, as shoppers' programs see it. */
@MallTest
class FlashSaleIT {
  private record Bought(Shopper shopper, Http.Answer claim, Http.Answer order) {}

  @Test
  void five_hundred_members_rush_for_fifty_pieces_and_the_unpaid_ones_are_sold_again(
      Shop shop, Shoppers shoppers, Mall mall) {
    var server = RunningMall.storefront();
    var sale = Sale.open(mall, shop, 50, "9.90", 1);

    var outcomes =
        shoppers
            .of(500)
            .concurrently(
                shopper -> {
                  var voice = sale.voice(server, shopper.member());
                  var key = "key-" + shopper.member();
                  var claim = Patience.retry(() -> sale.claim(voice, key));
                  var order =
                      claim.status() == 200
                          ? Patience.retry(
                              () ->
                                  sale.order(
                                      voice,
                                      claim.json().path("id").asText(),
                                      shopper.address(),
                                      "token-" + shopper.member()))
                          : claim;
                  return new Bought(shopper, claim, order);
                });

    var winners = outcomes.stream().filter(o -> o.order().status() == 201).toList();
    var losers = outcomes.stream().filter(o -> o.order().status() != 201).toList();
    assertThat(
            outcomes.stream()
                .collect(
                    Collectors.groupingBy(
                        o -> (o.order().status() + " " + o.order().code()).strip(),
                        Collectors.counting())))
        .isEqualTo(Map.of("201", 50L, "409 seckill.sold_out", 450L));
    assertThat(losers).allMatch(o -> !o.claim().json().path("detail").asText().isBlank());
    assertThat(shop.stockOf(sale.sku())).isEqualTo(new StockLevel(50, 50, 0));
    assertThat(
            new HashSet<>(winners.stream().map(w -> w.order().json().path("id").asText()).toList()))
        .hasSize(50);

    // twenty pay through the sandbox, with a signed callback; thirty let it be
    var orders = winners.stream().map(w -> w.order().json().path("id").asText()).toList();
    for (var i = 0; i < 20; i++) {
      var voice = sale.voice(server, winners.get(i).shopper().member());
      var payment =
          voice.post(
              sale.path("/orders/" + orders.get(i) + "/payments"), "{\"provider\":\"wechat\"}");
      assertThat(payment.status()).isEqualTo(200);
      Sandbox.pays(payment.json().path("payment").asText());
    }
    TestMall.await(
        "twenty are sold", Duration.ofSeconds(20), () -> shop.stockOf(sale.sku()).sold() == 20);

    // the others' time runs out; their pieces are sold again
    theirTimeIsOver(shop);
    var second = new HashSet<String>();
    TestMall.await(
        "thirty pieces have come back",
        Duration.ofSeconds(40),
        () -> {
          var late = shoppers.one();
          var claim = sale.claim(sale.voice(server, late.member()));
          if (claim.status() == 200) {
            second.add(claim.json().path("id").asText());
          }
          return second.size() == 30;
        });
    assertThat(sale.claim(sale.voice(server, shoppers.one().member())).code())
        .isEqualTo("seckill.sold_out");
    assertThat(shop.stockOf(sale.sku())).isEqualTo(new StockLevel(30, 30, 20));
  }

  /** Unpaid orders of the shop become due, as if a quarter of an hour had passed. */
  private static void theirTimeIsOver(Shop shop) {
    try (var connection = TestMall.get().stack().mariadb().connect("wanpu");
        var statement = connection.createStatement()) {
      statement.execute(
          "update shop_order set due_at = utc_timestamp(3) where state = 'CREATED' and tenant_id = "
              + shop.id());
      statement.execute(
          "update timer set due_at = utc_timestamp(3) where owner = 'kernel/order-timeout' and tenant_id = "
              + shop.id());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void one_member_with_fifty_hands_gets_what_the_limit_allows(
      Shop shop, Shoppers shoppers, Mall mall) {
    var server = RunningMall.storefront();
    var sale = Sale.open(mall, shop, 20, "9.90", 1);
    var voice = sale.voice(server, shoppers.one().member());

    var answers = Shoppers.concurrently(50, i -> sale.claim(voice));

    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(
            a ->
                a.status() == 409 && a.code().equals("seckill.limit_reached") || a.status() == 429);
  }

  @Test
  void a_repeated_request_gets_the_same_claim_and_a_claim_makes_one_order(
      Shop shop, Shoppers shoppers, Mall mall) {
    var server = RunningMall.storefront();
    var sale = Sale.open(mall, shop, 20, "9.90", 5);
    var shopper = shoppers.one();
    var voice = sale.voice(server, shopper.member());

    var claims = Shoppers.concurrently(10, i -> sale.claim(voice, "one-key-for-all"));
    assertThat(claims).allMatch(a -> a.status() == 200);
    var claim = claims.getFirst().json().path("id").asText();
    assertThat(claims).allMatch(a -> a.json().path("id").asText().equals(claim));

    var orders =
        Shoppers.concurrently(
            10, i -> sale.order(voice, claim, shopper.address(), "token-number-0000000" + i));
    assertThat(orders).filteredOn(a -> a.status() == 201).hasSize(1);
    assertThat(orders).filteredOn(a -> a.status() != 201).allMatch(a -> a.status() == 409);
    assertThat(shop.stockOf(sale.sku())).isEqualTo(new StockLevel(20, 20, 0));
  }

  @Test
  void somebody_elses_claim_cannot_be_ordered(Shop shop, Shoppers shoppers, Mall mall) {
    var server = RunningMall.storefront();
    var sale = Sale.open(mall, shop, 5, "9.90", 1);
    var owner = shoppers.one();
    var thief = shoppers.one();
    var claim = sale.claim(sale.voice(server, owner.member())).json().path("id").asText();

    var answer =
        sale.order(
            sale.voice(server, thief.member()), claim, thief.address(), "token-0123456789abcdef");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("checkout.claim_gone");
  }
}
