package io.wanpu.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A shopper's browser at a shop's H5, and what it complained about. */
final class Shopfront implements AutoCloseable {
  /** Pages that need no choice made before, by their path. */
  static final List<String> PAGES =
      List.of(
          "",
          "pages/category/category",
          "pages/cart/cart",
          "pages/member/member",
          "pages/search/search",
          "pages/orders/orders",
          "pages/addresses/addresses",
          "pages/favourites/favourites",
          "pages/footprints/footprints",
          "pages/coupons/coupons",
          "pages/articles/articles",
          "pages/privacy/privacy",
          "pages/about/about");

  /** What is typed into the form of an address: label and words. */
  static final Map<String, String> ADDRESS =
      Map.of("收货人", "李小茶", "手机", "13800138000", "详细地址", "龙井路 88 号");

  /** What is chosen there, one after the other. */
  static final List<String> REGION = List.of("浙江省", "杭州市", "西湖区");

  /** How often Tab is pressed until something must have been reached. */
  private static final int TABS = 150;

  private final List<String> complaints = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  /**
   * @param width of the window; below 500 it is a phone's
   */
  Shopfront(int width) {
    context =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setHasTouch(width < 500)
                    .setLocale("zh-CN"));
    page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
  }

  Page page() {
    return page;
  }

  /** Address of a demo shop. */
  static String shop(String code) {
    return RunningMall.storefront() + "/s/" + code + "/";
  }

  /** Opens a page and agrees to what is asked there. */
  static void open(Page page, String address) {
    page.navigate(address);
    settled(page);
    var consent = on(page, "shop-consent wx-button:has-text('同意')");
    if (consent.count() > 0) {
      consent.first().click();
    }
  }

  /** The page is there and has what it asked for. */
  static void settled(Page page) {
    page.waitForSelector(".mp-frame[data-shown]");
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** What is on the page that is shown: others may lie below it. */
  static Locator on(Page page, String selector) {
    return page.locator(".mp-page:not([hidden]) " + selector);
  }

  /** The page of that path is shown, and everybody can read it. */
  static void shows(Page page, String path) {
    page.waitForURL(Pattern.compile(".*/" + path + "(\\?.*)?"));
    assertThat(page.locator(".mp-frame[data-shown='" + path + "']")).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    readable(page, path);
  }

  /** The same page again, as if it were opened anew. */
  static void reloaded(Page page) {
    var shown = page.locator(".mp-frame").getAttribute("data-shown");
    page.reload();
    settled(page);
    assertThat(page.locator(".mp-frame").getAttribute("data-shown")).isEqualTo(shown);
  }

  /** axe finds nothing serious. */
  static void readable(Page page, String what) {
    var grave =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(
                    rule ->
                        rule.getId()
                            + " "
                            + rule.getNodes().getFirst().getTarget()
                            + " "
                            + rule.getNodes().getFirst().getHtml())
                .toList();
    assertThat(grave).as("axe on " + what).isEmpty();
  }

  /** The first value of every spec that can be had. */
  static void choose(Page page) {
    assertThat(on(page, "shop-sku [role=dialog]")).isVisible();
    var specs = on(page, "shop-sku [role=radiogroup]");
    for (var i = 0; i < specs.count(); i++) {
      specs.nth(i).locator("[role=radio]:not([aria-disabled=true])").first().click();
    }
  }

  /** Presses Tab until the first of these has the focus, as somebody without a mouse does. */
  static void tabTo(Page page, String selector) {
    var wanted = on(page, selector).first();
    wanted.waitFor();
    for (var i = 0; i < TABS; i++) {
      if ((Boolean)
          wanted.evaluate(
              "node => node === document.activeElement || node.contains(document.activeElement)")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(
        "Tab never reaches "
            + selector
            + " at "
            + page.url()
            + "; it is at "
            + page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"));
  }

  /** Reaches it with Tab and presses Enter. */
  static void press(Page page, String selector) {
    tabTo(page, selector);
    page.keyboard().press("Enter");
  }

  /** Reaches a field with Tab and types. */
  static void type(Page page, String selector, String text) {
    tabTo(page, selector);
    page.keyboard().type(text);
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  /** Fills the form of an address. */
  static void enterAddress(Page page) {
    ADDRESS.forEach((field, words) -> on(page, "input[aria-label='" + field + "']").fill(words));
    on(page, "wx-picker[aria-label^='所在地区']").click();
    for (var name : REGION) {
      page.locator(".mp-sheet button:text-is('" + name + "')").click();
    }
    assertThat(on(page, "wx-picker[aria-label^='所在地区']")).containsText(String.join(" ", REGION));
  }
}
