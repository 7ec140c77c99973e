package io.wanpu.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.wanpu.server.Shopfront.choose;
import static io.wanpu.server.Shopfront.enterAddress;
import static io.wanpu.server.Shopfront.on;
import static io.wanpu.server.Shopfront.open;
import static io.wanpu.server.Shopfront.readable;
import static io.wanpu.server.Shopfront.reloaded;
import static io.wanpu.server.Shopfront.settled;
import static io.wanpu.server.Shopfront.shop;
import static io.wanpu.server.Shopfront.shows;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's shops in a real browser, as shoppers see them. */
@MallTest
class ShopBrowserIT {
  private @Nullable Shopfront front;

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @AfterEach
  void nothing_went_wrong_in_the_pages() {
    if (front != null) {
      front.close();
    }
  }

  private Page page(int width) {
    var opened = new Shopfront(width);
    front = opened;
    return opened.page();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void a_shopper_finds_chooses_orders_and_pays(String code) {
    var page = page(390);
    open(page, shop(code));
    readable(page, "home");
    on(page, "shop-card").first().click();
    shows(page, "pages/product/product");

    on(page, "wx-button:has-text('加入购物车')").click();
    choose(page);
    on(page, "shop-sku wx-button:has-text('确定')").click();
    assertThat(page.locator(".mp-toast")).isVisible();
    on(page, "[role=link][aria-label^=购物车]").click();
    page.waitForURL(Pattern.compile(".*/pages/cart/cart"));
    assertThat(on(page, "wx-button:has-text('结算')")).isVisible();
    readable(page, "cart");
    on(page, "wx-button:has-text('结算')").click();
    shows(page, "pages/checkout/checkout");

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
    on(page, "wx-button:has-text('订单')").first().click();
    shows(page, "pages/order/order");
    assertThat(on(page, "wx-page")).containsText("李小茶");
    open(page, page.url().replace("order/order", "after-sale/after-sale"));
    assertThat(on(page, ".step")).hasCount(3);
    shows(page, "pages/after-sale/after-sale");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void an_article_can_be_read(String code) {
    var page = page(390);
    open(page, shop(code) + "pages/articles/articles");
    on(page, ".article").first().click();
    shows(page, "pages/article/article");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void a_decorated_page_can_be_read_whatever_is_on_it(String code, Mall mall) {
    try (var decorated = new DecoratedPage(mall, code)) {
      var page = page(390);
      page.waitForTimeout(1_500); // other nodes see it within a second
      open(page, shop(code) + decorated.path());
      assertThat(on(page, "block-core-rich-text")).containsText("不好就退");
      assertThat(on(page, "block-core-product-list shop-card").last()).isAttached();
      var banner = on(page, "block-core-banner wx-image").first();
      assertThat(banner).isVisible();
      assertThat(banner.boundingBox().height).isGreaterThan(100);
      assertThat(on(page, "block-core-image-cube wx-image").first().boundingBox().height)
          .isGreaterThan(100);
      shows(page, "pages/page/page");
      reloaded(page);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void every_page_opens_by_its_address_survives_a_refresh_and_can_be_read(String code) {
    var page = page(390);
    open(page, shop(code));
    for (var path : Shopfront.PAGES) {
      open(page, shop(code) + path);
      var shown = page.locator(".mp-frame").getAttribute("data-shown");
      assertThat(shown).isEqualTo(path.isEmpty() ? "pages/home/home" : path);
      page.reload();
      settled(page);
      assertThat(page.locator(".mp-frame").getAttribute("data-shown")).isEqualTo(shown);
      assertThat(page.title()).isNotBlank();
      readable(page, path);
      var wide =
          (Boolean)
              page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1");
      assertThat(wide).as(path + " is wider than the phone").isFalse();
    }
  }

  @Test
  void the_browsers_back_and_forward_walk_the_pages() {
    var page = page(390);
    open(page, shop("tea-house"));
    on(page, "shop-card").first().click();
    page.waitForURL(Pattern.compile(".*product\\?id=.*"));
    var product = page.url();
    settled(page);
    page.goBack();
    assertThat(page.locator(".mp-frame[data-shown='pages/home/home']")).isVisible();
    page.goForward();
    assertThat(page.locator(".mp-frame[data-shown='pages/product/product']")).isVisible();
    assertThat(page.url()).isEqualTo(product);
    page.reload();
    settled(page);
    page.locator(".mp-back").click();
    assertThat(page.locator(".mp-frame[data-shown='pages/home/home']")).isVisible();
    assertThat(on(page, "shop-card").first()).isVisible();
  }

  @Test
  void a_desktop_shows_a_phone() {
    var page = page(1280);
    open(page, shop("linen"));
    assertThat(page.locator(".mp-frame").boundingBox().width).isBetween(380.0, 440.0);
    readable(page, "home on a desktop");
  }

  @Test
  void what_is_shared_says_what_it_is_before_any_script_runs() {
    var http = Http.visitor(RunningMall.storefront());
    var list = http.get("/api/v1/shops/tea-house/products").json().path("items").get(0);
    var page = http.get("/s/tea-house/pages/product/product?id=" + list.path("id").asText());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("property=\"og:title\" content=\"" + list.path("title").asText())
        .contains("property=\"og:image\" content=\"http");
    assertThat(page.body()).doesNotContain("<script>", "onclick=", "style=");
  }

  @Test
  void addresses_that_nobody_has_are_told_so() {
    var http = Http.visitor(RunningMall.storefront());
    assertThat(http.get("/s/no-such-shop/").status()).isEqualTo(404);
    assertThat(http.get("/s/tea-house/pages/nowhere/nowhere").status()).isEqualTo(404);
    assertThat(http.get("/s/tea-house/_/home.0123456789.js").status()).isEqualTo(404);
    assertThat(http.get("/s/tea-house/_/..%2f..%2fapi").status()).isBetween(400, 404);
    assertThat(http.get("/s/tea-house/pages/product/product?id=%22%3E%3Cscript%3E").body())
        .doesNotContain("\"><script>");
    assertThat(http.get("/s/tea-house/_/manifest.webmanifest").json().path("start_url").asText())
        .isEqualTo("/s/tea-house/");
  }

  @Test
  void a_payment_that_is_none_is_refused() {
    var http = Http.visitor(RunningMall.storefront());
    for (var body : List.of("", "{", "{\"prepayId\":\"../x\"}", "{\"prepayId\":\"nobody\"}")) {
      assertThat(http.post("/s/tea-house/_/pay", body).status()).isEqualTo(409);
    }
    assertThat(http.post("/s/no-such-shop/_/pay", "{}").status()).isEqualTo(404);
  }
}
