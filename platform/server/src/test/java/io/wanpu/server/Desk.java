package io.wanpu.server;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.testkit.Shop;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody of a shop's staff at her browser. */
final class Desk {
  static final String PASSWORD = "wanpu-test-2026";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Http http;
  private final String csrf;

  private Desk(Http http, String csrf) {
    this.http = http;
    this.csrf = csrf;
  }

  /** Hires somebody with these permissions. @return her login */
  static String hire(Shop shop, String name, Set<String> permissions) {
    var login = name + "@" + shop.code();
    shop.run(
        () -> {
          var by = Granter.unlimited(Actor.system());
          var role = shop.mall().roles().add(by, "role of " + name, permissions);
          var unused =
              shop.mall()
                  .manageStaff()
                  .hire(by, new NewStaff(login, name, PASSWORD, List.of(role)));
        });
    return login;
  }

  /** A browser at the sign-in page. */
  static Http browser() {
    var admin = RunningMall.admin();
    return Http.visitor(admin)
        .with("Origin", origin(admin))
        .with("Content-Type", "application/x-www-form-urlencoded");
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  /** Tries to sign in. */
  static Http.Answer trySignIn(String login, String password) {
    return browser().send("POST", "/sign-in", form(Map.of("login", login, "password", password)));
  }

  /** Signs in. */
  static Desk signIn(String login) {
    var answer = trySignIn(login, PASSWORD);
    if (answer.status() != 303) {
      throw new AssertionError(login + " could not sign in: " + answer);
    }
    var cookie = answer.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", "");
    var signedIn = browser().with("Cookie", cookie);
    var token = TOKEN.matcher(signedIn.get("/").body());
    if (!token.find()) {
      throw new AssertionError("the page carries no token");
    }
    return new Desk(signedIn, token.group(1));
  }

  Http http() {
    return http;
  }

  Http.Answer get(String path) {
    return http.get(path);
  }

  /** Sends a form with the token of the session. */
  Http.Answer post(String path, Map<String, String> fields) {
    return http.with("X-CSRF-Token", csrf).send("POST", path, form(fields));
  }

  /** Sends JSON with the token of the session, as scripts of the pages do. */
  Http.Answer json(String path, String body) {
    return http.with("X-CSRF-Token", csrf)
        .with("HX-Request", "true")
        .with("Content-Type", "application/json")
        .send("POST", path, body);
  }

  static String form(Map<String, String> fields) {
    return fields.isEmpty()
        ? "nothing="
        : fields.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
