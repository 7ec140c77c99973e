package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.server.AdminRoutes.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The staff's door of the real server: who gets in, and what she reaches. */
class AdminIT {
  private static Stall mine;
  private static Stall others;
  private static String owner;

  @BeforeAll
  static void open() {
    RunningMall.node();
    mine = Stall.open();
    others = Stall.open();
    owner = Desk.hire(mine.shop(), "owner", Set.of("*"));
  }

  @Test
  void the_session_cookie_is_for_this_door_alone() {
    var answer = Desk.trySignIn(owner, Desk.PASSWORD);

    assertThat(answer.headers().get("set-cookie"))
        .startsWith("wanpu_admin=")
        .containsIgnoringCase("; HttpOnly")
        .containsIgnoringCase("; Secure")
        .containsIgnoringCase("; SameSite=Strict");
  }

  @Test
  void every_page_confines_the_browser() {
    var answer = Desk.browser().get("/sign-in");

    assertThat(answer.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cross-origin-opener-policy", "same-origin")
        .doesNotContainKeys("server", "x-powered-by");
    assertThat(answer.body()).doesNotContain("style=", "onclick=", "<script>");
  }

  @Test
  void a_stranger_is_sent_to_the_sign_in_page() {
    for (var page : AdminRoutes.staffs()) {
      var answer = Desk.browser().send(page.method(), page.at(mine.ids().getFirst()), body(page));
      assertThat(answer.status()).as(page.toString()).isEqualTo(303);
      assertThat(answer.headers().get("location")).startsWith("/sign-in");
    }
  }

  @Test
  void a_form_from_elsewhere_or_without_the_token_changes_nothing() {
    var desk = Desk.signIn(owner);
    var before = mine.rows();

    var noToken = desk.http().send("POST", "/plugins/seckill/disable", "x=");
    var elsewhere =
        desk.http()
            .with("Origin", "https://evil.example")
            .send("POST", "/plugins/seckill/disable", "x=");

    assertThat(noToken.status()).isEqualTo(403);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(noToken.body()).contains("<!DOCTYPE html>").contains("href=\"/\"");
    assertThat(Stall.changed(before, mine.rows())).isEmpty();
  }

  @Test
  void a_clerk_does_only_what_her_role_allows() {
    var clerk = Desk.signIn(Desk.hire(mine.shop(), "clerk", Set.of("order.read")));

    assertThat(clerk.get("/orders").status()).isEqualTo(200);
    for (var page : AdminRoutes.staffs()) {
      if (!Set.of("", "order.read").contains(page.permission().orElseThrow())) {
        var path = page.at(mine.ids().getFirst());
        var answer = page.reads() ? clerk.get(path) : clerk.post(path, Map.of("x", "y"));
        assertThat(answer.status()).as(page.toString()).isEqualTo(403);
      }
    }
    assertThat(clerk.get("/activities/seckill/sale").status()).isEqualTo(403);
    assertThat(clerk.get("/x/seckill/live").status()).isEqualTo(403);
  }

  @Test
  void a_dismissed_clerk_is_out_at_once() {
    var login = Desk.hire(mine.shop(), "leaver", Set.of("order.read"));
    var leaver = Desk.signIn(login);
    assertThat(leaver.get("/orders").status()).isEqualTo(200);

    mine.shop()
        .run(
            () -> {
              var staff = mine.shop().mall().manageStaff();
              var id =
                  staff.list().stream()
                      .filter(who -> who.login().equals(login))
                      .findFirst()
                      .orElseThrow()
                      .id();
              staff.dismiss(
                  io.wanpu.kernel.staff.Granter.unlimited(io.wanpu.kernel.audit.Actor.system()),
                  id);
            });

    assertThat(leaver.get("/orders").status()).isEqualTo(303);
    assertThat(Desk.trySignIn(login, Desk.PASSWORD).status()).isEqualTo(422);
  }

  @Test
  void five_wrong_passwords_lock_the_account() {
    var login = Desk.hire(mine.shop(), "forgetful", Set.of("order.read"));
    for (var i = 0; i < 5; i++) {
      assertThat(Desk.trySignIn(login, "wrong").status()).isEqualTo(422);
    }

    assertThat(Desk.trySignIn(login, Desk.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void ids_of_another_shop_name_nothing_in_mine() {
    var desk = Desk.signIn(owner);
    var before = others.rows();
    for (var page : AdminRoutes.staffs()) {
      if (page.path().contains("{id}")) {
        for (var id : others.ids()) {
          var path = page.at(id);
          var answer =
              page.reads()
                  ? desk.get(path)
                  : desk.post(path, Map.of("version", "1", "_version", "1", "_name", "x"));
          assertThat(answer.status()).as(page + " " + id).isBetween(400, 499);
          assertThat(answer.body()).as(page.toString()).doesNotContain(others.mark());
        }
      } else if (page.reads() && !page.path().equals("/x/{plugin}")) {
        var answer = desk.get(page.at(""));
        if (page.path().startsWith("/publish/")) {
          // what it says depends on WeChat, see PublishIT
          assertThat(answer.status()).as(page.toString()).isLessThan(500);
        } else {
          assertThat(answer.status()).as(page.toString()).isEqualTo(200);
        }
        assertThat(answer.body()).as(page.toString()).doesNotContain(others.mark());
      }
    }
    var shelved = desk.post("/products/shelve", Map.of("id", others.ids().getFirst(), "to", "OFF"));
    assertThat(shelved.status()).isLessThan(500);
    assertThat(Stall.changed(before, others.rows())).isEmpty();
  }

  @Test
  void nonsense_is_refused_readably() {
    var desk = Desk.signIn(owner);
    var nonsense =
        List.of(
            "-1",
            "99999999999999999999",
            "0",
            "abc",
            "%27%20OR%201=1--",
            "..%2f..%2fetc",
            "%00",
            "%7B%7B7*7%7D%7D",
            "%F0%9F%98%80");
    for (var page : AdminRoutes.staffs()) {
      for (var id : nonsense) {
        var path = page.at(id);
        var fields = Map.of("version", id, "_version", id, "_name", "${7*7}", "title", "<b>");
        var answer = page.reads() ? desk.get(path) : desk.post(path, fields);
        assertThat(answer.status()).as(page + " " + id).isLessThan(500);
      }
      for (var query : List.of("q=%27%22%3Cscript%3E", "before=x", "after=x", "category=x")) {
        if (page.reads()) {
          var answer = desk.get(page.at("1") + "?" + query);
          assertThat(answer.status()).as(page + " " + query).isLessThan(500);
          assertThat(answer.body()).doesNotContain("'\"<script>");
        }
      }
    }
  }

  @Test
  void the_command_line_needs_the_operators_token() {
    assertThat(Desk.browser().get("/operator/api/plugins").status()).isEqualTo(401);
    assertThat(
            Desk.browser().with("Authorization", "Bearer x").get("/operator/api/plugins").status())
        .isEqualTo(401);
    assertThat(Desk.signIn(owner).get("/operator/api/plugins").status()).isEqualTo(401);
    assertThat(Desk.signIn(owner).get("/operator").headers().get("location"))
        .isEqualTo("/operator/sign-in");
  }

  @Test
  void staffs_pages_do_not_exist_behind_the_shoppers_door() {
    for (var path : List.of("/sign-in", "/orders", "/operator", "/operator/api/plugins")) {
      assertThat(Http.visitor(RunningMall.storefront()).get(path).status()).isEqualTo(404);
    }
    assertThat(Http.visitor(RunningMall.admin()).get(mine.base() + "/products").status())
        .isEqualTo(404);
  }

  private static String body(Route page) {
    return page.reads() ? "" : "x=y";
  }
}
