package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.testkit.TestMall;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What staff arrange for themselves, and what an office needs now and then. */
class OwnDeskIT {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static Stall mine;
  private static Stall other;
  private static String owner;

  @BeforeAll
  static void open() {
    RunningMall.node();
    mine = Stall.open();
    other = Stall.open();
    owner = Desk.hire(mine.shop(), "boss", Set.of("*"));
  }

  @Test
  void a_view_of_a_list_is_kept_renamed_and_removed_and_nobody_else_sees_it() {
    var desk = Desk.signIn(owner);
    var kept =
        desk.post(
            "/views",
            Map.of(
                "list", "/orders", "name", "待发的大单", "address", "/orders?view=PAID&sort=-payable"));
    assertThat(kept.headers().get("location")).isEqualTo("/orders?view=PAID&sort=-payable");

    var page = desk.get("/orders?view=PAID&sort=-payable").body();
    assertThat(page).contains("待发的大单", "action=\"/views/rename\"");
    assertThat(desk.get("/orders").body()).contains("待发的大单").doesNotContain("/views/rename");
    assertThat(desk.get("/products").body()).doesNotContain("待发的大单");
    assertThat(Desk.signIn(Desk.hire(mine.shop(), "peer", Set.of("*"))).get("/orders").body())
        .doesNotContain("待发的大单");

    var id = found(page, "name=\"id\" value=\"(\\d+)\"");
    assertThat(
            desk.post("/views/rename", Map.of("list", "/orders", "id", id, "name", "大单")).status())
        .isEqualTo(303);
    assertThat(desk.get("/orders").body()).contains("大单").doesNotContain("待发的大单");
    assertThat(desk.post("/views/remove", Map.of("list", "/orders", "id", id)).status())
        .isEqualTo(303);
    assertThat(desk.get("/orders").body()).doesNotContain("大单");
  }

  @Test
  void a_view_leads_nowhere_but_to_its_list() {
    var desk = Desk.signIn(owner);
    for (var address : List.of("https://evil.example", "//evil.example", "/products", "")) {
      var answer = desk.post("/views", Map.of("list", "/orders", "name", "坏", "address", address));
      assertThat(answer.headers().get("location")).as(address).isEqualTo("/orders");
    }
    for (var list : List.of("//evil.example", "https://evil.example", "/orders?x=1", "")) {
      assertThat(desk.post("/views", Map.of("list", list, "name", "坏", "address", list)).status())
          .as(list)
          .isEqualTo(400);
    }
    assertThat(desk.get("/orders").body()).doesNotContain("坏<", "evil.example");
    for (var i = 0; i < 12; i++) {
      desk.post("/views", Map.of("list", "/brands", "name", "n" + i, "address", "/brands"));
    }
    assertThat(desk.get("/brands").status()).isEqualTo(200);
  }

  @Test
  void somebody_of_two_shops_goes_from_one_to_the_other_under_a_new_session() {
    var here = Desk.signIn(Desk.hire(mine.shop(), "two", Set.of("order.read")));
    var there = Desk.hire(other.shop(), "two", Set.of("product.read"));
    assertThat(here.post("/shops/" + other.shop().id() + "/switch", Map.of()).status())
        .as("not hers yet")
        .isEqualTo(404);
    assertThat(here.post("/shops/add", Map.of("login", there, "password", "wrong")).status())
        .isEqualTo(422);
    assertThat(here.post("/shops/add", Map.of("login", there, "password", Desk.PASSWORD)).status())
        .isEqualTo(303);
    assertThat(here.get("/shops/menu").body()).contains("/shops/" + other.shop().id() + "/switch");

    var gone = here.post("/shops/" + other.shop().id() + "/switch", Map.of());

    assertThat(gone.headers().get("location")).isEqualTo("/");
    assertThat(here.get("/orders").status()).as("the old session is over").isEqualTo(303);
    var arrived =
        Desk.browser()
            .with("Cookie", gone.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", ""));
    assertThat(arrived.get("/products").body()).contains(other.mark());
    assertThat(arrived.get("/orders").status()).as("what the other role allows").isEqualTo(403);
    for (var shop : List.of(mine.shop(), other.shop())) {
      var log =
          shop.call(
              () ->
                  shop.mall()
                      .audit()
                      .list(
                          java.util.Optional.empty(),
                          java.util.Optional.empty(),
                          java.util.Optional.empty(),
                          20));
      assertThat(log.items()).anyMatch(line -> line.action().equals("staff.switched_shop"));
    }
  }

  @Test
  void a_new_password_ends_the_link_between_shops() {
    var login = Desk.hire(mine.shop(), "linked", Set.of("order.read"));
    var there = Desk.hire(other.shop(), "linked", Set.of("order.read"));
    var desk = Desk.signIn(login);
    desk.post("/shops/add", Map.of("login", there, "password", Desk.PASSWORD));
    other
        .shop()
        .run(
            () -> {
              var staff = other.shop().mall().manageStaff();
              var id =
                  staff.list().stream()
                      .filter(who -> who.login().equals(there))
                      .findFirst()
                      .orElseThrow()
                      .id();
              staff.resetPassword(
                  io.wanpu.kernel.staff.Granter.unlimited(Actor.system()), id, "another-word-2026");
            });

    assertThat(desk.get("/shops/menu").body()).doesNotContain("/switch");
    assertThat(desk.post("/shops/" + other.shop().id() + "/switch", Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void a_picture_goes_only_when_nothing_uses_it() throws IOException, InterruptedException {
    var desk = Desk.signIn(owner);
    var key = upload(desk, 31);
    var product =
        mine.shop()
            .call(
                () -> {
                  var plain = ProductDraft.plain("带图商品", 100);
                  var draft =
                      new ProductDraft(
                          plain.category(),
                          plain.title(),
                          "",
                          "<p><img src=\"media:" + key + "\"></p>",
                          List.of(),
                          List.of(key),
                          plain.status(),
                          plain.shelfAt(),
                          plain.unshelfAt(),
                          plain.skus());
                  return ((Products.Outcome.Changed)
                          mine.shop().mall().products().create(Actor.system(), draft))
                      .product();
                });

    var refused = desk.post("/pictures/" + key + "/delete", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("带图商品", "/products/" + product.id());

    assertThat(desk.post("/products/" + product.id() + "/delete", Map.of()).status())
        .isEqualTo(303);
    assertThat(desk.post("/pictures/" + key + "/delete", Map.of()).status()).isEqualTo(303);
    assertThat(desk.get("/media/" + mine.shop().id() + "/" + key).status()).isEqualTo(404);
    assertThat(desk.post("/pictures/" + key + "/delete", Map.of()).status()).isEqualTo(404);
    assertThat(upload(desk, 31)).as("it may come back").isEqualTo(key);
    assertThat(desk.get("/media/" + mine.shop().id() + "/" + key).status()).isEqualTo(200);
  }

  private static String upload(Desk desk, int width) throws IOException, InterruptedException {
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, 20, BufferedImage.TYPE_INT_RGB), "png", png);
    var page = desk.get("/pictures");
    var request =
        HttpRequest.newBuilder(RunningMall.admin().resolve("/pictures?name=cup.png"))
            .header("Cookie", desk.http().header("Cookie"))
            .header("Origin", desk.http().header("Origin"))
            .header("X-CSRF-Token", found(page.body(), TOKEN.pattern()))
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(png.toByteArray()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return found(answer.body(), "/media/\\d+/([0-9a-f]{64})");
    }
  }

  @Test
  void a_plan_that_is_used_up_says_so_and_keeps_what_was_entered() {
    var small = Stall.open();
    var mall = small.shop().mall();
    mall.tenants().changePlan(Actor.system(), small.shop().id(), Plan.TRIAL);
    var login = Desk.hire(small.shop(), "small", Set.of("*"));
    small
        .shop()
        .run(
            () -> {
              for (var i = 1; i < Plan.TRIAL.products(); i++) {
                var unused = mall.products().create(Actor.system(), ProductDraft.plain("p" + i, 1));
              }
            });
    // the plan that the server knows may be a second old
    TestMall.await(
        "the plan counts",
        Duration.ofSeconds(10),
        () -> {
          var answer =
              Desk.signIn(login)
                  .post(
                      "/products/new",
                      Map.of("title", "第一百零一个", "status", "DRAFT", "sku.0.price", "1.00"));
          return answer.status() == 409 && answer.body().contains("第一百零一个");
        });
  }

  @Test
  void settings_are_saved_whole_or_not_at_all() {
    var desk = Desk.signIn(owner);
    var form = new LinkedHashMap<String, String>();
    form.put("_version", found(desk.get("/settings").body(), "name=\"_version\" value=\"(\\d+)\""));
    form.put("name", mine.mark() + " 新名");
    form.put("language", "CHINESE");
    form.put("zone", "TOKYO");
    form.put("orderTimeoutSeconds", "900");
    form.put("freight", "1.00");
    form.put("privacy", "<p>我们怎样保护您的信息</p>");
    var saved = desk.post("/settings", form);
    assertThat(saved.status()).as(saved.body()).isEqualTo(303);

    // the same version once more: a conflict, and nothing of it is kept
    form.put("name", "不该保存");
    form.put("privacy", "<p>不该保存</p>");
    assertThat(desk.post("/settings", form).status()).isEqualTo(409);
    var now = desk.get("/settings").body();
    assertThat(now).contains(mine.mark() + " 新名", "我们怎样保护您的信息").doesNotContain("不该保存");
  }

  @Test
  void members_are_tagged_together_and_exported() {
    var desk = Desk.signIn(owner);
    var neighbour = mine.neighbour();
    var chosen =
        desk.http()
            .with("X-CSRF-Token", token(desk))
            .send(
                "POST",
                "/members/bulk",
                "id=" + mine.member() + "&id=" + neighbour.member() + "&back=/members&action=TAG");
    assertThat(chosen.headers().get("location"))
        .isEqualTo("/members/bulk/tag?id=" + mine.member() + "&id=" + neighbour.member());
    assertThat(
            desk.post(chosen.headers().get("location"), Map.of("_version", "0", "tag", "老茶客"))
                .status())
        .isEqualTo(303);
    assertThat(desk.get("/members?tag=老茶客".replace("老茶客", "%E8%80%81%E8%8C%B6%E5%AE%A2")).body())
        .contains(mine.mark(), neighbour.mark());

    assertThat(desk.get("/members/" + neighbour.member()).body())
        .as("a member's page with a tag on it")
        .contains("/members?tag=%E8%80%81%E8%8C%B6%E5%AE%A2");

    for (var list : List.of("/members", "/audit")) {
      var job =
          desk.post("/jobs/export", Map.of("list", list, "query", list)).headers().get("location");
      TestMall.await(
          list + " is exported",
          Duration.ofSeconds(30),
          () -> desk.get(job).body().contains("download"));
    }
    var reader = Desk.signIn(Desk.hire(mine.shop(), "reader", Set.of("order.read")));
    assertThat(reader.post("/jobs/export", Map.of("list", "/members", "query", "")).status())
        .isEqualTo(403);
  }

  private static String token(Desk desk) {
    return found(desk.get("/members").body(), TOKEN.pattern());
  }

  @Test
  void the_calendar_shows_what_runs_and_takes_no_nonsense() {
    var desk = Desk.signIn(owner);
    var month = desk.get("/activities/calendar").body();
    assertThat(month).contains("calendar-entry", "/activities/seckill/sale/");
    assertThat(desk.get("/activities/calendar?view=week").body()).contains("calendar-entry");
    assertThat(desk.get("/activities/calendar?on=2031-02-01").body())
        .doesNotContain("calendar-entry\"");
    for (var on : List.of("x", "9999999-01-01", "2026-13-45", "%3Cscript%3E")) {
      assertThat(desk.get("/activities/calendar?on=" + on).status()).as(on).isEqualTo(400);
    }
    var clerk = Desk.signIn(Desk.hire(mine.shop(), "nosale", Set.of("order.read")));
    assertThat(clerk.get("/activities/calendar").body()).doesNotContain("/activities/seckill/");
  }

  @Test
  void the_audit_log_names_who_stopped_a_sale_on_the_plugins_own_page() {
    var stall = Stall.open();
    var desk = Desk.signIn(Desk.hire(stall.shop(), "stopper", Set.of("*")));
    var sale = stall.values().get("activity");

    assertThat(desk.post("/x/seckill/live/" + sale + "/stop", Map.of()).status()).isEqualTo(303);

    var lines =
        stall
            .shop()
            .call(
                () ->
                    stall
                        .shop()
                        .mall()
                        .audit()
                        .list(
                            Optional.of("activity:" + sale),
                            Optional.empty(),
                            Optional.empty(),
                            20))
            .items();
    assertThat(lines)
        .filteredOn(line -> line.action().equals("activity.ended"))
        .singleElement()
        .satisfies(line -> assertThat(line.actor().name()).isEqualTo("stopper"));
  }

  @Test
  void everybody_may_read_the_terms() {
    for (var page : List.of("/legal/terms", "/legal/privacy")) {
      for (var language : List.of("zh-CN", "en")) {
        var answer = Desk.browser().with("Accept-Language", language).get(page);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("legal.terms.", "legal.privacy.");
      }
    }
    assertThat(Desk.browser().get("/register").body()).contains("/legal/terms", "/legal/privacy");
  }

  private static String found(String text, String pattern) {
    var match = Pattern.compile(pattern).matcher(text);
    assertThat(match.find()).as(pattern + " in " + text).isTrue();
    return match.group(1);
  }
}
