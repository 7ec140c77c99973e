package io.wanpu.kernel.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The directory of shops and what a shop decides for itself. */
@MallTest
class ShopsTest {
  @Test
  void a_shop_is_found_by_its_code_and_by_its_id(Mall mall, Shop shop) {
    var found = mall.tenants().byCode(shop.code()).orElseThrow();
    assertThat(found.id()).isEqualTo(shop.id());
    assertThat(mall.tenants().byId(shop.id())).contains(found);
    assertThat(shop.call(() -> mall.tenants().current())).isEqualTo(found);
    assertThat(mall.tenants().byCode("nobody-has-this")).isEmpty();
    assertThat(mall.tenants().byCode(shop.code().toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(mall.tenants().byCode("x".repeat(5_000))).isEmpty();
    assertThat(mall.tenants().byId(new TenantId(1))).isEmpty();
  }

  @Test
  void of_many_who_want_one_code_one_gets_it(Mall mall, Shop shop) {
    var code = shop.code() + "x";
    var outcomes =
        Shoppers.concurrently(
            8, i -> mall.tenants().open(Actor.system(), NewTenant.chinese(code, "茶铺")));
    assertThat(outcomes).filteredOn(Tenants.Opening.Opened.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Tenants.Opening.CodeTaken.class::isInstance).hasSize(7);
  }

  @Test
  void a_shop_that_does_not_make_sense_is_not_opened(Mall mall) {
    for (var wanted :
        new NewTenant[] {
          new NewTenant("", "a", "Asia/Shanghai", "CNY", "zh-CN"),
          new NewTenant("../etc", "a", "Asia/Shanghai", "CNY", "zh-CN"),
          new NewTenant("UPPER", "a", "Asia/Shanghai", "CNY", "zh-CN"),
          new NewTenant("good-code", " ", "Asia/Shanghai", "CNY", "zh-CN"),
          new NewTenant("good-code", "a", "Mars/Olympus", "CNY", "zh-CN"),
          new NewTenant("good-code", "a", "Asia/Shanghai", "XXXX", "zh-CN"),
          new NewTenant("good-code", "a", "Asia/Shanghai", "CNY", "tlh")
        }) {
      assertThatThrownBy(() -> mall.tenants().open(Actor.system(), wanted))
          .as(wanted.toString())
          .isInstanceOf(MallException.class)
          .hasMessage("request.invalid");
    }
  }

  @Test
  void a_suspended_shop_says_so_at_once_and_a_closed_one_stays_closed(Mall mall, Shop shop) {
    mall.tenants().changeStatus(Actor.system(), shop.id(), Tenant.Status.SUSPENDED);
    assertThat(mall.tenants().byCode(shop.code()).orElseThrow().status())
        .isEqualTo(Tenant.Status.SUSPENDED);
    mall.tenants().changeStatus(Actor.system(), shop.id(), Tenant.Status.CLOSED);
    assertThatThrownBy(
            () -> mall.tenants().changeStatus(Actor.system(), shop.id(), Tenant.Status.ACTIVE))
        .hasMessage("tenant.closed");
  }

  @Test
  void settings_are_saved_once_for_each_version_and_noted(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var shops = mall.shops();
          var edit = shops.edit();
          assertThat(edit.value()).isEqualTo(ShopSettings.DEFAULT);
          var wanted =
              new ShopSettings(
                  600,
                  new ShopSettings.Freight(800, Optional.of(9_900L)),
                  new ShopSettings.Contact(" 400-800 ", "杭州", "9–18"),
                  "开业大吉");
          shops.save(Actor.system(), wanted, edit.version());
          assertThat(shops.current().freight()).isEqualTo(wanted.freight());
          assertThat(shops.current().contact().phone()).isEqualTo("400-800");
          assertThatThrownBy(() -> shops.save(Actor.system(), wanted, edit.version()))
              .hasMessage("settings.changed_meanwhile");
          assertThatThrownBy(
                  () ->
                      shops.save(
                          Actor.system(),
                          new ShopSettings(
                              9,
                              new ShopSettings.Freight(-1, Optional.of(-1L)),
                              wanted.contact(),
                              ""),
                          1))
              .hasMessage("request.invalid");
          var log =
              mall.audit()
                  .list(Optional.of("settings:shop"), Optional.empty(), Optional.empty(), 10);
          assertThat(log.items()).hasSize(1);
          assertThat(log.items().getFirst().after().orElseThrow()).contains("开业大吉");
        });
  }

  @Test
  void a_secret_lies_encrypted_and_opens_in_its_own_shop_only(Mall mall, Shop shop, Shop other) {
    shop.run(
        () -> {
          var stored = mall.settings().find("kernel-wechat").orElseThrow().json();
          var app = mall.shops().wechat().orElseThrow();
          assertThat(stored).contains(app.appId()).doesNotContain(app.secret());
          other.run(
              () ->
                  mall.tenantDb()
                      .transaction(
                          tx ->
                              mall.settings()
                                  .save(
                                      tx,
                                      "kernel-wechat",
                                      stored,
                                      mall.settings()
                                          .find("kernel-wechat")
                                          .orElseThrow()
                                          .version())));
        });
    other.run(
        () ->
            assertThatThrownBy(() -> mall.shops().wechat())
                .isInstanceOf(IllegalStateException.class));
  }
}
