package io.wanpu.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A merchant decorates her shop in a real browser, and others try to spoil it. */
@MallTest
class PageDesignerIT {
  @BeforeAll
  static void open() {
    RunningMall.node();
    setDefaultAssertionTimeout(20_000);
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  private static Page chinese(int width) {
    var page =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions().setLocale("zh-CN").setViewportSize(width, 900))
            .newPage();
    page.setDefaultTimeout(30_000);
    return page;
  }

  private static Page owner(Shop shop) {
    var login = Desk.hire(shop, "owner", Set.of(Permissions.ALL));
    var page = chinese(1280);
    page.navigate(RunningMall.admin() + "/sign-in");
    page.fill("#login", login);
    page.fill("#password", Desk.PASSWORD);
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
    return page;
  }

  private static Page shopper(Shop shop) {
    var page = chinese(390);
    page.navigate(RunningMall.storefront() + "/s/" + shop.code() + "/");
    return page;
  }

  private static Locator block(Page page, int number) {
    return page.locator(".designer-block").nth(number);
  }

  private static void saved(Page page) {
    assertThat(page.locator("[data-said]")).hasText("草稿已保存");
  }

  private static void publish(Page page) {
    page.click("button[data-dialog='#publish']");
    page.click("#publish button.btn-primary");
    assertThat(page.locator(".toast")).containsText("页面已发布");
  }

  @Test
  void a_merchant_chooses_a_look_builds_a_page_with_a_sale_publishes_and_goes_back(
      Shop shop, Mall mall) {
    Sale.open(mall, shop, 5, "9.90", 1);
    var shopper = shopper(shop);
    assertThat(shopper.locator(".mp-page")).containsText("今日好物");
    var page = owner(shop);

    page.navigate(RunningMall.admin() + "/look");
    page.check("#f-theme input[value=MARKET]");
    page.fill("#f-accent", "#ffd400");
    page.click(".save-bar button.btn-primary");
    assertThat(page.locator("#f-accent-error")).containsText("4.5");
    page.fill("#f-accent", "#1d5c8a");
    page.click(".save-bar button.btn-primary");
    assertThat(page.locator(".toast")).containsText("新外观已生效");
    shopper.reload();
    assertThat(shopper.locator(".mp-page")).containsText("好货不等人");
    assertThat(
            shopper.evaluate(
                "[...document.querySelectorAll('*')].some(e =>"
                    + " getComputedStyle(e).getPropertyValue('--shop-accent').trim() === '#1d5c8a')"))
        .isEqualTo(true);

    page.navigate(RunningMall.admin() + "/pages");
    page.locator("a", new Page.LocatorOptions().setHasText("首页")).last().click();
    page.waitForURL("**/pages/home");
    FrameLocator preview = page.frameLocator("[data-frame]");
    assertThat(preview.locator(".mp-page")).containsText("好货不等人");
    while (page.locator(".designer-block").count() > 0) {
      block(page, 0).locator(".designer-pick").focus();
      page.keyboard().press("Delete");
    }
    page.click("[data-kind='seckill/seckill-strip'] button");
    page.fill("#f-title", "周末秒杀");
    assertThat(preview.locator(".mp-page")).containsText("周末秒杀");
    page.click("[data-kind='core/notice'] button");
    assertThat(page.locator("#f-text")).hasValue("写下要告诉顾客的事");
    page.fill("#f-text", "");
    assertThat(page.locator(".designer-error")).containsText("请");
    page.fill("#f-text", "满百包邮");
    assertThat(preview.locator(".mp-page")).containsText("满百包邮");
    block(page, 1).locator(".designer-pick").focus();
    page.keyboard().press("Alt+ArrowUp");
    assertThat(block(page, 0)).containsText("满百包邮");
    page.click("[data-undo]");
    assertThat(block(page, 1)).containsText("满百包邮");
    page.click("[data-redo]");
    assertThat(block(page, 0)).containsText("满百包邮");
    saved(page);
    shopper.reload();
    assertThat(shopper.locator(".mp-page")).containsText("好货不等人");

    publish(page);
    shopper.reload();
    assertThat(shopper.locator(".mp-page")).containsText("周末秒杀");
    assertThat(shopper.locator(".mp-page")).containsText("满百包邮");
    assertThat(shopper.locator(".mp-page")).not().containsText("好货不等人");

    block(page, 0).locator(".designer-pick").click();
    page.fill("#f-text", "今日打烊");
    saved(page);
    publish(page);
    shopper.reload();
    assertThat(shopper.locator(".mp-page")).containsText("今日打烊");

    page.navigate(RunningMall.admin() + "/pages/home/versions");
    page.click("button[data-dialog='#back-1']");
    page.click("#back-1 button.btn-primary");
    assertThat(page.locator(".toast")).containsText("已换回");
    shopper.reload();
    assertThat(shopper.locator(".mp-page")).containsText("满百包邮");
    assertThat(shopper.locator(".mp-page")).not().containsText("今日打烊");
    page.context().close();
    shopper.context().close();
  }

  @Test
  void a_campaign_page_is_made_linked_and_opened_by_shoppers(Shop shop) {
    var page = owner(shop);
    page.navigate(RunningMall.admin() + "/pages/new");
    page.fill("#f-title", "开春特卖");
    page.fill("#f-name", "Spring Sale");
    page.click(".save-bar button.btn-primary");
    assertThat(page.locator("#f-name-error")).containsText("小写字母");
    page.fill("#f-name", "spring-sale");
    page.click(".save-bar button.btn-primary");
    page.waitForURL(Pattern.compile(".*/pages/\\d+"));
    page.click("[data-kind='core/rich-text'] button");
    page.locator(".rich-text").fill("都是刚到的好货");
    assertThat(page.frameLocator("[data-frame]").locator(".mp-page")).containsText("都是刚到的好货");
    saved(page);
    publish(page);

    page.navigate(RunningMall.admin() + "/pages/home");
    page.click("[data-kind='core/title'] button");
    assertThat(page.locator(".designer-form[data-key]")).isVisible();
    page.fill("#f-link", "开春");
    page.locator(".picker-results button", new Page.LocatorOptions().setHasText("开春特卖")).click();
    assertThat(page.locator("input[name='link']")).hasValue("page:spring-sale");
    page.fill("#f-more", "去看看");
    saved(page);
    publish(page);

    var shopper = shopper(shop);
    shopper.locator(".mp-page").getByText("去看看").click();
    assertThat(shopper.locator(".mp-page:not([hidden])")).containsText("都是刚到的好货");
    page.context().close();
    shopper.context().close();
  }

  private static String draft(int version, String blocks) {
    return "{\"version\":" + version + ",\"title\":\"\",\"blocks\":" + blocks + "}";
  }

  @Test
  void forged_and_enormous_pages_are_refused_in_words_and_change_nothing(Shop shop, Mall mall) {
    var desk = Desk.signIn(Desk.hire(shop, "forger", Set.of(Permissions.PAGE_EDIT)));
    var path = "/page-drafts/home";
    var title = "{\"plugin\":\"core\",\"type\":\"title\",\"version\":1,\"props\":{\"text\":\"x\"}}";
    var bad =
        Map.of(
            "{",
            400,
            "{}",
            400,
            "[]",
            400,
            draft(0, "7"),
            422,
            draft(0, "[{\"plugin\":\"core\"}]"),
            422,
            draft(0, "[" + title.replace("\"x\"", "[1]") + "]"),
            422,
            draft(0, "[" + title.replace("title", "nonsense") + "]"),
            422,
            draft(7, "[" + title + "]"),
            409);
    bad.forEach(
        (body, status) ->
            assertThat(desk.json(path, body).status()).as(body).isEqualTo((int) status));
    var many = desk.json(path, draft(0, "[" + (title + ",").repeat(60) + title + "]"));
    assertThat(many.status()).isEqualTo(422);
    assertThat(many.body()).contains("最多放 60 个组件");
    var large = desk.json(path, draft(0, "[" + title.replace("x", "字".repeat(300_000)) + "]"));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.body()).contains("256 KB");
    assertThat(desk.post(path + "/panel", Map.of("_plugin", "no", "_type", "no")).status())
        .isEqualTo(404);
    assertThat(
            desk.post(
                    path + "/panel",
                    Map.of("_plugin", "core", "_type", "title", "_version", "1", "_props", "{"))
                .status())
        .isEqualTo(400);
    shop.run(() -> assertThat(mall.shopPages().find(ShopPage.HOME)).isEmpty());
    assertThat(desk.post("/pages/home/publish", Map.of("_version", "1")).status())
        .as("who may edit may not publish")
        .isEqualTo(403);

    var script =
        desk.json(
            path,
            draft(
                0,
                "[{\"plugin\":\"core\",\"type\":\"rich-text\",\"version\":1,\"props\":"
                    + Shop.json("html", "<p>好</p><script>window.evil=1</script>")
                    + "}]"));
    assertThat(script.status()).isEqualTo(200);
    var preview = Json.tree(script.body()).path("preview").asText();
    var frame = AdminBrowser.browser().newPage();
    frame.navigate(preview);
    assertThat(frame.locator(".mp-page")).containsText("好");
    assertThat(frame.evaluate("window.evil === undefined")).isEqualTo(true);
    frame.context().close();
  }

  @Test
  void another_shops_pages_can_neither_be_read_nor_changed_nor_previewed(
      Shop shop, Shop other, Mall mall) {
    var page =
        shop.call(
            () -> mall.shopPages().create(Actor.system(), "secret", PageContent.blank("秘密计划")));
    var mine = Desk.signIn(Desk.hire(shop, "mine", Set.of(Permissions.ALL)));
    var theirs = Desk.signIn(Desk.hire(other, "theirs", Set.of(Permissions.ALL)));
    for (var path : List.of("/pages/" + page.id(), "/pages/" + page.id() + "/versions")) {
      assertThat(mine.get(path).status()).isEqualTo(200);
      assertThat(theirs.get(path).status()).isEqualTo(404);
    }
    assertThat(theirs.get("/page-drafts/" + page.id() + "/preview").status()).isEqualTo(404);
    assertThat(theirs.json("/page-drafts/" + page.id(), draft(1, "[]")).status()).isEqualTo(404);
    for (var action : List.of("publish", "schedule", "unschedule", "remove")) {
      assertThat(
              theirs
                  .post(
                      "/pages/" + page.id() + "/" + action,
                      Map.of(
                          "_version",
                          "1",
                          "at",
                          LocalDate.now(ZoneOffset.UTC).plusDays(9) + "T00:00"))
                  .status())
          .as(action)
          .isEqualTo(404);
    }
    assertThat(theirs.get("/pages").body()).doesNotContain("秘密计划");

    var answer = mine.get("/page-drafts/" + page.id() + "/preview");
    var preview = Json.tree(answer.body()).path("preview").asText();
    var base = RunningMall.storefront().toString();
    var path = preview.substring(base.length());
    var visitor = Http.visitor(RunningMall.storefront());
    assertThat(visitor.get(path).status()).isEqualTo(200);
    assertThat(visitor.get(path).headers().get("x-robots-tag")).isEqualTo("noindex");
    assertThat(visitor.get(path.replace(shop.code(), other.code())).status()).isEqualTo(404);
    assertThat(visitor.get(path.replace("/v1.", "/v1.A")).status()).isEqualTo(404);
    shop.run(
        () -> assertThat(mall.shopPages().find(page.id()).orElseThrow().version()).isEqualTo(1));
  }
}
