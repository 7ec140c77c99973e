package io.wanpu.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.wanpu.kernel.publish.ReleaseId;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A merchant publishes her mini-program in a real browser, against the WeChat sandbox. */
@MallTest
class PublishIT {
  @BeforeAll
  static void open() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    RunningMall.node();
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  private static Page signedIn(String login, String language, int width) {
    var page =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale(language)
                    .setViewportSize(width, 900)
                    .setAcceptDownloads(true))
            .newPage();
    page.setDefaultTimeout(30_000);
    page.navigate(RunningMall.admin() + "/sign-in");
    page.fill("#login", login);
    page.fill("#password", Desk.PASSWORD);
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
    return page;
  }

  private static void judge(Shop shop, String verdict, String reason) {
    var answer =
        Http.visitor(URI.create(TestMall.get().stack().wechat().url()))
            .send(
                "POST",
                "/sandbox/open/audit",
                Json.write(
                    Map.of(
                        "appid",
                        "wx" + shop.code(),
                        "verdict",
                        verdict,
                        "reason",
                        reason,
                        "afterMillis",
                        0)));
    assertThat(answer.status()).isEqualTo(200);
  }

  private static Locator state(Page page) {
    return page.locator("#publish-state .card").first();
  }

  private static void upload(Page page, String note) {
    page.fill("#note", note);
    page.click("form[action='/publish/upload'] button");
    assertThat(state(page)).containsText("待提交");
  }

  private static void submit(Page page) {
    page.click("form[action$='/submit'] button");
  }

  private static void confirmed(Page page, String dialog) {
    page.click("[data-dialog='#" + dialog + "']");
    page.click("dialog#" + dialog + " .confirm-actions .btn:not([data-close])");
  }

  private static void readable(Page page, String what) {
    var grave =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getTarget())
                .toList();
    assertThat(grave).as("axe on " + what).isEmpty();
    if (Boolean.getBoolean("wanpu.screens")) {
      try {
        Files.createDirectories(Path.of("target/screens"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target/screens/admin-publish-" + what + ".png")));
    }
  }

  @Test
  void a_merchant_publishes_is_refused_mends_releases_and_rolls_back(Mall mall, Shop shop)
      throws Exception {
    var page = signedIn(Desk.hire(shop, "owner", Set.of("*")), "zh-CN", 1280);
    page.navigate(RunningMall.admin() + "/publish");
    assertThat(page.locator("#sizes")).containsText("主包");
    readable(page, "new");
    var zip = page.waitForDownload(() -> page.click("a[href='/publish/download/weapp']"));
    assertThat(names(zip.path())).contains("app.json", "project.config.json", "config.js");

    page.click("a[href='/publish/entrust']");
    page.waitForURL(url -> url.contains("componentloginpage"));
    page.click("#entrust");
    page.click("a.btn-primary");
    page.click("form[action='/publish/entrusted'] button");
    assertThat(page.locator("form[action='/publish/upload']")).isVisible();

    page.click("form[action='/publish/upload'] button");
    assertThat(page.locator("#note-error")).isVisible();
    upload(page, "第一版");
    var code = page.locator("img[src^='/publish/trial-code']");
    assertThat((Integer) code.evaluate("image => image.decode().then(() => image.naturalWidth)"))
        .isPositive();
    readable(page, "uploaded");

    judge(shop, "refuse", "类目与内容不符，请补充“食品”类目");
    submit(page);
    assertThat(state(page)).containsText("未通过");
    assertThat(state(page)).containsText("请补充“食品”类目");
    readable(page, "refused");

    judge(shop, "pass", "");
    upload(page, "补充了类目");
    submit(page);
    assertThat(state(page)).containsText("待发布");
    confirmed(page, "release");
    assertThat(state(page)).containsText("已发布");
    assertThat(page.locator("#publish-state .alert-warning")).hasCount(0);

    new Plugins(shop.mall()).enable(shop, "seckill");
    page.navigate(RunningMall.admin() + "/");
    assertThat(page.locator("a.alert[href='/publish']")).isVisible();
    page.click("a.alert[href='/publish']");
    assertThat(page.locator("#publish-state .alert-warning")).containsText("1.0.2");
    readable(page, "outdated");

    upload(page, "新增秒杀");
    submit(page);
    assertThat(state(page)).containsText("待发布");
    confirmed(page, "release");
    assertThat(state(page)).containsText("已发布");
    assertThat(page.locator("#publish-state .alert-warning")).hasCount(0);
    confirmed(page, "roll-back");
    assertThat(state(page)).containsText("已回退");
    assertThat(page.locator("#publish-state")).containsText("顾客正在使用");
    assertThat(page.locator("#publish-state .alert-warning")).containsText("1.0.2");
    page.locator("details summary").first().click();
    readable(page, "rolled-back");
    page.context().close();
  }

  @Test
  void on_a_phone_in_english_the_page_fits(Shop shop) {
    var page = signedIn(Desk.hire(shop, "small", Set.of("storefront.publish")), "en-GB", 390);
    page.navigate(RunningMall.admin() + "/publish");
    assertThat(page.locator("#sizes")).containsText("Main package");
    readable(page, "phone-en");
    assertThat(
            (Boolean)
                page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1"))
        .isFalse();
    page.context().close();
  }

  @Test
  void who_may_not_publish_and_who_is_of_another_shop_reaches_nothing(
      Mall mall, Shop shop, Shop other) {
    var clerk = Desk.signIn(Desk.hire(shop, "clerk", Set.of("order.read")));
    for (var path : List.of("/publish", "/publish/download/weapp", "/publish/sizes")) {
      assertThat(clerk.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(clerk.get("/").body()).doesNotContain("href=\"/publish\"");
    var id =
        shop.call(
            () ->
                mall.tenantDb()
                    .transaction(tx -> mall.releases().begin(tx, "wxnone", "theirs", "li"))
                    .id());
    var stranger = Desk.signIn(Desk.hire(other, "stranger", Set.of("*")));
    assertThat(stranger.get("/publish").body()).doesNotContain("theirs");
    for (var act :
        List.of("submit", "release", "roll-back", "withdraw", "ask", "continue", "nothing")) {
      assertThat(stranger.post("/publish/" + id + "/" + act, Map.of()).status())
          .as(act)
          .isEqualTo(404);
    }
    assertThat(stranger.post("/publish/upload", Map.of("note", "x")).status()).isEqualTo(409);
    assertThat(stranger.post("/publish/upload", Map.of("note", "")).status()).isEqualTo(422);
    assertThat(stranger.post("/publish/entrusted", Map.of("auth_code", "made-up")).status())
        .isEqualTo(409);
    assertThat(stranger.get("/publish/trial-code").status()).isEqualTo(409);
    assertThat(stranger.get("/publish/download/elsewhere").status()).isEqualTo(404);
    assertThat(shop.call(() -> mall.releases().steps(new ReleaseId(id.value())))).hasSize(1);
    assertThat(stranger.post("/publish/0/submit", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void only_wechat_is_heard() {
    var http = Http.visitor(RunningMall.storefront()).with("Content-Type", "text/xml");
    for (var path : List.of("/wechat/ticket", "/wechat/wx1/events")) {
      assertThat(http.send("POST", path, "<xml/>").status()).isEqualTo(403);
      assertThat(http.send("POST", path + "?msg_signature=a&nonce=%25", "nothing").status())
          .isEqualTo(403);
      assertThat(http.send("POST", path, "x".repeat(70_000)).status()).isEqualTo(413);
    }
    assertThat(http.send("POST", "/wechat/elsewhere", "<xml/>").status()).isEqualTo(404);
    assertThat(Http.visitor(RunningMall.admin()).get("/wechat/ticket").status()).isEqualTo(404);
  }

  private static Set<String> names(Path zip) throws IOException {
    var names = new TreeSet<String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
