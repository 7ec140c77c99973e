package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.launcher.Home;
import io.wanpu.testkit.TestMall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo's first shop in a real browser, as its staff see it. With {@code -Dwanpu.screens=true}
 * the README's pictures are made anew.
 */
class BrowserIT {
  private static final Path PICTURES = Home.find().path().resolve("platform/docs/images");
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @AfterEach
  void nothing_was_refused_by_the_browser() {
    if (context != null) {
      context.close();
    }
    assertThat(complaints).isEmpty();
  }

  private Page page(int width, String language) {
    return page(width, language, ColorScheme.LIGHT);
  }

  private Page page(int width, String language, ColorScheme colors) {
    context =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, width < 500 ? 844 : 900)
                    .setColorScheme(colors)
                    .setLocale(language));
    var page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  private static String admin() {
    return RunningMall.admin().toString();
  }

  /** Every page that the menu and the lists of the shop lead to. */
  private static Map<String, String> pages(Page page) {
    var pages = new LinkedHashMap<String, String>();
    pages.put("admin-home", "/");
    pages.put("admin-products", "/products");
    pages.put("admin-product-edit", first(page, "/products", "main a[href^='/products/']"));
    pages.put("admin-product-new", "/products/new");
    pages.put("admin-orders", "/orders");
    pages.put("admin-order-detail", first(page, "/orders", "main a[href^='/orders/']"));
    pages.put("admin-inventory", "/inventory");
    pages.put("admin-ledger", "/inventory/ledger");
    pages.put("admin-categories", "/categories");
    pages.put("admin-brands", "/brands");
    pages.put("admin-brand-new", "/brands/new");
    pages.put("admin-pictures", "/pictures");
    pages.put("admin-pages", "/pages");
    pages.put("admin-page-designer", "/pages/home");
    pages.put("admin-page-new", "/pages/new");
    pages.put("admin-look", "/look");
    pages.put("admin-jobs", "/jobs");
    pages.put("admin-nothing-found", "/orders?q=nothing-like-that");
    pages.put("admin-plugins", "/plugins");
    pages.put("admin-plugin-settings", "/plugins/seckill");
    pages.put("admin-activities", "/activities/seckill/sale");
    pages.put("admin-activity-new", "/activities/seckill/sale/new");
    pages.put("admin-seckill-live", "/x/seckill/live");
    return pages;
  }

  /** Those of the office: people, settings, what is on. */
  private static Map<String, String> office(Page page) {
    var pages = new LinkedHashMap<String, String>();
    pages.put("admin-calendar", "/activities/calendar");
    pages.put("admin-calendar-week", "/activities/calendar?view=week");
    pages.put("admin-members", "/members");
    pages.put("admin-member", first(page, "/members", "main a[href^='/members/']"));
    pages.put("admin-staff", "/staff");
    pages.put("admin-roles", "/roles");
    pages.put("admin-audit", "/audit");
    pages.put("admin-settings", "/settings");
    pages.put("admin-deliveries", "/deliveries");
    pages.put("admin-shops", "/shops");
    pages.put("admin-profile", "/profile");
    return pages;
  }

  private static String first(Page page, String list, String links) {
    page.navigate(admin() + list);
    return page.locator(links).all().stream()
        .map(link -> link.getAttribute("href"))
        .filter(href -> href.matches("/\\w+/\\d+.*"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is listed at " + list));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280 zh-CN light", "390 en dark"})
  void every_page_can_be_read_by_everybody(String setting) {
    var width = Integer.parseInt(setting.split(" ")[0]);
    var language = setting.split(" ")[1];
    var dark = setting.endsWith("dark");
    var page = page(width, language, dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    AdminBrowser.signIn(page, 0);
    var all = pages(page);
    all.putAll(office(page));
    all.forEach((name, path) -> look(page, name, path, setting));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280 zh-CN light", "390 en dark"})
  void every_page_of_the_console_can_be_read_by_everybody(String setting) {
    var width = Integer.parseInt(setting.split(" ")[0]);
    var dark = setting.endsWith("dark");
    var page = page(width, setting.split(" ")[1], dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    var secrets = TestMall.get().stack().secrets();
    page.navigate(admin() + "/operator/sign-in");
    page.fill("[name=login]", secrets.operatorLogin());
    page.fill("[name=password]", secrets.operatorPassword());
    page.click("form button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
    for (var path : List.of("shops", "shops/new", "system", "health")) {
      look(page, "operator-" + path.replace('/', '-'), "/operator/" + path, setting);
    }
    look(page, "operator-plugins", "/operator", setting);
    look(page, "legal-terms", "/legal/terms", setting);
  }

  /** Opens a page and sees that nobody is kept from reading it. */
  private static void look(Page page, String name, String path, String setting) {
    var width = Integer.parseInt(setting.split(" ")[0]);
    var answer = page.navigate(admin() + path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(page.locator("h1, h2").count()).as("headings of " + path).isPositive();
    var wide =
        (Boolean)
            page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1");
    assertThat(wide).as(path + " is wider than " + width).isFalse();
    var grave =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getTarget())
                .toList();
    assertThat(grave).as("axe on " + path + " at " + setting).isEmpty();
    if (Boolean.getBoolean("wanpu.screens")) {
      picture(
          page,
          name
              + (width < 500 ? "-phone" : "")
              + (setting.contains(" en ") ? "-en" : "")
              + (setting.endsWith("dark") ? "-dark" : ""));
    }
  }

  /** Some of them stand in the README. */
  private static void picture(Page page, String name) {
    var folder =
        name.matches(
                "admin-(home|orders|order-detail|product-edit|plugins|seckill-live)"
                    + "|admin-(page-designer|inventory|member|roles)"
                    + "|admin-(orders|calendar)-phone-en-dark")
            ? PICTURES
            : Path.of("target/screens");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".png"), packed(page.screenshot()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same picture in fewer bytes: browsers pack in haste. */
  private static byte[] packed(byte[] png) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    var how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0);
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(ImageIO.read(new ByteArrayInputStream(png)), null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.size() < png.length ? bytes.toByteArray() : png;
  }

  @Test
  void a_wrong_password_is_told_kindly_and_nobody_gets_in_without_one() {
    var page = page(1280, "zh-CN");
    page.navigate(admin() + "/orders");
    assertThat(page.url()).contains("sign-in");
    page.fill("#login", AdminBrowser.shop().path("staff").get(0).path("login").asText());
    page.fill("#password", "wrong-password-1");
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForSelector("[role=alert]");
    assertThat(page.textContent("[role=alert]")).isNotBlank();
  }

  @Test
  void a_clerk_sees_only_what_her_role_allows_by_address_too() {
    var page = page(1280, "zh-CN");
    AdminBrowser.signIn(page, AdminBrowser.shop().path("staff").size() - 1);
    var refused = 0;
    for (var address :
        List.of("/products/new", "/plugins", "/orders", "/activities/seckill/sale/new")) {
      var status = page.navigate(admin() + address).status();
      assertThat(status).as(address).isIn(200, 403);
      refused += status == 403 ? 1 : 0;
    }
    assertThat(refused).as("a clerk may not do everything").isPositive();
  }

  @Test
  void an_order_is_shipped_in_the_browser() {
    var page = page(1280, "zh-CN");
    AdminBrowser.signIn(page, 0);
    page.navigate(admin() + "/orders?view=PAID");
    page.locator("main a[href^='/orders/']").first().click();
    page.waitForSelector("[name=carrier]");
    page.fill("[name=carrier]", "顺丰速运");
    page.fill("[name=tracking]", "SF1234567890");
    page.locator(
            "form[action$='/ship'] button[type=submit], form[action$='/ship'] button.btn-primary")
        .first()
        .click();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(page.textContent("main")).contains("SF1234567890");
  }
}
