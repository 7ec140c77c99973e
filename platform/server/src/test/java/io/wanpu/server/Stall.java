package io.wanpu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.content.ArticleDraft;
import io.wanpu.kernel.member.MemberProfile;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop with one of everything, in the running mall: a product, a member with cart, address, order
 * and a claim of a flash sale.
 *
 * @param mark stands in every text of the shop
 * @param values ids of its things by the name of the field or the sort of thing that they stand for
 */
record Stall(Shop shop, String mark, MemberId member, String token, Map<String, String> values) {
  private static final String PLUGIN = "seckill";

  static Stall open() {
    var mall = TestMall.get().mall();
    var shop = Shop.open(mall);
    var mark = "mark" + shop.code();
    new Plugins(mall).enable(shop, PLUGIN);
    var sku = sku(shop, mark);
    var member = shop.member();
    shop.run(
        () ->
            mall.members()
                .change(member, new MemberProfile(mark, Optional.empty(), Optional.empty())));
    var stall = new Stall(shop, mark, member, shop.token(member), new LinkedHashMap<>());
    stall.fill(mall, sku);
    return stall;
  }

  /** The same shop with another member, who has things of her own. */
  Stall neighbour() {
    var other = shop.member();
    var name = "neighbour" + other;
    var stall = new Stall(shop, name, other, shop.token(other), new LinkedHashMap<>(values));
    shop.run(
        () ->
            shop.mall()
                .members()
                .change(other, new MemberProfile(name, Optional.empty(), Optional.empty())));
    stall.fillMember(SkuId.of(values.get("sku")), ActivityId.of(values.get("activity")));
    return stall;
  }

  private static SkuId sku(Shop shop, String mark) {
    return shop.call(
        () -> {
          var category = shop.mall().categories().add(Actor.system(), mark + "类", Optional.empty());
          var plain = ProductDraft.plain(mark + " 商品", 1000);
          var draft =
              new ProductDraft(
                  Optional.of(category),
                  plain.title(),
                  plain.subtitle(),
                  plain.detail(),
                  plain.specs(),
                  plain.media(),
                  plain.status(),
                  plain.shelfAt(),
                  plain.unshelfAt(),
                  plain.skus());
          if (shop.mall().products().create(Actor.system(), draft)
              instanceof Products.Outcome.Changed made) {
            var sku = made.product().skus().getFirst().id();
            shop.stock(sku, 1_000);
            return sku;
          }
          throw new AssertionError("the product was not made");
        });
  }

  private void fill(Mall mall, SkuId sku) {
    var product = shop.call(() -> mall.skus().facts(List.of(sku)).get(sku)).product();
    put(product.toString(), "product", "products");
    put(sku.toString(), "sku", "items");
    put(
        shop.call(() -> mall.categories().tree().getFirst().id()).toString(),
        "category",
        "categories");
    put(article(mall), "article", "articles");
    put("wechat-mini", "channel", "login");
    put("wechat", "provider");
    put("13800138000", "phone");
    var activity = flashSale(mall, sku);
    put(activity.toString(), "activity", "activities");
    fillMember(sku, activity);
  }

  private void fillMember(SkuId sku, ActivityId activity) {
    put(mark, "nickname", "name", "detail", "province", "city");
    var address =
        ok(
            "POST",
            "addresses",
            "{'name':'%1$s','phone':'13800138000','province':'%1$s','city':'%1$s','detail':'%1$s'}"
                .formatted(mark));
    put(address.path("id").asText(), "address", "addresses");
    ok("POST", "cart/items", "{'sku':'%s','quantity':1}".formatted(sku));
    put(order(sku), "order", "orders");
    put(claim(activity, sku), "claim", "claims");
  }

  private void put(String value, String... names) {
    for (var name : names) {
      values.put(name, value);
    }
  }

  private String order(SkuId sku) {
    var items = "'items':[{'sku':'%s','quantity':1}]".formatted(sku);
    var fingerprint =
        ok("POST", "checkout/preview", "{" + items + "}").path("fingerprint").asText();
    put(fingerprint, "fingerprint");
    put("abcdefghijklmnop0123", "token");
    return ok(
            "POST",
            "orders",
            "{'token':'first-%s','fingerprint':'%s','address':'%s',%s}"
                .formatted(mark, fingerprint, values.get("address"), items))
        .path("id")
        .asText();
  }

  private String article(Mall mall) {
    return shop.call(
        () ->
            mall.articles()
                .write(
                    Actor.system(),
                    new ArticleDraft(
                        Article.Kind.STORY,
                        mark + " 文章",
                        mark,
                        Optional.empty(),
                        "<p>" + mark + "</p>",
                        Optional.of(mall.clock().instant())))
                .id());
  }

  private ActivityId flashSale(Mall mall, SkuId sku) {
    return shop.call(
        () -> {
          var now = mall.clock().instant();
          var config =
              Json.write(
                  Map.of(
                      "startsAt", now.minusSeconds(60),
                      "endsAt", now.plus(Duration.ofHours(2)),
                      "items", List.of(Map.of("sku", sku, "price", 100, "stock", 100)),
                      "perMember", 50,
                      "claimMinutes", 30));
          var draft =
              mall.activities()
                  .create(
                      PLUGIN,
                      "sale",
                      mark,
                      now.minusSeconds(60),
                      now.plus(Duration.ofHours(2)),
                      config);
          return mall.activities().publish(draft.id(), draft.version()).id();
        });
  }

  private String claim(ActivityId activity, SkuId sku) {
    return ok(
            "POST",
            "x/seckill/activities/" + activity + "/claims",
            "{'sku':'%s','quantity':1}".formatted(sku))
        .path("id")
        .asText();
  }

  /** Its member's program. */
  Http http() {
    return Http.visitor(RunningMall.storefront()).as(token);
  }

  String base() {
    return "/api/v1/shops/" + shop.code() + "/";
  }

  private JsonNode ok(String method, String path, String json) {
    var answer =
        http()
            .with("Idempotency-Key", mark + "-" + path.length())
            .send(method, base() + path, json.replace('\'', '"'));
    if (answer.status() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer);
    }
    return answer.body().isEmpty() ? Json.tree("null") : answer.json();
  }

  /** Values for the variables of an operation. */
  Map<String, String> values(Operation operation) {
    var found = new LinkedHashMap<String, String>();
    for (var name : operation.variables()) {
      var value = values.getOrDefault(operation.sortOf(name), values.get(name));
      found.put(name, value == null ? "1" : value);
    }
    return found;
  }

  /** All ids of its things. */
  List<String> ids() {
    return values.values().stream().distinct().filter(value -> value.matches("\\d{15,}")).toList();
  }

  /** A body that fits the operation; {@code null} when it has none. */
  ObjectNode body(Operation operation) {
    return operation
        .body()
        .map(schema -> (ObjectNode) operation.fitting("", schema, values))
        .orElse(null);
  }

  /** Ids of things that are her own. */
  List<String> ownIds() {
    return List.of(values.get("address"), values.get("order"), values.get("claim"));
  }

  /** Everything that the database holds of the member, as one sum a table. */
  Map<String, String> ownRows() {
    return new Ledger(shop.id(), member).sums();
  }

  /** Everything that the database holds of the shop, as one sum a table. */
  Map<String, String> rows() {
    return new Ledger(shop.id()).sums();
  }

  /** What changed between two looks. */
  static List<String> changed(Map<String, String> before, Map<String, String> after) {
    var changed = new ArrayList<String>();
    before.forEach(
        (table, sum) -> {
          if (!sum.equals(after.get(table))) {
            changed.add(table + ": " + sum + " -> " + after.get(table));
          }
        });
    return changed;
  }
}
