package io.wanpu.server;

import static io.wanpu.server.Shopfront.choose;
import static io.wanpu.server.Shopfront.enterAddress;
import static io.wanpu.server.Shopfront.on;
import static io.wanpu.server.Shopfront.open;
import static io.wanpu.server.Shopfront.settled;
import static io.wanpu.server.Shopfront.shop;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.design.Look;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pictures of every page of the storefront in every theme, in {@code target/screens}, for people to
 * look at: {@code ./mall test --screens}.
 */
@MallTest
@EnabledIfSystemProperty(named = "wanpu.screens", matches = "true")
class ShopScreensIT {
  private static final Path FOLDER = Path.of("target/screens");

  @BeforeAll
  static void start() throws IOException {
    RunningMall.node();
    Files.createDirectories(FOLDER);
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @ParameterizedTest
  @CsvSource({"tea-house,plain", "tea-house,market", "tea-house,atelier", "linen,atelier"})
  void every_page_in_a_theme(String code, String theme, Mall mall) {
    var tenant = mall.tenants().byCode(code).orElseThrow();
    var looks = Storefronts.asChosen(mall).looks();
    var before = CurrentTenant.call(tenant.id(), looks::edit);
    CurrentTenant.run(
        tenant.id(), () -> looks.choose(Actor.system(), new Look(theme, ""), before.version()));
    try (var front = new Shopfront(390)) {
      var page = front.page();
      var prefix = "shop-" + code + "-" + theme + "-";
      page.waitForTimeout(1_500); // settings may be a second old
      open(page, shop(code));
      for (var path : Shopfront.PAGES) {
        open(page, shop(code) + path);
        picture(page, prefix + (path.isEmpty() ? "home" : path.replaceFirst(".*/", "")));
      }
      bought(page, code, prefix);
      open(page, page.url().replace("orders/orders", "articles/articles"));
      on(page, ".article").first().click();
      page.waitForURL(Pattern.compile(".*/article/article.*"));
      settled(page);
      picture(page, prefix + "article");
      try (var decorated = new DecoratedPage(mall, code)) {
        page.waitForTimeout(1_500); // other nodes see it within a second
        open(page, shop(code) + decorated.path());
        picture(page, prefix + "decorated");
        on(page, "block-core-spacer").scrollIntoViewIfNeeded();
        picture(page, prefix + "decorated-below");
      }
      open(page, shop(code) + "pages/search/search?q=" + (code.equals("linen") ? "亚麻" : "茶"));
      picture(page, prefix + "found");
      if (code.equals("tea-house")) {
        open(page, shop(code) + "packages/seckill/list/list");
        picture(page, prefix + "seckill-list");
        on(page, ".item").first().click();
        page.waitForURL(Pattern.compile(".*/detail/detail.*"));
        settled(page);
        picture(page, prefix + "seckill-detail");
      }
    } finally {
      CurrentTenant.run(
          tenant.id(), () -> looks.choose(Actor.system(), before.look(), looks.edit().version()));
    }
    assertThat(FOLDER.resolve("shop-" + code + "-" + theme + "-home.png")).exists();
  }

  private static void bought(Page page, String code, String prefix) {
    open(page, shop(code));
    on(page, "shop-card").first().click();
    page.waitForURL(Pattern.compile(".*/product/product.*"));
    settled(page);
    picture(page, prefix + "product");
    on(page, "wx-button:has-text('立即购买')").first().click();
    choose(page);
    page.waitForTimeout(400);
    picture(page, prefix + "sku");
    on(page, "shop-sku wx-button:has-text('立即购买')").click();
    page.waitForURL(Pattern.compile(".*/checkout/checkout.*"));
    settled(page);
    on(page, ".where").click();
    page.waitForURL(Pattern.compile(".*/address/address.*"));
    settled(page);
    picture(page, prefix + "address");
    enterAddress(page);
    on(page, "wx-button:has-text('保存')").click();
    page.waitForURL(Pattern.compile(".*/checkout/checkout.*"));
    settled(page);
    picture(page, prefix + "checkout");
    on(page, "wx-button:has-text('提交订单')").click();
    page.waitForURL(Pattern.compile(".*/cashier/cashier.*"));
    settled(page);
    picture(page, prefix + "cashier");
    on(page, "wx-button:has-text('支付')").last().click();
    page.locator(".mp-modal .mp-confirm").click();
    page.waitForURL(Pattern.compile(".*/pay-result/pay-result.*"));
    settled(page);
    on(page, "[role=heading]:has-text('成功')").waitFor();
    picture(page, prefix + "pay-result");
    on(page, "wx-button:has-text('订单')").first().click();
    page.waitForURL(Pattern.compile(".*/order/order.*"));
    settled(page);
    picture(page, prefix + "order");
    open(page, page.url().replace("order/order", "after-sale/after-sale"));
    picture(page, prefix + "after-sale");
    open(page, shop(code) + "pages/orders/orders");
    picture(page, prefix + "orders-one");
  }

  /** What is on its way is waited for: a page that was come to by a tap has only begun. */
  private static void picture(Page page, String name) {
    page.waitForFunction(
        """
        () => {
          const shown = document.querySelector('.mp-page:not([hidden])');
          const view = shown.getBoundingClientRect();
          const near = each => { const box = each.getBoundingClientRect(); return box.width > 0 && box.top < view.bottom && box.bottom > view.top && box.left < view.right && box.right > view.left; };
          return !shown.querySelector('[aria-busy=true]') && [...shown.querySelectorAll('img')].filter(near).every(each => each.complete && each.naturalWidth > 0);
        }
        """);
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
