package io.wanpu.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.wanpu.server.Shopfront.enterAddress;
import static io.wanpu.server.Shopfront.on;
import static io.wanpu.server.Shopfront.open;
import static io.wanpu.server.Shopfront.press;
import static io.wanpu.server.Shopfront.readable;
import static io.wanpu.server.Shopfront.reloaded;
import static io.wanpu.server.Shopfront.settled;
import static io.wanpu.server.Shopfront.shop;
import static io.wanpu.server.Shopfront.shows;
import static io.wanpu.server.Shopfront.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.wanpu.api.id.ActivityId;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shoppers do in the demo's shops: with keys alone, in both languages, in a flash sale. */
@MallTest
class ShopFlowsIT {
  @BeforeAll
  static void start() {
    RunningMall.node();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void keys_are_enough_to_buy_and_every_page_on_the_way_survives_a_refresh(String code) {
    try (var front = new Shopfront(1280)) {
      var page = front.page();
      open(page, shop(code));
      press(page, "shop-card [tabindex='0'], shop-card[tabindex='0']");
      shows(page, "pages/product/product");
      reloaded(page);
      press(page, "wx-button:has-text('立即购买')");
      assertThat(on(page, "shop-sku [role=dialog]")).isVisible();
      var specs = on(page, "shop-sku [role=radiogroup]").count();
      for (var i = 0; i < specs; i++) {
        press(
            page,
            "shop-sku [role=radiogroup] >> nth="
                + i
                + " >> [role=radio]:not([aria-disabled=true])");
      }
      press(page, "shop-sku wx-button:has-text('立即购买')");
      shows(page, "pages/checkout/checkout");
      reloaded(page);
      press(page, ".where");
      shows(page, "pages/address/address");
      Shopfront.ADDRESS.forEach(
          (field, words) -> type(page, "input[aria-label='" + field + "']", words));
      press(page, "wx-picker[aria-label^='所在地区']");
      for (var name : Shopfront.REGION) {
        walkTo(page, page.locator(".mp-sheet button:text-is('" + name + "')"));
        page.keyboard().press("Enter");
      }
      press(page, "wx-button:has-text('保存')");
      page.waitForURL(Pattern.compile(".*/pages/checkout/checkout(\\?.*)?"));
      assertThat(on(page, ".where")).containsText("李小茶");
      press(page, "wx-button:has-text('提交订单')");
      shows(page, "pages/cashier/cashier");
      reloaded(page);
      press(page, "wx-button:has-text('支付')");
      walkTo(page, page.locator(".mp-modal .mp-confirm"));
      page.keyboard().press("Enter");
      shows(page, "pages/pay-result/pay-result");
      assertThat(on(page, "[role=heading]")).containsText("成功");
      reloaded(page);
      press(page, "wx-button:has-text('订单')");
      shows(page, "pages/order/order");
      reloaded(page);
      assertThat(on(page, "wx-page")).containsText("李小茶");
      page.goBack();
      assertThat(page.locator(".mp-frame:not([data-shown='pages/order/order'])")).isVisible();
      settled(page);
    }
  }

  /** Within a dialog. */
  private static void walkTo(Page page, Locator node) {
    node.waitFor();
    for (var i = 0; i < 40 && !focused(node); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(node).isFocused();
  }

  private static boolean focused(Locator node) {
    return (Boolean) node.evaluate("node => node === document.activeElement");
  }

  @ParameterizedTest
  @CsvSource({"tea-house,龙井,西湖龙井", "linen,亚麻 裙,裙"})
  void words_in_chinese_are_found_and_kept(String code, String words, String found) {
    try (var front = new Shopfront(390)) {
      var page = front.page();
      open(page, shop(code) + "pages/search/search");
      on(page, "input").first().fill(words);
      on(page, "input").first().press("Enter");
      assertThat(on(page, ".found shop-card").first()).containsText(found);
      readable(page, "what was found");
      on(page, "shop-card").first().click();
      shows(page, "pages/product/product");
      page.goBack();
      assertThat(on(page, ".found shop-card").first()).containsText(found);

      on(page, "input").first().fill("量子纠缠火箭");
      on(page, "input").first().press("Enter");
      assertThat(on(page, "shop-empty")).isVisible();
      readable(page, "nothing found");
      open(page, shop(code) + "pages/search/search");
      assertThat(on(page, ".chips").first()).containsText("火箭");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void the_language_is_switched_and_stays(String code) {
    try (var front = new Shopfront(390)) {
      var page = front.page();
      open(page, shop(code) + "pages/member/member");
      assertThat(page.locator(".mp-tabs")).containsText("首页");
      on(page, "wx-button.lang, .lang").first().click();
      assertThat(page.locator(".mp-tabs")).containsText("Home");
      readable(page, "member in English");
      open(page, shop(code) + "pages/cart/cart");
      assertThat(page.locator(".mp-tabs")).containsText("Cart");
      page.reload();
      settled(page);
      assertThat(page.locator(".mp-tabs")).containsText("Cart");
      readable(page, "cart in English");
    }
  }

  @Test
  void back_leads_from_every_page_to_the_one_before() {
    var code = "linen";
    try (var front = new Shopfront(390)) {
      var page = front.page();
      open(page, shop(code));
      String before = null;
      for (var path : Shopfront.PAGES) {
        open(page, shop(code) + path);
        var shown = page.locator(".mp-frame").getAttribute("data-shown");
        if (before != null) {
          page.goBack();
          settled(page);
          assertThat(page.locator(".mp-frame").getAttribute("data-shown"))
              .as("back from " + path)
              .isEqualTo(before);
          page.goForward();
          settled(page);
        }
        assertThat(page.locator(".mp-frame[data-shown='" + shown + "']")).isVisible();
        before = shown;
      }
    }
  }

  @Test
  void whoever_waits_for_a_flash_sale_buys_when_it_begins(Mall mall) {
    var code = "tea-house";
    var sale = upcoming(mall, code);
    try (var front = new Shopfront(390)) {
      var page = front.page();
      open(page, shop(code) + "packages/seckill/detail/detail?id=" + sale);
      assertThat(on(page, ".ribbon-PREHEAT, .ribbon").first()).isVisible();
      assertThat(on(page, "wx-button:has-text('提醒')")).isVisible();
      readable(page, "a sale that is to come");
      // nobody touches the page: its clock runs out and the sale is on
      assertThat(on(page, "wx-button:has-text('立即抢购')").first()).isVisible();
      readable(page, "a sale that runs");
      on(page, ".bar .act:not(.act-quiet)").click();
      shows(page, "pages/checkout/checkout");
      assertThat(on(page, "wx-page")).containsText("1.00");
      on(page, ".where").click();
      shows(page, "pages/address/address");
      enterAddress(page);
      on(page, "wx-button:has-text('保存')").click();
      page.waitForURL(Pattern.compile(".*/pages/checkout/checkout(\\?.*)?"));
      assertThat(on(page, ".where")).containsText("李小茶");
      on(page, "wx-button:has-text('提交订单')").click();
      shows(page, "pages/cashier/cashier");
      on(page, "wx-button:has-text('支付')").last().click();
      page.locator(".mp-modal .mp-confirm").click();
      shows(page, "pages/pay-result/pay-result");
      assertThat(on(page, "[role=heading]")).containsText("成功");
      open(page, shop(code) + "packages/seckill/list/list");
      readable(page, "list of sales");
      open(page, shop(code) + "packages/seckill/claims/claims");
      readable(page, "claims");
    } finally {
      inShop(mall, code, () -> mall.activities().end(sale));
    }
  }

  /** A sale that begins in a few seconds. */
  private static ActivityId upcoming(Mall mall, String code) {
    TestMall.await(
        "the flash sale plugin is loaded",
        Duration.ofSeconds(20),
        () -> mall.plugins().loaded("seckill").isPresent());
    return inShop(
        mall,
        code,
        () -> {
          var product =
              mall.products().list(Products.Filter.all(), Optional.empty(), 500).items().stream()
                  .filter(row -> row.title().equals("黄山毛峰"))
                  .findFirst()
                  .flatMap(row -> mall.products().find(row.id()))
                  .orElseThrow();
          var starts = Instant.now().plusSeconds(12);
          var config =
              Shop.json(
                  "startsAt",
                  starts.toString(),
                  "endsAt",
                  starts.plusSeconds(600).toString(),
                  "items",
                  List.of(
                      Map.of(
                          "sku",
                          product.skus().getFirst().id().toString(),
                          "price",
                          100,
                          "stock",
                          5)),
                  "perMember",
                  1,
                  "claimMinutes",
                  5);
          var draft =
              mall.activities()
                  .create("seckill", "sale", "等候测试", starts, starts.plusSeconds(600), config);
          return mall.activities().publish(draft.id(), draft.version()).id();
        });
  }

  private static <T> T inShop(Mall mall, String code, Supplier<T> work) {
    return CurrentTenant.call(mall.tenants().byCode(code).orElseThrow().id(), work::get);
  }
}
