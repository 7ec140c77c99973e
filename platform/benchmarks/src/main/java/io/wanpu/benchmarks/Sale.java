package io.wanpu.benchmarks;

import io.wanpu.benchmarks.bare.Pool;
import io.wanpu.benchmarks.load.Requests;
import java.time.Duration;
import java.util.List;

/** A flash sale of one SKU, limit one a member, that runs now. */
record Sale(Arena arena, long activity, long sku) {

  /** Publishes one, and lays out the same stock for the bare counterparts. */
  static Sale of(Arena arena, int pieces) {
    arena.server(); // it brings the plugin
    var mall = arena.mall();
    var shop = arena.shop();
    var sku = shop.sku(pieces, "19.90");
    var now = mall.clock().instant();
    var from = now.minusSeconds(1);
    var to = now.plus(Duration.ofHours(6));
    var config =
        "{\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"items\":[{\"sku\":\"%s\",\"price\":990,\"stock\":%d}],\"perMember\":1,\"claimMinutes\":1440}"
            .formatted(from, to, sku, pieces);
    var activity =
        shop.call(
            () -> {
              var draft = mall.activities().create("seckill", "sale", "bench", from, to, config);
              mall.activities().publish(draft.id(), draft.version());
              return draft.id().value();
            });
    arena.execute(
        "insert into %s.sale_stock select * from p_seckill.sale_stock where activity_id = %d"
            .formatted(Pool.SCHEMA, activity));
    return new Sale(arena, activity, sku.value());
  }

  /** A claim of one piece on the plugin's route, by each of them. */
  List<byte[]> claims(List<Customer> customers) {
    return claims("seckill", customers);
  }

  /** The same on the route of that plugin. */
  List<byte[]> claims(String plugin, List<Customer> customers) {
    var path = arena.api("x/" + plugin + "/activities/" + activity + "/claims");
    var body = "{\"sku\":\"" + sku + "\",\"quantity\":1}";
    return customers.stream()
        .map(each -> Requests.post(path, each.bearer() + key(each), body))
        .toList();
  }

  /** The same on one of the bare servlets. */
  List<byte[]> bareClaims(String servlet, List<Customer> customers) {
    var path =
        "/bench/%s?tenant=%d&activity=%d&sku=%d&member="
            .formatted(servlet, arena.shop().id().value(), activity, sku);
    return customers.stream().map(each -> Requests.post(path + each.id(), key(each), "")).toList();
  }

  private static String key(Customer customer) {
    return "Idempotency-Key: claim-" + customer.id() + "\r\n";
  }
}
