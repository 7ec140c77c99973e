package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.Orders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of a shop that has more than anybody reads. */
class LongListsIT {
  private static Stall stall;
  private static String login;
  private static Desk desk;

  @BeforeAll
  static void open() {
    RunningMall.node();
    stall = Stall.open();
    login = Desk.hire(stall.shop(), "reader", Set.of("*"));
    desk = Desk.signIn(login);
    var shop = stall.shop();
    shop.run(
        () ->
            List.of("Blue Kiln", "青窑", "山间")
                .forEach(name -> shop.mall().brands().add(Actor.system(), name, Optional.empty())));
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  /** Copies the order of the shop; ids and numbers follow each other. */
  private static void orders(int from, int to) {
    Ledger.run(
        """
        insert into shop_order (tenant_id, id, number, member_id, checkout_token, state, currency,
            goods_total, discount_total, shipping_total, payable, paid, refunded, pricing, address,
            note, due_at, created_at, paid_at, version)
        select tenant_id, id + seq, concat('26010100', lpad(seq, 8, '0')), member_id,
            concat('copy-', seq), 'PAID', currency, goods_total, discount_total, shipping_total,
            payable, 0, 0, pricing, address, note, due_at, created_at, created_at, 1
        from shop_order, seq_%d_to_%d where tenant_id = ? and id = ?
        """
            .formatted(from, to),
        stall.shop().id().value(),
        Long.valueOf(stall.values().get("order")));
    Ledger.run(
        """
        insert into order_line (tenant_id, order_id, line_no, product_id, sku_id, title, spec, media,
            quantity, list_price, unit_price, discount, total, shipped, activity_id)
        select tenant_id, order_id + seq, line_no, product_id, sku_id, title, spec, media,
            quantity, list_price, unit_price, discount, total, 0, null
        from order_line, seq_%d_to_%d where tenant_id = ? and order_id = ?
        """
            .formatted(from, to),
        stall.shop().id().value(),
        Long.valueOf(stall.values().get("order")));
  }

  private static String toShip() {
    var page = desk.get("/orders").body();
    var tab = page.substring(page.indexOf("/orders?view=PAID"));
    return tab.replaceFirst("(?s).*?class=\"list-count\"[^>]*>([^<]*)<.*", "$1");
  }

  private static int counted() {
    var shop = stall.shop();
    return shop.call(() -> shop.mall().orders().counts(Set.of(OrderState.PAID)))
        .get(OrderState.PAID);
  }

  @Test
  void what_waits_is_counted_up_to_999_and_no_further() {
    orders(1, 999);
    assertThat(counted()).isEqualTo(999);
    assertThat(toShip()).isEqualTo("999");

    orders(1_000, 1_200);
    assertThat(counted())
        .as("one more stands for all that are not counted")
        .isEqualTo(Orders.MOST_COUNTED + 1);
    assertThat(toShip()).isEqualTo("999+");
    assertThat(desk.get("/").body()).as("the home page").contains("999+");
  }

  @Test
  void a_brand_is_found_by_a_part_of_its_name() {
    assertThat(desk.get("/brands").body()).contains("id=\"list-search\"", "Blue Kiln", "青窑", "山间");
    assertThat(desk.get("/brands?q=kILN").body()).contains("Blue Kiln").doesNotContain("青窑", "山间");
    assertThat(desk.get("/brands?q=%E7%AA%91").body()).contains("青窑").doesNotContain("Blue Kiln");
    assertThat(desk.get("/brands?q=nothing-like-that").body())
        .contains("nothing-like-that", "href=\"/brands\"")
        .doesNotContain("青窑");
  }

  @Test
  void tick_boxes_on_phones_end_where_the_figures_below_them_do() {
    var page =
        AdminBrowser.browser()
            .newPage(new Browser.NewPageOptions().setViewportSize(390, 844).setLocale("zh-CN"));
    try {
      page.navigate(RunningMall.admin() + "/sign-in");
      page.fill("#login", login);
      page.fill("#password", Desk.PASSWORD);
      page.click("form[action='/sign-in'] button.btn-primary");
      page.waitForURL(url -> !url.contains("sign-in"));
      for (var list : List.of("/products", "/members", "/inventory", "/brands")) {
        page.navigate(RunningMall.admin() + list);
        var row = page.locator("tbody tr").first();
        var box = row.locator(".tick input").boundingBox();
        var card = row.boundingBox();
        assertThat(card.x + card.width - box.x - box.width)
            .as("space beside the tick box of " + list)
            .isCloseTo(16, within(1.5));
        assertThat(row.locator("td:not(.tick)").first().innerText()).as(list).isNotBlank();
      }
    } finally {
      page.context().close();
    }
  }
}
