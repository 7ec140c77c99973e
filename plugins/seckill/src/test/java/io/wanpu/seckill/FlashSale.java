package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.launcher.Stack;
import io.wanpu.seckill.shop.ClaimView;
import io.wanpu.seckill.shop.SeckillRoutes.Wanted;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shopper;
import io.wanpu.testkit.TestMall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** A flash sale of a test's own, spoken of in the words of the business. */
final class FlashSale {
  private static Hosted first;
  private static Hosted second;

  private final Shop shop;
  private final Hosted host;
  private final Stack stack;
  private final ActivityId activity;
  private final SkuId sku;
  private final int allocated;

  private FlashSale(Shop shop, Hosted host, ActivityId activity, SkuId sku, int allocated) {
    this.shop = shop;
    this.host = host;
    this.stack = host.stack();
    this.activity = activity;
    this.sku = sku;
    this.allocated = allocated;
  }

  /** What a member got. */
  sealed interface Got {
    record Piece(ClaimView claim) implements Got {}

    record Refusal(String code) implements Got {}
  }

  static synchronized Hosted host() {
    try {
      if (first == null) {
        first = new Hosted(TestMall.get().mall(), TestMall.get().stack());
      }
      return first;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The plugin on a second node. */
  static synchronized Hosted secondNode() {
    try {
      host();
      if (second == null) {
        var mall = TestMall.get().another("test-2", TestMall.get().clock());
        Runtime.getRuntime().addShutdownHook(new Thread(mall::close));
        second = new Hosted(mall, TestMall.get().stack());
      }
      return second;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Runs now for an hour, at 9.90; the shelf keeps ten more pieces at 20.00. */
  static FlashSale of(Shop shop, int pieces, int perMember) {
    var now = shop.mall().clock().instant();
    return of(shop, pieces, perMember, now.minusSeconds(1), now.plus(Duration.ofHours(1)));
  }

  static FlashSale of(Shop shop, int pieces, int perMember, Instant from, Instant to) {
    return published(shop, shop.sku(pieces + 10L, "20.00"), pieces, perMember, from, to);
  }

  /** The same on a host of the test's own. */
  static FlashSale of(Hosted host, Shop shop, int pieces, int perMember) {
    var now = shop.mall().clock().instant();
    return published(
        host,
        shop,
        shop.sku(pieces + 10L, "20.00"),
        pieces,
        perMember,
        now.minusSeconds(1),
        now.plus(Duration.ofHours(1)));
  }

  static FlashSale published(
      Shop shop, SkuId sku, int pieces, int perMember, Instant from, Instant to) {
    return published(host(), shop, sku, pieces, perMember, from, to);
  }

  private static FlashSale published(
      Hosted host, Shop shop, SkuId sku, int pieces, int perMember, Instant from, Instant to) {
    return shop.call(
        () -> {
          var config =
              new SeckillActivity(
                  from, to, List.of(new SeckillActivity.Item(sku, 990, pieces)), perMember, 10);
          var draft = host.activities().create("周年庆", config);
          host.activities().publish(draft.id(), draft.version());
          return new FlashSale(shop, host, draft.id(), sku, pieces);
        });
  }

  FlashSale onNode(Hosted other) {
    return new FlashSale(shop, other, activity, sku, allocated);
  }

  ActivityId activity() {
    return activity;
  }

  SkuId sku() {
    return sku;
  }

  Hosted hosted() {
    return host;
  }

  Got claim(MemberId member, int quantity, String key) {
    return shop.call(
        () -> {
          try {
            return new Got.Piece(
                host.routes.call(
                    "POST activities/{id}/claims",
                    activity.toString(),
                    member,
                    key,
                    new Wanted(sku, quantity)));
          } catch (MallException e) {
            return new Got.Refusal(e.code());
          }
        });
  }

  Got claim(MemberId member) {
    return claim(member, 1, UUID.randomUUID().toString());
  }

  ClaimView piece(MemberId member) {
    return switch (claim(member)) {
      case Got.Piece got -> got.claim();
      case Got.Refusal no -> throw new AssertionError("refused: " + no.code());
    };
  }

  void cancel(MemberId member, ClaimView claim) {
    shop.run(() -> host.routes.call("DELETE claims/{id}", claim.id().toString(), member, "", null));
  }

  CheckoutRequest basket(Shopper shopper, ClaimView claim) {
    return shopper.wants(sku, claim.quantity(), new CheckoutRequest.Claim("seckill", claim.id()));
  }

  OrderId order(Shopper shopper, ClaimView claim) {
    return Shopper.placed(shopper.order(basket(shopper, claim)));
  }

  void stop() {
    shop.run(() -> host.activities().end(activity));
  }

  Activity<SeckillActivity> current() {
    return shop.call(() -> host.activities().find(activity).orElseThrow());
  }

  /** Pieces that Redis would still hand out. */
  OptionalLong gate() {
    return shop.call(() -> host.gates().left(gateKey()));
  }

  String gateKey() {
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
