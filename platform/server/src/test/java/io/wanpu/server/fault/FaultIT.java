package io.wanpu.server.fault;

import static io.wanpu.server.Patience.retry;
import static io.wanpu.server.Patience.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.id.MemberId;
import io.wanpu.runtime.Mall;
import io.wanpu.server.Http;
import io.wanpu.server.Sale;
import io.wanpu.server.Sandbox;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Everything is killed with {@code kill -9} in the middle of a sale. No piece is sold twice, no
 * acknowledged claim or order is lost, nothing becomes two, and the sale goes on by itself.
 */
@OnFaultStack
class FaultIT {
  private final FaultStack faults = FaultStack.get();
  private final Mall mall = faults.mall();

  @Test
  void the_server_is_killed_at_each_point_of_a_claim() {
    var shop = Shop.open(mall);
    var sale = faults.sale(shop, 12);
    var claimed = new HashSet<String>();
    for (var point :
        List.of(
            "claim-begins", "gate-answered", "before-commit", "after-commit", "before-answer")) {
      var member = shop.member();
      faults.killAt(point, () -> sale.claim(voice(sale, member), "key-of-" + point));
      // the member's program tries again with the same key, as it must, and gets one claim
      var again = retry(() -> sale.claim(voice(sale, member), "key-of-" + point));
      assertThat(again.status()).as(point).isEqualTo(200);
      assertThat(claimed.add(again.json().path("id").asText())).isTrue();
      assertThat(
              faults.number(
                  "select count(*) from p_seckill.claim where tenant_id = %d and member_id = %d"
                      .formatted(shop.id().value(), member.value())))
          .as("claims after " + point)
          .isEqualTo(1);
    }
    // the rest is sold to others, and not one piece more
    var others = new ArrayList<Http.Answer>();
    for (var i = 0; i < 12; i++) {
      others.add(retry(() -> sale.claim(voice(sale, shop.member()))));
    }
    assertThat(others).filteredOn(a -> a.status() == 200).hasSize(7);
    assertThat(others)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.code().equals("seckill.sold_out"));
    assertBooks(sale);
  }

  @Test
  void the_server_is_killed_while_an_order_is_placed_and_while_it_is_paid() {
    var shop = Shop.open(mall);
    var sale = faults.sale(shop, 5);
    for (var point : List.of("before-commit", "after-commit")) {
      var shopper = Shoppers.in(mall, shop).one();
      var claim = retry(() -> sale.claim(voice(sale, shopper.member()))).json().path("id").asText();
      var token = "token-at-" + point + "-0123456789";
      var seen = retry(() -> sale.preview(voice(sale, shopper.member()), claim));
      faults.killAt(
          point,
          () -> sale.submit(voice(sale, shopper.member()), seen, claim, shopper.address(), token));
      // the member's program submits the same again
      var order =
          retry(
              () ->
                  sale.submit(
                      voice(sale, shopper.member()), seen, claim, shopper.address(), token));
      assertThat(order.status()).as(point).isEqualTo(201);
      var id = order.json().path("id").asText();
      assertThat(
              faults.number(
                  "select count(*) from wanpu.shop_order where tenant_id = %d and member_id = %d"
                      .formatted(shop.id().value(), shopper.member().value())))
          .isEqualTo(1);

      var payment =
          retry(
              () ->
                  voice(sale, shopper.member())
                      .post(sale.path("/orders/" + id + "/payments"), "{\"provider\":\"wechat\"}"));
      // the callback meets a dying server, and is sent again
      faults.killAt(
          point, () -> Sandbox.pays(faults.stack(), payment.json().path("payment").asText()));
      TestMall.await(
          "the order is paid after " + point,
          Duration.ofSeconds(90),
          () ->
              retry(() -> voice(sale, shopper.member()).get(sale.path("/orders/" + id)))
                  .body()
                  .matches("(?s).*\"state\"\\s*:\\s*\"(?i:paid)\".*"));
      assertThat(
              faults.number(
                  "select sold from wanpu.stock where tenant_id = %d and sku_id = %d"
                      .formatted(shop.id().value(), sale.sku().value())))
          .isPositive();
    }
    assertBooks(sale);
  }

  @Test
  void redis_is_killed_and_its_memory_wiped_in_the_middle_of_a_sale() throws Exception {
    var shop = Shop.open(mall);
    var sale = faults.sale(shop, 300);

    var outcome =
        rush(
            sale,
            400,
            () -> {
              faults.stack().redis().daemon().kill();
              sleep(1_000);
              faults.stack().redis().ensureRunning();
            });

    assertThat(outcome.accepted()).hasSize(300);
    assertBooks(sale);
  }

  @Test
  void mariadb_is_killed_and_restarted_in_the_middle_of_a_sale() throws Exception {
    var shop = Shop.open(mall);
    var sale = faults.sale(shop, 300);

    var outcome =
        rush(
            sale,
            400,
            () -> {
              faults.stack().mariadb().daemon().kill();
              sleep(500);
              faults.stack().mariadb().ensureRunning();
            });

    assertThat(outcome.accepted()).hasSize(300);
    assertBooks(sale);
  }

  private record Rush(Map<MemberId, String> accepted) {}

  /**
   * Members claim until they have a clear answer, each with one key; meanwhile something breaks.
   */
  private Rush rush(Sale sale, int members, Runnable trouble) throws Exception {
    var people = new ArrayList<MemberId>();
    for (var i = 0; i < members; i++) {
      people.add(sale.shop().member());
      voice(sale, people.get(i));
    }
    var accepted = new java.util.concurrent.ConcurrentHashMap<MemberId, String>();
    try (var threads = Executors.newFixedThreadPool(32)) {
      var broken =
          CompletableFuture.runAsync(
              () -> {
                TestMall.await(
                    "the sale is on its way", Duration.ofSeconds(30), () -> accepted.size() > 20);
                trouble.run();
              });
      var all = new ArrayList<CompletableFuture<?>>();
      for (var person : people) {
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  sleep(ThreadLocalRandom.current().nextInt(50));
                  var voice = voice(sale, person);
                  var answer = retry(() -> sale.claim(voice, "key-" + person));
                  if (answer.status() == 200) {
                    accepted.put(person, answer.json().path("id").asText());
                  } else {
                    assertThat(answer.code()).isEqualTo("seckill.sold_out");
                  }
                },
                threads));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(180, TimeUnit.SECONDS);
      broken.get(60, TimeUnit.SECONDS);
    }
    // no acknowledged claim is lost
    for (var claim : accepted.values()) {
      assertThat(
              faults.number(
                  "select count(*) from p_seckill.claim where tenant_id = %d and id = %s and state <> 'RELEASED'"
                      .formatted(sale.shop().id().value(), claim)))
          .isEqualTo(1);
    }
    return new Rush(accepted);
  }

  /**
   * What is allocated is what is left and what is claimed, nobody is over the limit, and the
   * kernel's books agree.
   */
  private void assertBooks(Sale sale) {
    var tenant = sale.shop().id().value();
    var held =
        faults.number(
            "select coalesce(sum(quantity), 0) from p_seckill.claim where tenant_id = %d and activity_id = %s and state <> 'RELEASED'"
                .formatted(tenant, sale.activity()));
    var left =
        faults.number(
            "select left_count from p_seckill.sale_stock where tenant_id = %d and activity_id = %s"
                .formatted(tenant, sale.activity()));
    assertThat(held + left).isEqualTo(sale.pieces());
    assertThat(
            faults.number(
                "select coalesce(max(n), 0) from (select sum(quantity) n from p_seckill.claim where tenant_id = %d and activity_id = %s and state <> 'RELEASED' group by member_id) t"
                    .formatted(tenant, sale.activity())))
        .isLessThanOrEqualTo(sale.perMember());
    var stock = sale.shop().stockOf(sale.sku());
    assertThat(stock.onHand() + stock.sold()).isEqualTo(sale.pieces());
    assertThat(stock.reserved()).isEqualTo(stock.onHand());
  }

  private Http voice(Sale sale, MemberId member) {
    return Http.visitor(faults.node().storefront())
        .as(TOKENS.computeIfAbsent(member, m -> sale.shop().token(m)));
  }

  private static final Map<MemberId, String> TOKENS =
      new java.util.concurrent.ConcurrentHashMap<>();
}
