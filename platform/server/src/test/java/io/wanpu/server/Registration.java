package io.wanpu.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.wanpu.kernel.shared.Json;
import io.wanpu.testkit.TestMall;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/** A merchant who opens a shop of her own, in a real browser, with a code by text message. */
final class Registration {
  private Registration() {}

  /** A phone that nobody has registered with. */
  static String phone() {
    return "139" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
  }

  /** Name of the shop in addresses. */
  static String code(String phone) {
    return "m" + phone;
  }

  /**
   * A page of somebody who has just registered; she signs in with her phone and {@link
   * Desk#PASSWORD}.
   */
  static Page register(String phone, String language, String shop) {
    var context =
        AdminBrowser.browser().newContext(new Browser.NewContextOptions().setLocale(language));
    var page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.navigate(RunningMall.admin() + "/register");
    page.fill("#phone", phone);
    page.click("button[formaction]");
    page.waitForCondition(() -> !page.locator("#said").innerText().isBlank());
    page.fill("#sms", texted(phone));
    page.fill("#shop", shop);
    page.fill("#code", code(phone));
    page.fill("#name", "Lin");
    page.fill("#password", Desk.PASSWORD);
    page.check("input[name='agree']");
    page.click("button.btn-primary");
    page.waitForURL(RunningMall.admin() + "/");
    return page;
  }

  /** The code that the phone received. */
  private static String texted(String phone) {
    var texts =
        Http.visitor(URI.create(TestMall.get().stack().wechat().url()))
            .get("/sandbox/texts")
            .json();
    for (var text : texts) {
      if (text.path("phone").asText().equals(phone)) {
        return Json.tree(text.path("parameters").asText()).path("code").asText();
      }
    }
    throw new AssertionError("no message reached " + phone);
  }
}
