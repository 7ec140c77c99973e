package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.wanpu.testkit.TestMall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The usual attacks on pages, at every address there is. */
@BesideOthers
class IntruderIT {
  /** Fits into a tag of twenty characters. */
  private static final String EVIL = "<svg onload=evil()>";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /** Looked for where the values of attributes have been taken out: they may hold anything. */
  private static final Pattern INLINE =
      Pattern.compile("(?i)<[a-z][^>]*\\s(style|on[a-z]+)\\s*=|<style\\b|<script(?![^>]*\\ssrc=)");

  private static Stall stall;
  private static String owner;

  @BeforeAll
  static void open() {
    RunningMall.node();
    stall = Stall.open();
    owner = Desk.hire(stall.shop(), "owner", Set.of("*"));
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  private static Http operator() {
    var secrets = TestMall.get().stack().secrets();
    var entered =
        Desk.browser()
            .send(
                "POST",
                "/operator/sign-in",
                Desk.form(
                    Map.of(
                        "login", secrets.operatorLogin(), "password", secrets.operatorPassword())));
    return Desk.browser().with("Cookie", cookie(entered));
  }

  /** The address of a page with the id of something that it shows. */
  private static String fitting(AdminRoutes.Route route) {
    var of = route.path().split("/", 3)[1];
    var id =
        switch (of) {
          case "products" -> stall.values().get("product");
          case "orders" -> stall.values().get("order");
          case "members" -> stall.member().toString();
          case "activities" -> stall.values().get("activity");
          case "categories" -> stall.values().get("category");
          case "staff" -> staff();
          case "roles" -> role();
          case "operator" -> stall.shop().id().toString();
          default -> "1";
        };
    return route.at(id);
  }

  private static String staff() {
    return stall
        .shop()
        .call(() -> stall.shop().mall().manageStaff().list().getFirst().id().toString());
  }

  private static String role() {
    return stall.shop().call(() -> stall.shop().mall().roles().list().getFirst().id().toString());
  }

  private static String cookie(Http.Answer answer) {
    return answer.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", "");
  }

  @Test
  void nothing_is_changed_without_the_token_or_from_elsewhere() {
    var desk = Desk.signIn(owner);
    var console = operator();
    var token = token(desk.get("/").body());
    var before = stall.rows();
    var walked = 0;
    for (var route : AdminRoutes.all()) {
      if (route.reads() || route.path().startsWith("/operator/api/")) {
        continue;
      }
      var voice = route.operator() ? console : desk.http();
      var address = route.at(stall.ids().getFirst());
      assertThat(voice.send("POST", address, "x=y").status())
          .as("no token: " + route)
          .isEqualTo(403);
      assertThat(voice.with("X-CSRF-Token", "x".repeat(64)).send("POST", address, "x=y").status())
          .as("a token of another: " + route)
          .isEqualTo(403);
      assertThat(
              voice
                  .with("Origin", "https://evil.example")
                  .with("X-CSRF-Token", token)
                  .send("POST", address, "x=y")
                  .status())
          .as("from elsewhere: " + route)
          .isEqualTo(403);
      walked++;
    }
    assertThat(walked).isGreaterThan(40);
    assertThat(Stall.changed(before, stall.rows())).isEmpty();
    assertThat(desk.get("/").status()).as("still signed in").isEqualTo(200);
  }

  @Test
  void every_page_is_free_of_inline_code_and_refuses_frames() {
    var desk = Desk.signIn(owner);
    var console = operator();
    var walked = 0;
    for (var route : AdminRoutes.all()) {
      if (!route.reads() || route.path().startsWith("/operator/api/")) {
        continue;
      }
      var address = fitting(route);
      var stranger = route.permission().isEmpty() && !route.operator();
      var answer =
          (stranger ? Desk.browser() : route.operator() ? console : desk.http()).get(address);
      assertThat(answer.headers().get("content-security-policy"))
          .as(address)
          .contains(
              "default-src 'none'",
              "script-src 'self';",
              "style-src 'self';",
              "frame-ancestors 'none'",
              "base-uri 'none'",
              "form-action 'self'")
          .doesNotContain("unsafe", "*");
      assertThat(answer.headers()).as(address).containsEntry("x-content-type-options", "nosniff");
      var inline = INLINE.matcher(plain(answer.body()));
      assertThat(inline.find() ? inline.group() : "").as(address).isEmpty();
      assertThat(answer.body()).as(address).doesNotContain("=\"javascript:");
      walked += answer.status() == 200 ? 1 : 0;
    }
    assertThat(walked).as("pages that were there").isGreaterThan(30);
  }

  @Test
  void nobody_is_sent_to_another_site() {
    var desk = Desk.signIn(owner);
    var token = token(desk.get("/").body());
    for (var evil :
        List.of(
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/%09//evil.example\r\nX: y",
            "javascript:alert(1)",
            "///evil.example",
            " //evil.example")) {
      var signIn =
          Desk.browser()
              .send(
                  "POST",
                  "/sign-in",
                  Desk.form(Map.of("login", owner, "password", Desk.PASSWORD, "next", evil)));
      home(signIn, "sign-in " + evil);
      for (var path :
          List.of(
              "/language", "/theme", "/products/shelve", "/members/bulk", "/deliveries/retry")) {
        var answer =
            desk.http()
                .with("X-CSRF-Token", token)
                .send("POST", path, Desk.form(Map.of("to", "zh-CN", "back", evil, "action", "ON")));
        if (answer.status() == 303) {
          home(answer, path + " " + evil);
        }
      }
    }
  }

  private static void home(Http.Answer answer, String what) {
    assertThat(answer.headers().getOrDefault("location", "/"))
        .as(what)
        .matches("/|/[a-z0-9][a-zA-Z0-9/?=&_.-]*");
    assertThat(answer.headers()).as(what).doesNotContainKey("x");
  }

  @Test
  void a_planted_session_is_worth_nothing() {
    var planted = cookie(Desk.trySignIn(owner, Desk.PASSWORD));
    var again = Desk.browser().with("Cookie", planted);
    var in =
        again
            .with("X-CSRF-Token", token(again.get("/").body()))
            .send("POST", "/sign-in", Desk.form(Map.of("login", owner, "password", Desk.PASSWORD)));
    assertThat(cookie(in)).isNotEqualTo(planted);
    assertThat(again.get("/orders").status()).isEqualTo(303);
    var made = Desk.browser().with("Cookie", "wanpu_admin=0123456789abcdef0123456789abcdef");
    var mine =
        made.send("POST", "/sign-in", Desk.form(Map.of("login", owner, "password", Desk.PASSWORD)));
    assertThat(cookie(mine)).isNotBlank().doesNotContain("0123456789abcdef");

    var hers = Desk.browser().with("Cookie", cookie(in));
    hers.with("X-CSRF-Token", token(hers.get("/").body())).send("POST", "/sign-out", "x=");
    assertThat(hers.get("/orders").status()).as("signed out").isEqualTo(303);
    var console = operator();
    assertThat(console.get("/operator/shops").status()).isEqualTo(200);
    assertThat(console.get("/orders").status()).as("the operator is no staff").isEqualTo(303);
  }

  @Test
  void guessing_is_slowed_and_then_stopped() {
    var login = Desk.hire(stall.shop(), "guessed", Set.of("order.read"));
    var statuses = new ArrayList<Integer>();
    for (var i = 0; i < 7; i++) {
      statuses.add(Desk.trySignIn(login, "guess-" + i).status());
    }
    assertThat(statuses).containsSubsequence(422, 429).endsWith(429);
    assertThat(Desk.trySignIn(login, Desk.PASSWORD).status()).isEqualTo(429);
    var stranger = new ArrayList<Integer>();
    for (var i = 0; i < 7; i++) {
      stranger.add(Desk.trySignIn("nobody@" + stall.shop().code(), "guess-" + i).status());
    }
    assertThat(stranger).as("a login that is none answers alike").isEqualTo(statuses);
    var nobody =
        Desk.browser()
            .send("POST", "/operator/sign-in", Desk.form(Map.of("login", "no", "password", "x")));
    assertThat(nobody.status()).isIn(422, 429);
  }

  @Test
  void text_of_anybody_stays_text_in_every_field_of_every_form() {
    var context =
        AdminBrowser.browser().newContext(new Browser.NewContextOptions().setLocale("zh-CN"));
    var page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onDialog(dialog -> dialog.accept());
    signIn(page, "/sign-in", owner, Desk.PASSWORD);
    var staffs =
        AdminRoutes.staffs().stream()
            .filter(AdminRoutes.Route::reads)
            .filter(route -> !route.path().startsWith("/pick"))
            .toList();
    var sent = 0;
    for (var route : staffs) {
      sent += filled(page, fitting(route));
    }
    shopper();
    assertThat(sent).as("forms that were sent").isGreaterThan(20);
    var shown = 0;
    for (var route : staffs) {
      shown += harmless(page, fitting(route));
    }
    assertThat(shown).as("pages that show it as text").isGreaterThan(8);
    context.close();

    var console = AdminBrowser.browser().newContext();
    var operators = console.newPage();
    var secrets = TestMall.get().stack().secrets();
    signIn(operators, "/operator/sign-in", secrets.operatorLogin(), secrets.operatorPassword());
    for (var address :
        List.of(
            "/operator/shops?q=" + stall.shop().code(),
            "/operator/shops/" + stall.shop().id(),
            "/operator",
            "/operator/system",
            "/operator/health")) {
      var unused = harmless(operators, address);
    }
    console.close();
  }

  /** A shopper's words, which staff read. */
  private static void shopper() {
    var voice = Http.visitor(RunningMall.storefront()).as(stall.token());
    var changed =
        voice.send("PATCH", stall.base() + "/me", "{\"nickname\":\"" + EVIL + "\"}").status();
    var put = voice.send("PUT", stall.base() + "/me", "{\"nickname\":\"" + EVIL + "\"}").status();
    assertThat(List.of(changed, put)).allMatch(status -> status < 500);
  }

  private static void signIn(Page page, String door, String login, String password) {
    page.navigate(RunningMall.admin() + door);
    page.fill("[name=login]", login);
    page.fill("[name=password]", password);
    page.click("form button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  /** Sends every form of a page with the words in every text field. @return how many were sent */
  private static int filled(Page page, String address) {
    if (AdminBrowser.visit(page, address).isEmpty()) {
      return 0;
    }
    return ((Number)
            page.evaluate(
                """
                async (evil) => {
                  let sent = 0;
                  for (const form of document.querySelectorAll('form[method=post]')) {
                    const action = form.getAttribute('action') || location.pathname;
                    if (/sign-out|leave|language|theme|export|delete|dismiss|remove|end$|disable|sessions|factor|password|close|block|shelve/.test(action)) continue;
                    const data = new URLSearchParams();
                    for (const field of form.elements) {
                      if (!field.name || ['submit', 'button', 'file', 'fieldset'].includes(field.type)) continue;
                      if (['checkbox', 'radio'].includes(field.type)) { if (field.checked) data.append(field.name, field.value); continue; }
                      const texts = field.tagName === 'TEXTAREA' || (field.tagName === 'INPUT' && ['text', 'search', 'tel', ''].includes(field.type));
                      const plain = texts && !['decimal', 'numeric'].includes(field.inputMode) && !field.pattern;
                      data.append(field.name, plain ? (field.maxLength > 0 && field.maxLength < evil.length ? field.value : evil) : field.value);
                    }
                    const answer = await fetch(action, {method: 'POST', body: data, redirect: 'manual'});
                    if (answer.status >= 500) throw new Error(action + ' ' + answer.status);
                    sent++;
                  }
                  return sent;
                }
                """,
                EVIL))
        .intValue();
  }

  /** Looks whether the words have become an element. @return 1 when they are shown as text */
  private static int harmless(Page page, String address) {
    var answer = AdminBrowser.visit(page, address);
    if (answer.isEmpty()) {
      return 0;
    }
    assertThat(answer.get().status()).as(address).isLessThan(500);
    var alive =
        (Number)
            page.evaluate(
                "() => document.querySelectorAll('svg[onload], [onerror], [onclick]').length"
                    + " + [...document.querySelectorAll('template')].filter(t =>"
                    + " t.content.querySelector('svg[onload]')).length");
    assertThat(alive.intValue()).as(address).isZero();
    return page.content().contains("&lt;svg onload=evil()&gt;") ? 1 : 0;
  }

  /** Without data, which no browser runs, and without the values of attributes. */
  private static String plain(String html) {
    return html.replaceAll("<script type=\"application/json\"[^>]*>", "")
        .replaceAll("\"[^\"]*\"", "\"\"");
  }

  private static String token(String page) {
    var token = TOKEN.matcher(page);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }
}
