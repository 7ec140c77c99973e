package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.gate.Gates;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.redis.RedisGates;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.route.RouteAnswer;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.RouteCall;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shopper;
import io.wanpu.testkit.TestJar;
import io.wanpu.testkit.TestMall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** A flash sale of a test's own, spoken of in the words of the business. */
final class FlashSale {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Set<String> TOO_LATE = Set.of("seckill.busy", "plugin.timeout");
  private static final int TRIES = 10;

  private final Shop shop;
  private final Stack stack;
  private final ActivityId activity;
  private final SkuId sku;
  private final SkuId other;
  private final int allocated;

  private FlashSale(
      Shop shop, Stack stack, ActivityId activity, SkuId sku, SkuId other, int allocated) {
    this.shop = shop;
    this.stack = stack;
    this.activity = activity;
    this.sku = sku;
    this.other = other;
    this.allocated = allocated;
  }

  /** What a member got. */
  sealed interface Got {
    record Piece(Held claim) implements Got {}

    record Refusal(String code) implements Got {}
  }

  /** Pieces that a member holds. */
  record Held(ClaimId id, int quantity) {}

  /** The second node of this JVM's mall. */
  private static final class SecondNode {
    static final Mall MALL = TestMall.get().another("test-2", TestMall.get().clock());

    static {
      MALL.start();
      Runtime.getRuntime().addShutdownHook(new Thread(MALL::close));
      install(MALL);
    }
  }

  /** Installs the plugin that is being built. */
  static void install(Mall mall) {
    new Plugins(mall).install(TestJar.packed(CLASSES));
  }

  /** Runs now for an hour, at 9.90; the shelf keeps ten more pieces at 20.00. */
  static FlashSale of(Shop shop, int pieces, int perMember) {
    var now = shop.mall().clock().instant();
    return of(shop, pieces, perMember, now.minusSeconds(1), now.plus(Duration.ofHours(1)));
  }

  static FlashSale of(Shop shop, int pieces, int perMember, Instant from, Instant to) {
    return published(shop, shop.sku(pieces + 10L, "20.00"), pieces, perMember, from, to);
  }

  static FlashSale published(
      Shop shop, SkuId sku, int pieces, int perMember, Instant from, Instant to) {
    return published(shop, TestMall.get().stack(), sku, pieces, perMember, from, to);
  }

  /** The same on servers of the test's own. */
  static FlashSale of(Shop shop, Stack stack, int pieces, int perMember) {
    var now = shop.mall().clock().instant();
    return published(
        shop,
        stack,
        shop.sku(pieces + 10L, "20.00"),
        pieces,
        perMember,
        now.minusSeconds(1),
        now.plus(Duration.ofHours(1)));
  }

  private static FlashSale published(
      Shop shop, Stack stack, SkuId sku, int pieces, int perMember, Instant from, Instant to) {
    var plugins = new Plugins(shop.mall());
    plugins.enable(shop, "seckill");
    var other = shop.sku(5, "20.00");
    return shop.call(
        () -> {
          var activities = shop.mall().activities();
          var draft =
              activities.create(
                  "seckill",
                  "sale",
                  "周年庆",
                  from,
                  to,
                  Json.write(
                      new SeckillActivity(
                          from,
                          to,
                          List.of(
                              new SeckillActivity.Item(sku, 990, pieces),
                              new SeckillActivity.Item(other, 990, 5)),
                          perMember,
                          10)));
          activities.publish(draft.id(), draft.version());
          return new FlashSale(shop, stack, draft.id(), sku, other, pieces);
        });
  }

  /** The same sale on the second node. */
  FlashSale onSecondNode() {
    return new FlashSale(shop.on(SecondNode.MALL), stack, activity, sku, other, allocated);
  }

  ActivityId activity() {
    return activity;
  }

  SkuId sku() {
    return sku;
  }

  private RouteCall call(String method, String path) {
    return RouteCall.of(shop, "seckill", method, path);
  }

  JsonNode sees(String path) {
    return call("GET", path).ok();
  }

  Got claim(MemberId member, int quantity, String key) {
    return claim(sku, member, quantity, key);
  }

  /** A claim on the other SKU of the sale. */
  Got claimOther(MemberId member, int quantity, String key) {
    return claim(other, member, quantity, key);
  }

  /** As clients do: on a crowded machine an answer may come too late, and is asked for again. */
  private Got claim(SkuId sku, MemberId member, int quantity, String key) {
    for (var time = 1; ; time++) {
      var got = once(sku, member, quantity, key);
      if (time == TRIES || !(got instanceof Got.Refusal(var code)) || !TOO_LATE.contains(code)) {
        return got;
      }
    }
  }

  private Got once(SkuId sku, MemberId member, int quantity, String key) {
    var answer =
        call("POST", "/activities/" + activity + "/claims")
            .as(member)
            .key(key)
            .json(Shop.json("sku", sku.toString(), "quantity", quantity))
            .send();
    return switch (answer) {
      case RouteAnswer.Problem(var fault) -> new Got.Refusal(fault.code());
      case RouteAnswer.Json(var status, var bytes) -> {
        var claim = Json.tree(new String(bytes, StandardCharsets.UTF_8));
        yield new Got.Piece(
            new Held(ClaimId.of(claim.get("id").asText()), claim.get("quantity").asInt()));
      }
    };
  }

  Got claim(MemberId member) {
    return claim(member, 1, UUID.randomUUID().toString());
  }

  Held piece(MemberId member) {
    return switch (claim(member)) {
      case Got.Piece got -> got.claim();
      case Got.Refusal no -> throw new AssertionError("refused: " + no.code());
    };
  }

  /**
   * @return the code of the refusal, or empty
   */
  Optional<String> cancel(MemberId member, Held claim) {
    return switch (call("DELETE", "/claims/" + claim.id()).as(member).send()) {
      case RouteAnswer.Problem(var fault) -> Optional.of(fault.code());
      case RouteAnswer.Json done -> Optional.empty();
    };
  }

  void remind(MemberId member, boolean start, boolean payment) {
    call("POST", "/activities/" + activity + "/reminder")
        .as(member)
        .json(Shop.json("start", start, "payment", payment))
        .ok();
  }

  CheckoutRequest basket(Shopper shopper, Held claim) {
    return shopper.wants(sku, claim.quantity(), new CheckoutRequest.Claim("seckill", claim.id()));
  }

  OrderId order(Shopper shopper, Held claim) {
    return Shopper.placed(shopper.order(basket(shopper, claim)));
  }

  void stop() {
    shop.run(() -> shop.mall().activities().end(activity));
  }

  boolean isOver() {
    return shop.call(
        () ->
            shop.mall().activities().find(activity).orElseThrow().status()
                == Activity.Status.ENDED);
  }

  /** The sale's gate in Redis, as the plugin has it. */
  void gate(BiConsumer<Gates, String> deed) {
    shop.run(() -> deed.accept(gates(), gateKey()));
  }

  private Gates gates() {
    return new RedisGates(shop.mall().redis(), "seckill");
  }

  /** Pieces that Redis would still hand out. */
  OptionalLong gate() {
    return shop.call(() -> gates().left(gateKey()));
  }

  private String gateKey() {
    return "sale/" + activity + "/" + sku;
  }

  /** The row that decides. */
  record Row(int allocated, int left, long epoch, boolean closed) {}

  Row row() {
    return query(
            "select allocated, left_count, epoch, closed from p_seckill.sale_stock where tenant_id=? and"
                + " activity_id=? and sku_id=?",
            r -> new Row(r.getInt(1), r.getInt(2), r.getLong(3), r.getBoolean(4)),
            shop.id().value(),
            activity.value(),
            sku.value())
        .getFirst();
  }

  /** Pieces in claims of a state. */
  int pieces(String... states) {
    var sum = 0;
    for (var state : states) {
      sum +=
          query(
                  "select coalesce(sum(quantity),0) from p_seckill.claim where tenant_id=? and"
                      + " activity_id=? and sku_id=? and state='"
                      + state
                      + "'",
                  r -> r.getInt(1),
                  shop.id().value(),
                  activity.value(),
                  sku.value())
              .getFirst();
    }
    return sum;
  }

  /** Most pieces that one member has. */
  int mostOfOneMember() {
    return query(
            "select coalesce(max(q),0) from (select sum(quantity) q from p_seckill.claim where"
                + " tenant_id=? and activity_id=? and sku_id=? and state<>'RELEASED' group by"
                + " member_id) m",
            r -> r.getInt(1),
            shop.id().value(),
            activity.value(),
            sku.value())
        .getFirst();
  }

  void change(String sql) {
    try (var c = stack.mariadb().connect("p_seckill");
        var s = c.createStatement()) {
      s.execute(
          sql.replace(
              "HERE",
              "tenant_id=" + shop.id() + " and activity_id=" + activity + " and sku_id=" + sku));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The books of sale, claims and shelf agree, to the piece. */
  void booksAgree() {
    var row = row();
    var held = pieces("HELD", "USED");
    var sold = pieces("SOLD");
    var allocation =
        query(
                "select quantity from wanpu.stock_allocation where tenant_id=? and activity_id=? and"
                    + " sku_id=?",
                r -> r.getInt(1),
                shop.id().value(),
                activity.value(),
                sku.value())
            .getFirst();
    if (row.closed()) {
      assertThat(allocation).as("allocation is what open claims hold").isEqualTo(held);
    } else {
      assertThat(row.left() + held + sold).as("left + held + sold").isEqualTo(allocated);
      assertThat(allocation).as("allocation").isEqualTo(allocated - sold);
    }
    var moved =
        query(
                "select coalesce(sum(on_hand),0), coalesce(sum(reserved),0), coalesce(sum(sold),0)"
                    + " from wanpu.stock_movement where tenant_id=? and sku_id=?",
                r -> List.of(r.getLong(1), r.getLong(2), r.getLong(3)),
                shop.id().value(),
                sku.value())
            .getFirst();
    var level = shop.stockOf(sku);
    assertThat(List.of(level.onHand(), level.reserved(), level.sold()))
        .as("stock is the sum of its movements")
        .isEqualTo(moved);
    assertThat(level.sold()).as("sold").isGreaterThanOrEqualTo(sold);
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
    try (var c = stack.mariadb().connect("p_seckill");
        var s = c.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        s.setObject(i + 1, values[i]);
      }
      var rows = new ArrayList<T>();
      try (var r = s.executeQuery()) {
        while (r.next()) {
          rows.add(reader.read(r));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Messages of a template that were written in the shop. */
  int messages(String template) {
    return query(
            "select count(*) from wanpu.outgoing_message where tenant_id=? and template=?",
            r -> r.getInt(1),
            shop.id().value(),
            "seckill/" + template)
        .getFirst();
  }
}
