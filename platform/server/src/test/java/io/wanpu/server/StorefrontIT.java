package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What shoppers' programs rely on, over HTTP. */
class StorefrontIT {
  private static Stall stall;

  @BeforeAll
  static void open() {
    RunningMall.node();
    stall = Stall.open();
  }

  private static String at(String path) {
    return stall.base() + path;
  }

  private static String json(String single) {
    return single.replace('\'', '"');
  }

  @Test
  void a_shopper_signs_in_and_out() {
    var visitor = Http.visitor(RunningMall.storefront());
    var signedIn = visitor.send("POST", at("login/wechat-mini"), json("{'code':'code-out'}"));
    assertThat(signedIn.status()).isEqualTo(200);
    var member = visitor.as(signedIn.json().path("token").asText());
    assertThat(member.get(at("me")).json().path("id")).isEqualTo(signedIn.json().at("/member/id"));
    assertThat(member.send("POST", at("logout"), "").status()).isEqualTo(204);
    assertThat(member.get(at("me")).status()).isEqualTo(401);
  }

  @Test
  void a_wrong_code_signs_nobody_in() {
    var answer =
        Http.visitor(RunningMall.storefront())
            .send("POST", at("login/wechat-mini"), json("{'code':'bad-code'}"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("login.bad_code");
  }

  @Test
  void twenty_submits_of_one_checkout_are_one_order() {
    var sku = stall.shop().sku(20, "10.00");
    var items = json("'items':[{'sku':'%s','quantity':1}]").formatted(sku);
    var preview = stall.http().post(at("checkout/preview"), "{" + items + "}").json();
    var body =
        json("{'token':'one-and-the-same-','fingerprint':'%s','address':'%s',%s}")
            .formatted(preview.path("fingerprint").asText(), stall.values().get("address"), items);
    var answers = Shoppers.concurrently(20, i -> stall.http().post(at("orders"), body));
    assertThat(answers).extracting(Http.Answer::status).containsOnly(201);
    assertThat(answers.stream().map(a -> a.json().path("id").asText()).distinct()).hasSize(1);
    assertThat(stall.shop().stockOf(sku).available()).isEqualTo(19);
  }

  @Test
  void a_changed_price_is_shown_before_it_is_paid() {
    var sku = stall.shop().sku(20, "10.00");
    var items = json("'items':[{'sku':'%s','quantity':2}]").formatted(sku);
    var shown = stall.http().post(at("checkout/preview"), "{" + items + "}").json();
    assertThat(shown.path("payable").asLong()).isEqualTo(2_000);
    stall.shop().reprice(sku, "12.00");
    var answer =
        stall
            .http()
            .post(
                at("orders"),
                json("{'token':'price-has-changed','fingerprint':'%s','address':'%s',%s}")
                    .formatted(
                        shown.path("fingerprint").asText(), stall.values().get("address"), items));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("order.price_changed");
    assertThat(answer.json().at("/preview/payable").asLong()).isEqualTo(2_400);
  }

  @Test
  void what_is_short_is_named() {
    var sku = stall.shop().sku(1, "10.00");
    var items = json("'items':[{'sku':'%s','quantity':2}]").formatted(sku);
    var preview = stall.http().post(at("checkout/preview"), "{" + items + "}").json();
    assertThat(preview.at("/shortages/0/sku").asText()).isEqualTo(sku.toString());
    var answer =
        stall
            .http()
            .post(
                at("orders"),
                json("{'token':'there-is-not-enough','fingerprint':'%s','address':'%s',%s}")
                    .formatted(
                        preview.path("fingerprint").asText(),
                        stall.values().get("address"),
                        items));
    assertThat(answer.code()).isEqualTo("order.stock_short");
    assertThat(answer.json().at("/shortages/0/sku").asText()).isEqualTo(sku.toString());
    assertThat(stall.shop().stockOf(sku).reserved()).isZero();
  }

  @Test
  void a_repeat_with_the_same_key_adds_nothing_and_answers_the_same() {
    var shop = Stall.open();
    var body = json("{'name':'重复','phone':'13800138000','province':'浙','city':'杭','detail':'一号'}");
    var http = shop.http().with("Idempotency-Key", "again");
    var answers = Shoppers.concurrently(8, i -> http.send("POST", shop.base() + "addresses", body));
    var first = answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow();
    assertThat(answers)
        .allSatisfy(
            a ->
                assertThat(a.status() == 201 ? a.body() : a.code())
                    .isIn(first.body(), "request.in_progress"));
    var later = http.send("POST", shop.base() + "addresses", body);
    assertThat(later.status()).isEqualTo(201);
    assertThat(later.body()).isEqualTo(first.body());
    assertThat(shop.http().get(shop.base() + "addresses").json().path("items")).hasSize(2);
    var other = http.send("POST", shop.base() + "addresses", body.replace("一号", "二号"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("request.key_reused");
  }

  @Test
  void a_key_of_one_member_is_not_another_ones() {
    var neighbour = stall.neighbour();
    var body = json("{'sku':'%s','quantity':1}").formatted(stall.values().get("sku"));
    for (var who : List.of(stall, neighbour)) {
      assertThat(
              who.http()
                  .with("Idempotency-Key", "shared")
                  .send("POST", at("cart/items"), body)
                  .status())
          .isEqualTo(204);
    }
    assertThat(neighbour.http().get(at("cart")).json().at("/items/0/quantity").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_product_page_is_fresh_and_names_its_state() {
    var sku = stall.shop().sku(20, "10.00");
    var product =
        stall.shop().call(() -> stall.shop().mall().skus().facts(List.of(sku)).get(sku)).product();
    var http = Http.visitor(RunningMall.storefront());
    var first = http.get(at("products/" + product));
    assertThat(first.json().at("/skus/0/price").asLong()).isEqualTo(1_000);
    var tag = first.headers().get("etag");
    var again = http.with("If-None-Match", tag).get(at("products/" + product));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    stall.shop().reprice(sku, "12.00");
    TestMall.await(
        "the new price is shown",
        Duration.ofSeconds(3),
        () -> http.get(at("products/" + product)).json().at("/skus/0/price").asLong() == 1_200);
    assertThat(http.with("If-None-Match", tag).get(at("products/" + product)).status())
        .isEqualTo(200);
  }

  @Test
  void refusals_are_in_the_readers_language() {
    var http = Http.visitor(RunningMall.storefront());
    assertThat(http.get(at("me")).json().path("detail").asText()).isEqualTo("请先登录。");
    assertThat(http.with("Accept-Language", "en-GB,zh;q=0.5").get(at("me")).json().path("detail"))
        .hasToString("\"Sign in first.\"");
    assertThat(http.with("Accept-Language", "fr").get(at("me?lang=en")).json().path("detail"))
        .hasToString("\"Sign in first.\"");
  }

  @Test
  void a_payment_that_nobody_signed_is_not_believed() {
    var http = Http.visitor(RunningMall.storefront());
    for (var i = 0; i < 20; i++) {
      var answer =
          http.send(
              "POST",
              "/api/v1/callbacks/" + stall.shop().code() + "/wechat",
              json("{'event_type':'TRANSACTION.SUCCESS','resource':{}}"));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("FAIL");
    }
    var order = stall.http().get(at("orders/" + stall.values().get("order"))).json();
    assertThat(order.at("/order/state").asText()).isEqualTo("created");
  }

  @Test
  void a_plugin_that_is_off_is_not_there() {
    var off = Shop.open(TestMall.get().mall());
    var answer =
        Http.visitor(RunningMall.storefront())
            .get("/api/v1/shops/" + off.code() + "/x/seckill/sales");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(Http.visitor(RunningMall.storefront()).get(at("x/seckill/sales")).status())
        .isEqualTo(200);
  }

  @Test
  void other_origins_get_no_leave() {
    var answer =
        Http.visitor(RunningMall.storefront())
            .with("Origin", "https://evil.example")
            .send("OPTIONS", at("me"), "");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
  }

  @Test
  void a_body_that_is_too_large_is_refused() {
    var answer =
        stall
            .http()
            .post(
                at("cart/items"),
                json("{'sku':'1','quantity':1,'x':'" + "x".repeat(70_000) + "'}"));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void no_detour_leads_from_one_door_to_the_other() {
    var detours =
        List.of(
            "/s/../sign-in",
            "/api/../sign-in",
            "/api/v1/shops/x/../../../../sign-in",
            "/s/..;/sign-in",
            "/s/%2e%2e/sign-in",
            "/s/%2e%2e%2fsign-in",
            "/s/..%5csign-in",
            "//sign-in",
            "/s/./../sign-in",
            "/openapi/../sign-in",
            "/media/../sign-in");
    var shoppers = Http.visitor(RunningMall.storefront());
    for (var path : detours) {
      var answer = shoppers.get(path);
      assertThat(answer.status()).as(path).isBetween(400, 404);
      assertThat(answer.body()).as(path).doesNotContain("<form");
    }
    var staff = Http.visitor(RunningMall.admin());
    for (var path : List.of("/sign-in/../api/v1/shops/" + stall.shop().code(), "/x/../openapi")) {
      assertThat(staff.get(path).body()).as(path).doesNotContain("\"currency\"", "\"openapi\"");
    }
  }

  @Test
  void what_belongs_to_staff_does_not_exist_for_shoppers() {
    var http = Http.visitor(RunningMall.storefront());
    for (var path : List.of("/sign-in", "/orders", "/operator", "/assets/x.js")) {
      assertThat(http.get(path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void a_member_marks_products_and_sees_what_she_looked_at() {
    var product = stall.values().get("product");
    var member = stall.http();
    assertThat(member.send("PUT", at("favourites/" + product), "").status()).isEqualTo(204);
    assertThat(member.get(at("favourites/" + product)).json().path("favourite").asBoolean())
        .isTrue();
    assertThat(member.get(at("favourites")).json().at("/items/0/id").asText()).isEqualTo(product);
    assertThat(member.send("PUT", at("footprints/" + product), "").status()).isEqualTo(204);
    assertThat(member.get(at("footprints")).json().at("/items/0/product/id").asText())
        .isEqualTo(product);
    assertThat(member.send("DELETE", at("favourites/" + product), "").status()).isEqualTo(204);
    assertThat(member.get(at("favourites")).json().path("items")).isEmpty();
    assertThat(member.send("DELETE", at("footprints"), "").status()).isEqualTo(204);
    assertThat(member.get(at("footprints")).json().path("items")).isEmpty();
  }

  @Test
  void orders_are_counted_by_state_and_only_her_own() {
    var counts = stall.neighbour().http().get(at("orders/counts"));
    assertThat(counts.status()).isEqualTo(200);
    assertThat(counts.json().path("created").asInt()).isEqualTo(1);
    assertThat(counts.json().path("paid").asInt()).isZero();
  }

  @Test
  void anybody_may_read_articles_the_privacy_notice_and_suggestions() {
    var visitor = Http.visitor(RunningMall.storefront());
    var article = stall.values().get("article");
    assertThat(visitor.get(at("articles")).json().at("/items/0/id").asText()).isEqualTo(article);
    assertThat(visitor.get(at("articles/" + article)).json().path("body").asText())
        .isEqualTo("<p>" + stall.mark() + "</p>");
    assertThat(visitor.get(at("articles/1")).code()).isEqualTo("content.article_unknown");
    var notice = visitor.get(at("privacy")).json();
    assertThat(notice.path("title").asText()).isNotBlank();
    assertThat(notice.path("body").asText()).contains("<h3>").doesNotContain("{0}");
    assertThat(visitor.get(at("search/suggestions")).json().path("items")).isNotEmpty();
    assertThat(visitor.get(at("search/suggestions?q=zzzz")).json().path("items")).isEmpty();
  }

  @Test
  void programs_tell_what_shoppers_do_and_hear_what_was_refused() {
    var now = java.time.Instant.now();
    var body =
        json("{'visitor':'visitor-1','session':'session-1','events':["
                + "{'id':'event-001','name':'page_view','at':'%1$s','props':{'page':'home'}},"
                + "{'id':'event-002','name':'keys_typed','at':'%1$s'}]}")
            .formatted(now);
    var answer = Http.visitor(RunningMall.storefront()).send("POST", at("events"), body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/refused/0/reason").asText()).isEqualTo("unknown-event");
  }
}
