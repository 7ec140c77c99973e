package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.api.id.ActivityId;
import io.wanpu.kernel.shared.Json;
import io.wanpu.launcher.Home;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;
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

  /** What the README calls the pages of its pictures. */
  private static final Map<String, String> NAMES =
      Map.of(
          "/", "admin-home",
          "/orders/{id}", "admin-order-detail",
          "/products/{id}", "admin-product-edit",
          "/x/{plugin}/{path: .+}", "admin-seckill-live",
          "/pages/{id}", "admin-page-designer",
          "/members/{id}", "admin-member",
          "/activities/calendar", "admin-calendar");

  /**
   * Files, answers of WeChat, and addresses that are there for a moment or of which only some
   * plugins have one.
   */
  private static final Set<String> NOT_BY_LINK =
      Set.of(
          "/jobs/{id}/file",
          "/jobs/{id}/progress",
          "/x/{plugin}",
          "/publish/download/{target}",
          "/publish/entrust",
          "/publish/trial-code",
          "/publish/return",
          "/page-drafts/{id}/preview",
          "/sign-in/code");

  /**
   * Walks from page to page along the links, and looks at one of each sort: every page that the
   * resources have, those with ids among them, is found or the test says which is not.
   */
  private static void walk(
      Page page, String setting, Predicate<AdminRoutes.Route> whose, List<String> more) {
    var routes = AdminRoutes.all().stream().filter(AdminRoutes.Route::reads).filter(whose).toList();
    var open = new ArrayDeque<String>(more);
    var unseen = new LinkedHashSet<AdminRoutes.Route>(routes);
    routes.stream()
        .map(AdminRoutes.Route::path)
        .filter(at -> !at.contains("{") && !NOT_BY_LINK.contains(at))
        .forEach(open::add);
    var looked = new HashSet<String>();
    while (!open.isEmpty()) {
      var address = open.remove();
      var route = route(routes, address);
      if (!looked.add(address) || !more.contains(address) && !unseen.contains(route)) {
        continue;
      }
      unseen.remove(route);
      if (look(page, name(route.path(), address), address, setting)) {
        for (var link : links(page)) {
          var to = route(routes, link);
          if (to != null && unseen.contains(to)) {
            open.add(link);
          }
        }
      }
    }
    unseen.removeIf(route -> NOT_BY_LINK.contains(route.path()));
    assertThat(unseen).as("pages that nothing leads to").isEmpty();
  }

  /** Which of the resources answers at an address. */
  private static AdminRoutes.@Nullable Route route(List<AdminRoutes.Route> routes, String address) {
    var path = address.replaceFirst("[?#].*", "");
    return routes.stream()
        .filter(route -> path.matches(pattern(route.path())))
        .min(Comparator.comparing(route -> route.path().chars().filter(c -> c == '{').count()))
        .orElse(null);
  }

  private static String pattern(String path) {
    return path.replaceAll("\\{[^}:]*: \\.\\+\\}", ".+").replaceAll("\\{[^}]*\\}", "[^/]+");
  }

  private static String name(String path, String address) {
    return NAMES.getOrDefault(
            path, "admin" + path.replaceAll("[^a-z]+", "-").replaceFirst("-$", ""))
        + (address.contains("?") ? "-" + address.replaceFirst(".*\\?", "").replace('=', '-') : "");
  }

  /** What the page leads to, parts that it fetches among them. */
  private static List<String> links(Page page) {
    @SuppressWarnings("unchecked")
    var found =
        (List<String>)
            page.evaluate(
                """
                () => [...document.querySelectorAll('main a[href], aside a[href], [hx-get]')]
                    .flatMap(each => [each.getAttribute('href'), each.getAttribute('hx-get')])
                    .filter(at => at && at.startsWith('/'))
                """);
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280 zh-CN light", "390 en dark"})
  void every_page_can_be_read_by_everybody(String setting) {
    var page = page(setting);
    AdminBrowser.signIn(page, 0);
    for (var list : List.of("/orders", "/products")) {
      page.navigate(admin() + list);
      page.click("form[action='/jobs/export'] button");
      page.waitForURL("**/jobs/*");
    }
    page.navigate(admin() + "/brands/new");
    page.fill("[name=name]", "山岚 " + System.nanoTime());
    AdminBrowser.arrive(page, () -> page.click(".save-bar .btn-primary"));
    var draft = "/activities/seckill/sale/" + draft();
    walk(
        page,
        setting,
        route -> route.permission().isPresent(),
        List.of(
            draft,
            draft + "/edit",
            "/orders?q=nothing-like-that",
            "/activities/calendar?view=week",
            "/search?q=Max"));
  }

  /** A flash sale of the demo's first shop that is not published. */
  private static ActivityId draft() {
    var demo = AdminBrowser.shop();
    var shop = Shop.of(TestMall.get().mall(), demo.path("code").asText());
    var sku = demo.at("/sampleProducts/0/sku").asText();
    var starts = shop.mall().clock().instant().plus(Duration.ofDays(30));
    var ends = starts.plus(Duration.ofHours(2));
    var config =
        Json.write(
            Map.of(
                "startsAt",
                starts,
                "endsAt",
                ends,
                "items",
                List.of(Map.of("sku", sku, "price", 100, "stock", 1)),
                "perMember",
                1,
                "claimMinutes",
                30));
    return shop.call(
        () -> shop.mall().activities().create("seckill", "sale", "草稿", starts, ends, config).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280 zh-CN light", "390 en dark"})
  void every_page_of_the_console_can_be_read_by_everybody(String setting) {
    var page = page(setting);
    var secrets = TestMall.get().stack().secrets();
    page.navigate(admin() + "/operator/sign-in");
    page.fill("[name=login]", secrets.operatorLogin());
    page.fill("[name=password]", secrets.operatorPassword());
    page.click("form button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
    // programs call what is below api, with a token
    walk(
        page,
        setting,
        route -> route.operator() && !route.path().startsWith("/operator/api/"),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1280 zh-CN light", "390 en dark"})
  void every_page_before_signing_in_can_be_read_by_everybody(String setting) {
    walk(
        page(setting),
        setting,
        route -> route.permission().isEmpty() && !route.operator(),
        List.of("/sign-in?ended=yes"));
  }

  private Page page(String setting) {
    return page(
        Integer.parseInt(setting.split(" ")[0]),
        setting.split(" ")[1],
        setting.endsWith("dark") ? ColorScheme.DARK : ColorScheme.LIGHT);
  }

  /** Opens a page and sees that nobody is kept from reading it. @return whether it is a page */
  private static boolean look(Page page, String name, String path, String setting) {
    var width = Integer.parseInt(setting.split(" ")[0]);
    var plain = page.request().get(admin() + path);
    assertThat(plain.status()).as(path).isIn(200, 204);
    if (!plain.text().startsWith("<!DOCTYPE html>")) {
      return false;
    }
    page.navigate(admin() + path);
    if (Boolean.getBoolean("wanpu.screens")) {
      page.waitForLoadState(LoadState.NETWORKIDLE);
    } else {
      page.waitForFunction("() => !document.querySelector('.htmx-request')");
    }
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
    return true;
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
