package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.launcher.FreePort;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.ServerNode;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One address that asks too often, at a node that takes one request a second from it. */
class CrowdIT {
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"([^\"]*/_/[^\"]+\\.js)\"");
  private static final ServerNode NODE =
      ServerNode.of(Home.find(), TestMall.get().stack(), "crowd")
          .on(FreePort.any(), FreePort.any())
          .with("WANPU_LIMIT_ADDRESS", "1");

  @BeforeAll
  static void open() {
    NODE.ensureRunning();
  }

  @AfterAll
  static void close() {
    NODE.daemon().kill();
  }

  @Test
  void pages_of_shops_are_counted_like_the_api_and_what_they_load_is_not() throws Exception {
    var shop = Shop.open(TestMall.get().mall());
    var home = "/s/" + shop.code() + "/";
    var browser = Http.visitor(NODE.storefront());
    var page = browser.get(home);
    assertThat(page.status()).isEqualTo(200);
    var script = ASSET.matcher(page.body());
    assertThat(script.find()).isTrue();

    var refused = refused(browser, home);
    assertThat(refused.headers()).containsEntry("retry-after", "1");
    assertThat(refused.headers().get("content-type")).startsWith("text/html");
    assertThat(refused.headers()).containsEntry("cache-control", "no-store");
    assertThat(refused.body()).contains("<html lang=\"zh-CN\">", "操作太频繁，请稍后再试。");
    assertThat(refused(browser.with("Accept-Language", "en-GB"), home + "pages/cart/cart").body())
        .contains("<html lang=\"en\">", "Wait a moment and try again.");
    assertThat(refused(browser, "/s/no-such-shop/").status()).isEqualTo(429);
    assertThat(refused(browser, home + "_/made-up.js").status()).isEqualTo(429);
    assertThat(refused(browser, "/api/v1/shops/" + shop.code()).code())
        .as("one count for both")
        .isEqualTo("request.too_many");

    for (var i = 0; i < 30; i++) {
      assertThat(browser.get(script.group(1)).status()).isEqualTo(200);
    }
    assertThat(browser.get("/s/front.css").status()).isEqualTo(200);

    Thread.sleep(1_100);
    assertThat(browser.get(home).status()).as("after the time that was said").isEqualTo(200);
  }

  /** The answer to the one request too many. */
  private static Http.Answer refused(Http browser, String path) {
    var statuses = new ArrayList<Integer>();
    for (var i = 0; i < 20; i++) {
      var answer = browser.get(path);
      if (answer.status() == 429) {
        return answer;
      }
      statuses.add(answer.status());
    }
    throw new AssertionError(path + " was never refused: " + statuses);
  }
}
