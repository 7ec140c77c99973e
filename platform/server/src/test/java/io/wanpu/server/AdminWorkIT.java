package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.testkit.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day's work in a shop of its own, in a real browser: nothing that is typed is lost. */
class AdminWorkIT {
  private static Shop shop;
  private static String owner;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void open() {
    RunningMall.node();
    shop = Stall.open().shop();
    owner = Desk.hire(shop, "manager", Set.of("*"));
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @BeforeEach
  void sit() {
    context = browser();
    page = page(context);
    signIn(page);
  }

  @AfterEach
  void leave() {
    context.close();
  }

  private static BrowserContext browser() {
    return AdminBrowser.browser()
        .newContext(new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("zh-CN"));
  }

  private static Page page(BrowserContext context) {
    var page = context.newPage();
    page.setDefaultTimeout(30_000);
    return page;
  }

  private static void signIn(Page page) {
    if (!page.url().contains("/sign-in")) {
      page.navigate(at("/sign-in"));
    }
    page.fill("#login", owner);
    page.fill("#password", Desk.PASSWORD);
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  private static String at(String path) {
    return RunningMall.admin() + path;
  }

  private static ProductId product(String title) {
    return shop.call(
        () ->
            switch (shop.mall()
                .products()
                .create(Actor.system(), ProductDraft.plain(title, 1000))) {
              case Products.Outcome.Changed changed -> changed.product().id();
              default -> throw new AssertionError("not made: " + title);
            });
  }

  private static String title(ProductId id) {
    return shop.call(() -> shop.mall().products().find(id).orElseThrow().title());
  }

  private void save() {
    arrive(() -> page.click(".save-bar .btn-primary"));
  }

  /** Does something that leads to another page, and waits until that is there. */
  private void arrive(Runnable deed) {
    AdminBrowser.arrive(page, deed);
  }

  @Test
  void of_two_who_save_the_same_product_the_second_sees_both_and_chooses() {
    var id = product("龙井");
    page.navigate(at("/products/" + id));
    page.fill("#title", "龙井（我改的）");
    var other = Desk.signIn(Desk.hire(shop, "other-" + id, Set.of("*")));
    var saved =
        other.post(
            "/products/" + id,
            Map.of(
                "version", "1", "title", "龙井（别人改的）", "status", "ON_SHELF", "sku.0.price", "12.00"));
    assertThat(saved.status()).isEqualTo(303);

    save();

    assertThat(page.textContent("[data-summary]"))
        .contains("other-" + id, "龙井（别人改的）", "龙井（我改的）", "12.00");
    assertThat(page.inputValue("#title")).isEqualTo("龙井（我改的）");
    assertThat(title(id)).isEqualTo("龙井（别人改的）");

    arrive(() -> page.click("[name=_overwrite]"));
    assertThat(title(id)).isEqualTo("龙井（我改的）");
  }

  @Test
  void a_session_that_ends_while_a_form_is_open_loses_no_text() {
    var id = product("碧螺春");
    page.navigate(at("/products/" + id));
    page.fill("#title", "写了很久的名字");
    page.fill("#subtitle", "“引号”<b>与标签</b>");
    context.clearCookies();

    save();
    assertThat(page.url()).contains("/sign-in");
    signIn(page);
    page.waitForSelector("[data-summary]");

    assertThat(page.inputValue("#title")).isEqualTo("写了很久的名字");
    assertThat(page.inputValue("#subtitle")).isEqualTo("“引号”<b>与标签</b>");
    assertThat(title(id)).as("nothing is saved by itself").isEqualTo("碧螺春");
    save();
    assertThat(title(id)).isEqualTo("写了很久的名字");
  }

  @Test
  void text_kept_for_one_is_not_shown_to_another() {
    var id = product("白茶");
    page.navigate(at("/products/" + id));
    page.fill("#title", "别人不该看到");
    context.clearCookies();
    save();

    page.fill("#login", Desk.hire(shop, "stranger-" + id, Set.of("product.read")));
    page.fill("#password", Desk.PASSWORD);
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
    page.waitForLoadState(LoadState.NETWORKIDLE);

    assertThat(page.content()).doesNotContain("别人不该看到");
  }

  @Test
  void a_product_with_specs_pictures_and_a_description_is_made_in_the_browser() throws Exception {
    page.navigate(at("/products/new"));
    page.fill("#title", "三色茶杯");
    page.click("[data-repeater] [data-add-row]");
    page.fill("[name='spec.name']", "颜色");
    page.fill("[name='spec.values']", "红，蓝，青");
    page.locator("[name='spec.values']").blur();
    page.waitForSelector("[name='sku.2.price']");
    page.fill("[data-fill-field=price]", "39.90");
    page.fill("[data-fill-field=stock]", "7");
    page.click("[data-fill]");
    page.setInputFiles("[data-pictures=media] input[type=file]", picture());
    page.waitForSelector("[data-pictures=media] li img");
    page.click(".rich-text");
    page.keyboard().type("手工拉坯");
    save();

    assertThat(page.textContent(".toasts")).contains("已保存");
    var made =
        shop.call(
            () ->
                shop.mall()
                    .products()
                    .find(ProductId.of(page.url().replaceFirst(".*/", "")))
                    .orElseThrow());
    assertThat(made.skus()).hasSize(3).allMatch(sku -> sku.price() == 3990);
    assertThat(made.media()).hasSize(1);
    assertThat(made.detail()).contains("手工拉坯");
    assertThat(shop.stockOf(made.skus().getFirst().id()).onHand()).isEqualTo(7);
  }

  private static Path picture() throws java.io.IOException {
    var image = new java.awt.image.BufferedImage(60, 40, java.awt.image.BufferedImage.TYPE_INT_RGB);
    var file = Files.createTempFile("cup", ".png");
    javax.imageio.ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void what_is_written_as_html_is_never_run() {
    var evil = "<img src=x onerror=document.title='pwned'>";
    var id = product(evil);
    shop.run(
        () -> {
          var p = shop.mall().products().find(id).orElseThrow();
          var draft = ProductDraft.of(p);
          var unused =
              shop.mall()
                  .products()
                  .change(
                      Actor.system(),
                      id,
                      p.version(),
                      new ProductDraft(
                          draft.category(),
                          evil,
                          evil,
                          evil + "<script>document.title='pwned'</script>",
                          draft.specs(),
                          draft.media(),
                          draft.status(),
                          draft.shelfAt(),
                          draft.unshelfAt(),
                          draft.skus()));
        });
    for (var path :
        List.of("/", "/products", "/products/" + id, "/inventory", "/inventory/ledger")) {
      page.navigate(at(path));
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(page.title()).as(path).isNotEqualTo("pwned");
      assertThat(page.locator("main img[src=x]").count()).as(path).isZero();
    }
  }

  @Test
  void categories_are_put_in_order_with_the_keyboard_alone() {
    var desk = Desk.signIn(owner);
    for (var name : List.of("茶叶", "茶具", "茶点")) {
      assertThat(desk.post("/categories", Map.of("name", name)).status()).isEqualTo(303);
    }
    page.navigate(at("/categories"));
    page.focus("[aria-label='上移 茶点']");
    arrive(() -> page.keyboard().press("Enter"));
    page.focus("[aria-label='将 茶点 移入上一个分类']");
    arrive(() -> page.keyboard().press("Enter"));

    var tree = shop.call(() -> shop.mall().categories().tree());
    var tea = tree.stream().filter(c -> c.name().equals("茶叶")).findFirst().orElseThrow();
    assertThat(tea.children()).extracting(c -> c.name()).containsExactly("茶点");
    assertThat(tree).extracting(c -> c.name()).containsSubsequence("茶叶", "茶具");
  }

  @Test
  void many_prices_are_changed_by_a_job_that_can_be_found_again() {
    var one = product("改价甲");
    var two = product("改价乙");
    page.navigate(at("/products?q=改价"));
    page.locator("tbody input[type=checkbox]").all().forEach(box -> box.check());
    page.click(".bulk [value=PRICE]");
    page.waitForURL(url -> url.contains("/products/bulk/price"));
    page.selectOption("[name=how]", "PERCENT");
    page.fill("[name=percent]", "90");
    save();
    page.waitForURL(url -> url.contains("/jobs/"));
    page.waitForSelector("text=已修改 2 个商品");

    for (var id : List.of(one, two)) {
      var price =
          shop.call(() -> shop.mall().products().find(id).orElseThrow().skus().getFirst().price());
      assertThat(price).isEqualTo(900);
    }
    page.click(".topbar a[href='/jobs']");
    page.waitForSelector("text=修改 2 个商品的价格");
  }

  @Test
  void a_count_of_stock_that_has_changed_meanwhile_is_not_written_over() {
    var id = product("盘点");
    var sku = shop.call(() -> shop.mall().skus().of(id).getFirst().sku());
    shop.stock(sku, 10);
    page.navigate(at("/inventory?q=盘点"));
    page.check("tbody input[type=checkbox]");
    page.click(".bulk [value=COUNT]");
    page.fill("#pieces-" + sku, "8");
    shop.stock(sku, 9);
    save();

    assertThat(page.textContent("[data-summary]")).contains("现在在库 9 件");
    assertThat(page.inputValue("#pieces-" + sku)).isEqualTo("8");
    assertThat(shop.stockOf(sku).onHand()).isEqualTo(9);
    save();
    assertThat(shop.stockOf(sku).onHand()).isEqualTo(8);
    page.navigate(at("/inventory/ledger?sku=" + sku));
    assertThat(page.textContent("tbody")).contains("盘点", "manager");
  }

  @Test
  void a_list_is_exported_by_a_job() throws Exception {
    var unused = product("=HYPERLINK(0)");
    page.navigate(at("/products"));
    page.click("form[action='/jobs/export'] button");
    page.waitForSelector("a[download]");
    var file = page.waitForDownload(() -> page.click("a[download]"));
    var path = Files.createTempFile("export", ".xlsx");
    file.saveAs(path);

    try (var zip = new ZipFile(path.toFile())) {
      var all = new StringBuilder();
      for (var entry : java.util.Collections.list(zip.entries())) {
        all.append(
            new String(
                zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      }
      assertThat(all.toString()).contains("=HYPERLINK(0)").doesNotContain("<f>");
    }
  }

  @Test
  void the_state_of_a_list_is_its_address() {
    for (var i = 0; i < 35; i++) {
      var unused = product("地址 " + i);
    }
    page.navigate(at("/products"));
    page.fill("#list-search", "地址");
    page.waitForURL(url -> url.contains("q="));
    page.click("th .sort >> nth=0");
    page.waitForURL(url -> url.contains("sort=-price"));
    page.click(".pager a:has-text('下一页')");
    page.waitForURL(url -> url.contains("after="));
    var rows = page.locator("tbody tr").count();
    var address = page.url();

    page.navigate(address);

    assertThat(page.locator("tbody tr").count()).isEqualTo(rows).isEqualTo(5);
    page.click(".chip");
    page.waitForURL(url -> !url.contains("q="));
    page.goBack();
    page.waitForURL(address);
    PlaywrightAssertions.assertThat(page.locator("#list-search")).hasValue("地址");
  }

  @Test
  void every_field_takes_nonsense_calmly() {
    var desk = Desk.signIn(owner);
    var id = product("乱填");
    var sku = shop.call(() -> shop.mall().skus().of(id).getFirst().sku());
    var forms = new ArrayList<Map.Entry<String, List<String>>>();
    forms.add(
        Map.entry(
            "/products/" + id,
            List.of(
                "title",
                "subtitle",
                "category",
                "brand",
                "media",
                "status",
                "shelfAt",
                "unshelfAt",
                "detail",
                "sku.0.price",
                "sku.0.market",
                "sku.0.cost",
                "sku.0.stock",
                "sku.0.code",
                "sku.0.weight",
                "sku.0.id",
                "sku.0.values",
                "spec.name",
                "version",
                "_overwrite")));
    forms.add(Map.entry("/brands/new", List.of("name", "logo", "_version", "_overwrite")));
    forms.add(Map.entry("/categories", List.of("name", "parent")));
    forms.add(
        Map.entry("/products/bulk/price?id=" + id, List.of("how", "price", "amount", "percent")));
    forms.add(Map.entry("/products/bulk/times?id=" + id, List.of("shelfAt", "unshelfAt")));
    forms.add(
        Map.entry(
            "/inventory/counted", List.of("id", "pieces." + sku, "seen." + sku, "action", "back")));
    forms.add(Map.entry("/jobs/export", List.of("list", "query")));
    var nonsense =
        List.of(
            "",
            "-1",
            "9999999999999999999999",
            "1e9",
            "NaN",
            "2026-02-31T25:61",
            "'; DROP TABLE",
            "<script>alert(1)</script>",
            "\u202e\ud83d\ude00",
            "x".repeat(3000),
            "../../etc",
            "//evil.example");
    for (var form : forms) {
      for (var field : form.getValue()) {
        for (var value : nonsense) {
          var fields = new java.util.HashMap<>(good(id, sku.toString()));
          fields.put(field, value);
          var answer = desk.post(form.getKey(), fields);
          assertThat(answer.status()).as(form.getKey() + " " + field + "=" + value).isLessThan(500);
          assertThat(answer.body()).doesNotContain("<script>alert(1)");
          assertThat(Optional.ofNullable(answer.headers().get("location")).orElse("/"))
              .startsWith("/")
              .doesNotStartWith("//");
        }
      }
    }
    for (var query :
        List.of(
            "view=x",
            "sort=-nothing",
            "after=1_2_3",
            "limit=-5",
            "limit=99999999",
            "placed.from=0000-00-00",
            "payable.from=1e99",
            "columns=x&columns=y",
            "q=%25%27")) {
      for (var list :
          List.of("/orders", "/products", "/inventory", "/inventory/ledger", "/brands", "/jobs")) {
        assertThat(desk.get(list + "?" + query).status()).as(list + "?" + query).isLessThan(500);
      }
    }
  }

  private static Map<String, String> good(ProductId id, String sku) {
    return Map.of(
        "version",
        "1",
        "title",
        "乱填",
        "status",
        "ON_SHELF",
        "sku.0.price",
        "1.00",
        "name",
        "名",
        "how",
        "SET",
        "price",
        "1",
        "id",
        sku,
        "list",
        "/orders");
  }
}
