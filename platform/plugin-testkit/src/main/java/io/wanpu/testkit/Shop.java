package io.wanpu.testkit;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.inventory.StockLevel;
import io.wanpu.kernel.member.Identity;
import io.wanpu.kernel.member.wechat.WechatLogin;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.NewTenant;
import io.wanpu.kernel.tenant.ShopSettings;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.runtime.Mall;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A shop of a test's own, spoken of in the words of the business. */
public final class Shop {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Mall mall;
  private final Tenant tenant;

  private Shop(Mall mall, Tenant tenant) {
    this.mall = mall;
    this.tenant = tenant;
  }

  /** Opens a shop. */
  public static Shop open(Mall mall) {
    var code = "t" + random();
    return switch (mall.tenants().open(Actor.system(), NewTenant.chinese(code, "测试店 " + code))) {
      case Tenants.Opening.Opened opened -> {
        var shop = new Shop(mall, opened.shop());
        shop.run(
            () ->
                mall.shops().connect(Actor.system(), new WechatApp("wx" + code, "secret-" + code)));
        yield shop;
      }
      case Tenants.Opening.CodeTaken taken ->
          throw new AssertionError("code taken: " + taken.code());
    };
  }

  /** A shop that is open already, e.g. because somebody has registered it. */
  public static Shop of(Mall mall, String code) {
    return new Shop(mall, mall.tenants().byCode(code).orElseThrow());
  }

  /** The same shop, seen from another node. */
  public Shop on(Mall node) {
    return new Shop(node, tenant);
  }

  static String random() {
    var bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The same shop as another node of the mall has it. */
  public Shop at(Mall node) {
    return new Shop(node, tenant);
  }

  public TenantId id() {
    return tenant.id();
  }

  /** Name of the shop in addresses. */
  public String code() {
    return tenant.code();
  }

  public Mall mall() {
    return mall;
  }

  /** Runs with the shop bound. */
  public void run(Runnable work) {
    CurrentTenant.run(tenant.id(), work);
  }

  /** Calls with the shop bound. */
  public <T> T call(Supplier<T> work) {
    return CurrentTenant.call(tenant.id(), work::get);
  }

  /** A plain product on the shelf with so many pieces. @param price e.g. {@code "9.90"} */
  public SkuId sku(long pieces, String price) {
    return call(
        () -> {
          var draft = ProductDraft.plain("测试商品 " + random(), fen(price));
          if (mall.products().create(Actor.system(), draft)
              instanceof Products.Outcome.Changed made) {
            var sku = made.product().skus().getFirst().id();
            stock(sku, pieces);
            return sku;
          }
          throw new AssertionError("the product was not made");
        });
  }

  /** Counts the pieces on hand. */
  public void stock(SkuId sku, long pieces) {
    CurrentTenant.run(
        tenant.id(),
        () ->
            mall.tenantDb()
                .<Object>transaction(
                    tx -> {
                      mall.inventory().count(tx, sku, pieces, "test");
                      return tx;
                    }));
  }

  /** Changes the list price of a plain product. */
  public void reprice(SkuId sku, String price) {
    run(
        () -> {
          var product =
              mall.products()
                  .find(Objects.requireNonNull(mall.skus().facts(List.of(sku)).get(sku)).product())
                  .orElseThrow();
          var draft = ProductDraft.of(product);
          var old = draft.skus().getFirst();
          var dearer =
              new ProductDraft.SkuDraft(
                  old.id(),
                  old.code(),
                  old.values(),
                  fen(price),
                  old.marketPrice(),
                  old.cost(),
                  old.weight(),
                  old.media());
          mall.products()
              .change(
                  Actor.system(),
                  product.id(),
                  product.version(),
                  new ProductDraft(
                      draft.category(),
                      draft.title(),
                      draft.subtitle(),
                      draft.detail(),
                      draft.specs(),
                      draft.media(),
                      draft.status(),
                      draft.shelfAt(),
                      draft.unshelfAt(),
                      List.of(dearer)));
        });
  }

  /** Stock of a SKU. */
  public StockLevel stockOf(SkuId sku) {
    return call(() -> mall.inventory().levels(List.of(sku)).get(sku));
  }

  /** A new member. */
  public MemberId member() {
    return call(
        () ->
            mall.members()
                .recognise(List.of(new Identity(WechatLogin.MINI, "o-" + random())))
                .id());
  }

  /** A signed-in member's bearer token. */
  public String token(MemberId member) {
    return call(() -> mall.memberTokens().issue(member).token());
  }

  /** Unpaid orders are closed after so many seconds, at least 10. */
  public void orderTimeout(int seconds) {
    run(
        () -> {
          var edit = mall.shops().edit();
          mall.shops()
              .save(
                  Actor.system(),
                  new ShopSettings(
                      seconds,
                      edit.value().freight(),
                      edit.value().contact(),
                      edit.value().notice()),
                  edit.version());
        });
  }

  /** {@code "9.90"} in fen. */
  public static long fen(String amount) {
    return new BigDecimal(amount).movePointRight(2).longValueExact();
  }

  /** JSON of values, in the order given. */
  public static String json(Object... keysAndValues) {
    var map = new java.util.LinkedHashMap<String, Object>();
    for (var i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return Json.write((Map<?, ?>) map);
  }
}
