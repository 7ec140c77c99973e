package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.wanpu.testkit.TestMall;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A merchant registers in a real browser, makes a role and a clerk, and finds in her audit log what
 * everybody did; strangers try the usual ways in.
 */
class MerchantIT {
  private static final String EVIL =
      "<img src=x onerror=window.evil=1>\"'<script>window.evil=1</script>";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("[a-z_]+(\\.[a-zA-Z_]+)+");

  @BeforeAll
  static void open() {
    RunningMall.node();
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @Test
  void a_new_merchant_hires_a_clerk_who_reaches_what_her_role_allows_and_nothing_else() {
    var phone = Registration.phone();
    var owner = Registration.register(phone, "zh-CN", "青禾小店");
    assertThat(owner.url()).isEqualTo(RunningMall.admin() + "/");
    assertThat(owner.locator(".checklist").count()).isEqualTo(1);

    owner.navigate(RunningMall.admin() + "/roles/new");
    owner.fill("#name", "发货员" + EVIL.substring(0, 33));
    owner.check("input[value='order.read']");
    owner.check("input[value='order.ship']");
    owner.click(".save-bar button");
    owner.waitForURL("**/roles");
    assertThat(owner.locator("thead").innerText()).contains("发货员<img");

    var login = "clerk" + phone;
    owner.navigate(RunningMall.admin() + "/staff/new");
    owner.fill("#name", EVIL.substring(0, 50));
    owner.fill("#login", login);
    owner.fill("#password", Desk.PASSWORD);
    owner.locator("label.form-check", new Page.LocatorOptions().setHasText("发货员")).click();
    owner.click(".save-bar button");
    owner.waitForURL(Pattern.compile(".*/staff/\\d+"));
    var hers = owner.url();
    assertThat(owner.locator("h1").innerText()).contains("<img src=x");

    var clerk = Desk.signIn(login);
    var home = clerk.get("/").body();
    assertThat(home)
        .contains("href=\"/orders\"")
        .doesNotContain("href=\"/products\"", "href=\"/staff\"");
    assertThat(clerk.get("/orders").status()).isEqualTo(200);
    var walked = 0;
    for (var page : pages()) {
      if (!List.of("", "order.read", "order.ship").contains(page.getValue())) {
        assertThat(clerk.get(page.getKey()).status()).as(page.getKey()).isEqualTo(403);
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(8);
    assertThat(clerk.post("/staff/1/dismiss", Map.of()).status()).isEqualTo(403);

    owner.click("button[data-dialog='#ask-dismiss']");
    owner.click("#ask-dismiss button.btn-danger");
    owner.waitForURL(hers);
    assertThat(clerk.get("/orders").headers().get("location")).startsWith("/sign-in");

    owner.navigate(RunningMall.admin() + "/audit");
    assertThat(owner.locator("tbody").innerText()).contains("新建了角色", "添加了员工", "办理了员工离职");
    owner.locator("a.row-link", new Page.LocatorOptions().setHasText("办理了员工离职")).click();
    owner.waitForURL("**/audit/*_*");
    assertThat(owner.locator("main").innerText()).contains("ACTIVE", "DISMISSED");
    owner.navigate(RunningMall.admin() + "/audit?area=role");
    owner.locator("a.row-link").first().click();
    owner.waitForURL("**/audit/*_*");
    assertThat(owner.locator("main").innerText()).contains("<img src=x");
    assertThat(owner.evaluate("window.evil === undefined")).isEqualTo(true);
    owner.context().close();
  }

  @Test
  void no_page_shows_text_that_was_not_translated() {
    var owner = Registration.register(Registration.phone(), "en", "Green Fields");
    var wrong = new ArrayList<String>();
    for (var page : pages()) {
      if (AdminBrowser.visit(owner, page.getKey()).isEmpty()) {
        continue;
      }
      var said =
          (String)
              owner.evaluate(
                  """
                  () => {
                    document.querySelectorAll('[lang="zh-CN"]:not(html), script, code, .code').forEach(e => e.remove());
                    const texts = [document.title];
                    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    while (walk.nextNode()) texts.push(walk.currentNode.data.trim());
                    document.querySelectorAll('[placeholder], [aria-label], [title]').forEach(e =>
                      texts.push(e.placeholder || '', e.getAttribute('aria-label') || '', e.title || ''));
                    return texts.filter(t => t).join('\\n');
                  }
                  """);
      for (var line : said.split("\n")) {
        if (KEY.matcher(line).matches() || line.codePoints().anyMatch(Character::isIdeographic)) {
          wrong.add(page.getKey() + ": " + line);
        }
      }
    }
    owner.context().close();

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_second_factor_is_asked_for_and_each_code_works_once() {
    var phone = Registration.phone();
    Registration.register(phone, "zh-CN", "两步小店").context().close();
    var desk = Desk.signIn(phone);
    var offer = desk.get("/profile/factor").body();
    var secret = found(offer, "class=\"code\">([A-Z2-7 ]+)<").replace(" ", "");
    // the next half minute may have begun when it is tried again
    var used = totp(secret);
    var on =
        desk.post(
            "/profile/factor",
            Map.of("sealed", found(offer, "name=\"sealed\" value=\"([^\"]+)\""), "code", used));
    assertThat(on.status()).as(on.body()).isEqualTo(200);
    var recovery = found(on.body(), "<li class=\"code\">([A-Z2-7-]{19})<");

    var half = half(phone);
    assertThat(half.get("/orders").headers().get("location")).startsWith("/sign-in");
    assertThat(code(half, used).status()).as("a code that was used").isEqualTo(422);
    assertThat(code(half, recovery).status()).isEqualTo(303);
    assertThat(code(half(phone), recovery).status()).as("used recovery code").isEqualTo(422);
    var guesses = half(phone);
    var last = 0;
    for (var i = 0; i < 6; i++) {
      last = code(guesses, "000000").status();
    }
    assertThat(last).as("guessing locks").isEqualTo(429);
    assertThat(Desk.trySignIn(phone, Desk.PASSWORD).status())
        .as("the password does not buy more guesses")
        .isEqualTo(429);
  }

  @Test
  void the_usual_ways_in_are_shut() {
    var phone = Registration.phone();
    Registration.register(phone, "zh-CN", "结实小店").context().close();

    var first = Desk.trySignIn(phone, Desk.PASSWORD);
    var planted = cookie(first);
    var token = found(Desk.browser().with("Cookie", planted).get("/").body(), TOKEN.pattern());
    var again =
        Desk.browser()
            .with("Cookie", planted)
            .with("X-CSRF-Token", token)
            .send(
                "POST",
                "/sign-in",
                Desk.form(
                    Map.of("login", phone, "password", Desk.PASSWORD, "next", "//evil.example")));
    assertThat(again.headers().get("location")).as("open redirect").isEqualTo("/");
    assertThat(cookie(again)).as("session fixation").isNotEqualTo(planted);
    assertThat(Desk.browser().with("Cookie", planted).get("/").status()).isEqualTo(303);

    var code = Desk.browser().send("POST", "/register/code", Desk.form(Map.of("phone", "123")));
    assertThat(code.status()).isEqualTo(422);
    var guess =
        Desk.browser()
            .send(
                "POST",
                "/register",
                Desk.form(
                    Map.of(
                        "phone",
                        Registration.phone(),
                        "sms",
                        "000000",
                        "shop",
                        "x",
                        "code",
                        "x-" + phone,
                        "name",
                        "x",
                        "password",
                        Desk.PASSWORD,
                        "agree",
                        "yes")));
    assertThat(guess.status()).isEqualTo(422);
    var elsewhere =
        Http.visitor(RunningMall.admin())
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Origin", "https://evil.example")
            .send("POST", "/register/code", Desk.form(Map.of("phone", Registration.phone())));
    assertThat(elsewhere.status()).isEqualTo(403);
  }

  @Test
  void the_merchant_reads_that_the_operator_helped_and_why() {
    var phone = Registration.phone();
    Registration.register(phone, "zh-CN", "求助小店").context().close();
    var owner = Desk.signIn(phone);

    var secrets = TestMall.get().stack().secrets();
    var entered =
        Desk.browser()
            .send(
                "POST",
                "/operator/sign-in",
                Desk.form(
                    Map.of(
                        "login", secrets.operatorLogin(), "password", secrets.operatorPassword())));
    var operator = Desk.browser().with("Cookie", cookie(entered));
    var shops = operator.get("/operator/shops?q=" + "m" + phone).body();
    assertThat(shops).contains("求助小店");
    var shop = found(shops, "href=\"/operator/shops/(\\d+)\"");
    assertThat(operator.get("/operator/system").status()).isEqualTo(200);
    assertThat(operator.get("/orders").status()).as("no door into shops").isEqualTo(303);
    var page = operator.get("/operator/shops/" + shop).body();
    var help =
        operator
            .with("X-CSRF-Token", found(page, TOKEN.pattern()))
            .send(
                "POST",
                "/operator/shops/" + shop + "/support",
                Desk.form(Map.of("reason", "商家来电：订单打不开")));
    assertThat(help.headers().get("location")).isEqualTo("/");
    var support = Desk.browser().with("Cookie", cookie(help));
    assertThat(support.get("/orders").status()).isEqualTo(200);
    assertThat(support.get("/orders").body()).contains("support-bar");
    assertThat(support.get("/staff").status()).isEqualTo(403);

    var log = owner.get("/audit").body();
    assertThat(log).contains("平台人员进店协助");
    assertThat(owner.get(found(log, "href=\"(/audit/[0-9_]+)\">平台人员进店协助")).body())
        .contains("商家来电：订单打不开");
  }

  private static Http half(String login) {
    var answer = Desk.trySignIn(login, Desk.PASSWORD);
    assertThat(answer.headers().get("location")).isEqualTo("/sign-in/code");
    return Desk.browser().with("Cookie", cookie(answer));
  }

  private static Http.Answer code(Http half, String code) {
    var page = half.get("/sign-in/code").body();
    var token = TOKEN.matcher(page);
    return half.with("X-CSRF-Token", token.find() ? token.group(1) : "")
        .send("POST", "/sign-in/code", Desk.form(Map.of("code", code)));
  }

  private static String cookie(Http.Answer answer) {
    return answer.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", "");
  }

  private static String found(String text, String pattern) {
    var match = Pattern.compile(pattern).matcher(text);
    assertThat(match.find()).as(pattern + " in " + text).isTrue();
    return match.group(1);
  }

  /** As an authenticator app reckons it. */
  private static String totp(String secret) {
    var bits = new StringBuilder();
    for (var letter : secret.toCharArray()) {
      var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      bits.append(String.format("%5s", Integer.toBinaryString(value)).replace(' ', '0'));
    }
    var key = new byte[bits.length() / 8];
    for (var i = 0; i < key.length; i++) {
      key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
    }
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      var step = Instant.now().getEpochSecond() / 30;
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      var number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pages of staff without variables in their address, with the permission of each. */
  private static List<Map.Entry<String, String>> pages() {
    return AdminRoutes.staffs().stream()
        .filter(route -> route.reads() && !route.path().contains("{"))
        .map(route -> Map.entry(route.path(), route.permission().orElseThrow()))
        .toList();
  }
}
