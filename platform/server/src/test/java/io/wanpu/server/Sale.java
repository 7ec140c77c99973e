package io.wanpu.server;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A flash sale of one SKU that runs now, for an hour.
 *
 * @param perMember pieces that a member may have
 */
public record Sale(Shop shop, SkuId sku, ActivityId activity, int pieces, int perMember) {
  /** Switches the plugin on in the shop and publishes a sale. */
  public static Sale open(Mall mall, Shop shop, int pieces, String price, int perMember) {
    TestMall.await(
        "the flash sale plugin is loaded",
        Duration.ofSeconds(20),
        () -> mall.plugins().loaded("seckill").isPresent());
    var sku = shop.sku(pieces, "99.00");
    var starts = Instant.now().minusSeconds(5);
    var config =
        Shop.json(
            "startsAt", starts.toString(),
            "endsAt", starts.plusSeconds(3_600).toString(),
            "items",
                List.of(Map.of("sku", sku.toString(), "price", Shop.fen(price), "stock", pieces)),
            "perMember", perMember,
            "claimMinutes", 5);
    var activity =
        shop.call(
            () -> {
              mall.plugins().shops().enable(Actor.system(), "seckill");
              var draft =
                  mall.activities()
                      .create("seckill", "sale", "测试秒杀", starts, starts.plusSeconds(3_600), config);
              return mall.activities().publish(draft.id(), draft.version()).id();
            });
    return new Sale(shop, sku, activity, pieces, perMember);
  }

  /** Path of an address of the shop. */
  public String path(String rest) {
    return "/api/v1/shops/" + shop.code() + rest;
  }

  /** Tries to claim a piece. */
  public Http.Answer claim(Http member) {
    return claim(member, UUID.randomUUID().toString());
  }

  /** The same with a key of the test's choice. */
  public Http.Answer claim(Http member, String key) {
    return member
        .with("Idempotency-Key", key)
        .send(
            "POST",
            path("/x/seckill/activities/" + activity + "/claims"),
            Shop.json("sku", sku.toString(), "quantity", 1));
  }

  /** Orders what a claim holds. @param address one of the member's */
  public Http.Answer order(Http member, String claim, String address, String token) {
    var preview = preview(member, claim);
    return preview.status() == 200 ? submit(member, preview, claim, address, token) : preview;
  }

  /** What the claimed piece will cost. */
  public Http.Answer preview(Http member, String claim) {
    return member.post(path("/checkout/preview"), Shop.json("items", items(claim)));
  }

  /** Orders what a preview has shown. */
  public Http.Answer submit(
      Http member, Http.Answer preview, String claim, String address, String token) {
    return member.post(
        path("/orders"),
        Shop.json(
            "token",
            token,
            "fingerprint",
            preview.json().path("fingerprint").asText(),
            "items",
            items(claim),
            "address",
            address));
  }

  private List<Map<String, Object>> items(String claim) {
    return List.of(
        Map.of(
            "sku",
            sku.toString(),
            "quantity",
            1,
            "claim",
            Map.of("plugin", "seckill", "id", claim)));
  }

  /** A member's voice. */
  public Http voice(java.net.URI base, MemberId member) {
    return Http.visitor(base).as(shop.token(member));
  }
}
