package io.wanpu.server;

import static io.wanpu.server.Shopfront.open;
import static io.wanpu.server.Shopfront.settled;
import static io.wanpu.server.Shopfront.shop;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.design.Look;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server paints of a home page stands where the runtime shows it. */
@MallTest
class FirstPaintIT {
  private static final String RUNTIME_ONLY = "shop-consent";

  /** Every text and picture on the first screen, with its place. */
  private static final String PLACES =
      """
      skip => {
        const all = [];
        const add = (what, box) => {
          if (what && box.width > 0 && box.top < innerHeight) all.push([what, ...[box.left, box.top, box.width, box.height].map(Math.round)].join(' '));
        };
        const walker = document.createTreeWalker(document.querySelector('.mp-frame'), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          if (node.nodeType === 3 && node.parentElement.tagName !== 'NOSCRIPT' && !node.parentElement.closest(skip + ',[hidden]')) {
            const range = document.createRange();
            range.selectNodeContents(node);
            add(node.textContent.trim(), range.getBoundingClientRect());
          } else if (node.tagName === 'IMG') add(node.getAttribute('src'), node.getBoundingClientRect());
        }
        return all;
      }
      """;

  /** How far things have moved by themselves, as browsers count it. */
  private static final String MOVED =
      """
      () => {
        window.moved = 0;
        new PerformanceObserver(list => list.getEntries().forEach(each => { window.moved += each.value; }))
            .observe({ type: 'layout-shift', buffered: true });
      }
      """;

  @BeforeAll
  static void start() {
    RunningMall.node();
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @ParameterizedTest
  @CsvSource({
    "tea-house,plain,390",
    "linen,plain,390",
    "linen,plain,1280",
    "linen,market,390",
    "linen,atelier,390"
  })
  void nothing_moves_when_the_runtime_takes_over(String code, String theme, int width, Mall mall) {
    var tenant = mall.tenants().byCode(code).orElseThrow();
    var looks = Storefronts.asChosen(mall).looks();
    var before = CurrentTenant.call(tenant.id(), looks::edit);
    CurrentTenant.run(
        tenant.id(), () -> looks.choose(Actor.system(), new Look(theme, ""), before.version()));
    try (var front = new Shopfront(width)) {
      front.page().waitForTimeout(1_500); // settings may be a second old
      var painted = painted(code, width);
      open(front.page(), shop(code));
      assertThat(places(front.page())).containsAll(painted);
      assertThat(front.page().locator(".mp-first").count()).isZero();
      assertThat(painted).hasSizeGreaterThan(10);
    } finally {
      CurrentTenant.run(
          tenant.id(), () -> looks.choose(Actor.system(), before.look(), looks.edit().version()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea-house", "linen"})
  void nothing_moves_when_blocks_of_plugins_come(String code) {
    try (var front = new Shopfront(390)) {
      front.page().addInitScript("(" + MOVED + ")()");
      front.page().navigate(shop(code));
      settled(front.page());
      front.page().waitForTimeout(500);
      assertThat(((Number) front.page().evaluate("window.moved")).doubleValue()).isLessThan(0.01);
    }
  }

  private static List<String> painted(String code, int width) {
    try (var context =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setHasTouch(true)
                    .setLocale("zh-CN"))) {
      context.route("**/*.js", Route::abort);
      var page = context.newPage();
      page.navigate(shop(code));
      return places(page);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> places(Page page) {
    return (List<String>) page.evaluate(PLACES, RUNTIME_ONLY);
  }
}
