package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The first day of a merchant, whole: she registers, follows the list on her first page, opens a
 * flash sale, ships what was bought, and reads in the audit log who did what. Her clerk sees what
 * the role allows, and nothing else at any address.
 */
class MerchantWalkIT {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
  private static final List<String> CLERK = List.of("", "order.read", "order.ship");

  private Page page;

  @BeforeAll
  static void open() {
    RunningMall.node();
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @Test
  void a_new_merchants_first_day() throws IOException {
    var phone = Registration.phone();
    page = Registration.register(phone, "zh-CN", "山间茶事");
    var shop = Shop.of(TestMall.get().mall(), Registration.code(phone));
    assertThat(open("商品")).as("nothing is done yet").isTrue();

    var product = productWithThreeSpecs();
    category();
    stockIsThereAlready();
    plugin();
    var clerk = clerk(phone);
    var sale = flashSale(shop, product);
    var order = bought(shop, sale);
    shipped(order);
    audited();
    theClerkReachesNothingElse(clerk, shop, order);
    page.context().close();
  }

  /** Whether the list on the first page still asks for something of that name. */
  private boolean open(String words) {
    at("/");
    return step(words).locator("a").count() == 1;
  }

  private Locator step(String words) {
    return page.locator(".checklist li", new Page.LocatorOptions().setHasText(words)).first();
  }

  private ProductId productWithThreeSpecs() throws IOException {
    arrive(() -> step("商品").locator("a").click());
    page.fill("#title", "手作盖碗");
    spec(0, "颜色", "天青，月白");
    spec(1, "容量", "120ml，150ml");
    spec(2, "包装", "简装，礼盒");
    page.waitForSelector("[name='sku.7.price']");
    page.fill("[data-fill-field=price]", "88");
    page.fill("[data-fill-field=stock]", "10");
    page.click("[data-fill]");
    page.setInputFiles("[data-pictures=media] input[type=file]", picture(60, 40));
    page.waitForSelector("[data-pictures=media] li img");
    page.setInputFiles("[data-pictures=media] input[type=file]", picture(40, 40));
    page.waitForSelector("[data-pictures=media] li:nth-child(2) img");
    page.click(".rich-text");
    page.keyboard().type("一人一碗，喝茶去。");
    arrive(() -> page.click(".save-bar .btn-primary"));
    assertThat(page.textContent(".toasts")).contains("已保存");
    return ProductId.of(page.url().replaceFirst(".*/", ""));
  }

  private void spec(int row, String name, String values) {
    page.click("[data-repeater] [data-add-row]");
    page.locator("[name='spec.name']").nth(row).fill(name);
    page.locator("[name='spec.values']").nth(row).fill(values);
    var unused =
        page.waitForResponse(
            answer -> answer.url().endsWith("/sku-table"),
            () -> page.locator("[name='spec.values']").nth(row).blur());
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  private static Path picture(int width, int height) throws IOException {
    var image =
        new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
    var file = Files.createTempFile("bowl", ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private void category() {
    assertThat(open("分类")).isTrue();
    arrive(() -> step("分类").locator("a").click());
    page.fill("#name", "茶器");
    arrive(() -> page.click("form[action='/categories'] button.btn-primary"));
    assertThat(page.locator(".tree").first().innerText()).contains("茶器");
  }

  private void stockIsThereAlready() {
    assertThat(open("库存")).as("the product came with pieces").isFalse();
    assertThat(open("商品")).isFalse();
    assertThat(open("分类")).isFalse();
  }

  private void plugin() {
    arrive(() -> step("插件").locator("a").click());
    arrive(() -> page.click("form[action='/plugins/seckill/enable'] button"));
    assertThat(open("插件")).isFalse();
  }

  private String clerk(String phone) {
    at("/roles/new");
    page.fill("#name", "发货员");
    page.check("input[value='order.read']");
    page.check("input[value='order.ship']");
    arrive(() -> page.click(".save-bar button"));
    var login = "pack" + phone;
    at("/staff/new");
    page.fill("#name", "小周");
    page.fill("#login", login);
    page.fill("#password", Desk.PASSWORD);
    page.locator("label.form-check", new Page.LocatorOptions().setHasText("发货员")).click();
    arrive(() -> page.click(".save-bar button"));
    assertThat(page.url()).matches(".*/staff/\\d+");
    return login;
  }

  private Sale flashSale(Shop shop, ProductId product) {
    var skus = shop.call(() -> shop.mall().products().find(product).orElseThrow()).skus();
    at("/activities/seckill/sale/new");
    var now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
    page.fill("[name=_name]", "开业秒杀");
    page.fill("[name=startsAt]", FIELD.format(now.minusMinutes(2)));
    page.fill("[name=endsAt]", FIELD.format(now.plusHours(2)));
    page.fill("[data-picker] input[type=search]", "盖碗");
    page.waitForSelector(".picker-results button");
    page.locator(".picker-results button").first().click();
    page.fill("[name='items[0].price']", "9.90");
    page.fill("[name='items[0].stock']", "3");
    page.fill("[name=perMember]", "1");
    page.fill("[name=claimMinutes]", "10");
    arrive(() -> page.click(".save-bar .btn-primary"));
    var activity = ActivityId.of(page.url().replaceFirst(".*/", ""));
    page.click("[data-dialog='#publish']");
    assertThat(page.textContent("#publish")).as("one sentence to check").contains("3", "9.90");
    arrive(() -> page.click("#publish .btn-primary"));
    assertThat(page.textContent("h1")).contains("进行中");
    var chosen =
        skus.stream()
            .filter(sku -> shop.stockOf(sku.id()).available() == 7)
            .findFirst()
            .orElseThrow();
    return new Sale(shop, chosen.id(), activity, 3, 1);
  }

  /** A shopper claims, orders and pays. @return the order's id */
  private String bought(Shop shop, Sale sale) {
    var shopper = Shoppers.in(shop.mall(), shop).one();
    shop.run(
        () ->
            shop.mall()
                .shops()
                .connect(Actor.system(), new WechatApp("wx" + shop.code(), "secret-of-hers")));
    var voice = sale.voice(RunningMall.storefront(), shopper.member());
    var claim = Patience.retry(() -> sale.claim(voice));
    assertThat(claim.status()).as(claim.body()).isEqualTo(200);
    var order =
        sale.order(
            voice,
            claim.json().path("id").asText(),
            shopper.address(),
            "first-order-" + shopper.member());
    assertThat(order.status()).as(order.body()).isEqualTo(201);
    var id = order.json().path("id").asText();
    var payment = voice.post(sale.path("/orders/" + id + "/payments"), "{\"provider\":\"wechat\"}");
    assertThat(payment.status()).as(payment.body()).isEqualTo(200);
    Sandbox.pays(payment.json().path("payment").asText());
    return id;
  }

  private void shipped(String order) {
    TestMall.await(
        "the payment has arrived",
        java.time.Duration.ofSeconds(20),
        () -> {
          at("/orders?view=PAID");
          return page.locator("main a[href='/orders/" + order + "']").count() > 0;
        });
    at("/activities");
    assertThat(page.textContent("main")).contains("开业秒杀");
    at("/");
    assertThat(page.textContent("main")).contains("¥9.90");
    at("/orders/" + order);
    page.fill("[name=carrier]", "顺丰速运");
    page.fill("[name=tracking]", "SF20261122");
    arrive(() -> page.locator("form[action$='/ship'] button.btn-primary").click());
    assertThat(page.textContent("main")).contains("SF20261122", "已发货");
  }

  private void audited() {
    at("/audit");
    assertThat(page.locator("tbody").innerText())
        .contains("新建了商品", "新建了分类", "开启了插件", "新建了角色", "添加了员工", "新建了活动", "发布了活动", "发货");
    page.locator("a.row-link", new Page.LocatorOptions().setHasText("发布了活动")).first().click();
    page.waitForURL("**/audit/*_*");
    assertThat(page.locator("main").innerText()).contains("开业秒杀");
  }

  private void theClerkReachesNothingElse(String login, Shop shop, String order) {
    var hers = page.context().browser().newContext().newPage();
    hers.setDefaultTimeout(30_000);
    hers.navigate(RunningMall.admin() + "/sign-in");
    hers.fill("#login", login);
    hers.fill("#password", Desk.PASSWORD);
    hers.click("form[action='/sign-in'] button.btn-primary");
    hers.waitForURL(RunningMall.admin() + "/");
    var shown =
        hers.locator(".navbar-nav a").all().stream().map(a -> a.getAttribute("href")).toList();
    assertThat(shown).contains("/", "/orders").doesNotContain("/products", "/staff", "/settings");
    for (var address : shown) {
      assertThat(hers.navigate(RunningMall.admin() + address).status())
          .as("her own menu leads to " + address)
          .isEqualTo(200);
    }
    assertThat(hers.navigate(RunningMall.admin() + "/orders/" + order).status()).isEqualTo(200);
    hers.context().close();

    var desk = Desk.signIn(login);
    var refused = 0;
    for (var route : AdminRoutes.all()) {
      if (route.permission().map(CLERK::contains).orElse(!route.operator())) {
        continue;
      }
      var address = route.at(order);
      var answer = route.reads() ? desk.get(address) : desk.post(address, Map.of("x", "y"));
      if (route.operator()) {
        assertThat(answer.status()).as(route.toString()).isIn(303, 401, 403);
      } else {
        assertThat(answer.status()).as(route.toString()).isEqualTo(403);
      }
      refused++;
    }
    for (var address : List.of("/activities/seckill/sale", "/activities/seckill/sale/new")) {
      assertThat(desk.get(address).status()).as(address).isEqualTo(403);
    }
    assertThat(desk.get("/x/seckill/live").status()).isEqualTo(403);
    assertThat(refused).isGreaterThan(60);
    assertThat(shop.call(() -> shop.mall().manageStaff().list())).hasSize(2);
  }

  private void at(String path) {
    page.navigate(RunningMall.admin() + path);
  }

  /** Does something that leads to another page, and waits until that is there. */
  private void arrive(Runnable deed) {
    var unused =
        page.waitForResponse(
            answer -> answer.request().resourceType().equals("document") && answer.status() != 303,
            deed);
    page.waitForLoadState(LoadState.LOAD);
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }
}
