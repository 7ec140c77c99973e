package io.wanpu.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.store.ShopState;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.TestJar;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the demo promises to those who start the mall for the first time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoShopsIT {
  @TempDir static Path data;

  private static final DemoClock CLOCK = new DemoClock();
  private static Stack stack;
  private static Mall mall;
  private static DemoShops demo;

  @BeforeAll
  static void load() {
    // a database of its own: the past can only be written where no workers run
    stack = Stack.ensure(data);
    var ports = stack.ports();
    var config =
        MallConfig.fromEnvironment(
            ServerEnvironment.of(stack, "demo", ports.storefront(), ports.admin()));
    mall = new Mall(config, CLOCK);
    demo = new DemoShops(mall, CLOCK);
    demo.load();
    mall.plugins().start();
    new Plugins(mall).install(TestJar.packed(Path.of("../../plugins/seckill/target/classes")));
  }

  @AfterAll
  static void close() {
    mall.close();
    stack.stop();
  }

  private static List<Tenant> shops() {
    return List.of("tea-house", "linen").stream()
        .map(code -> mall.tenants().byCode(code).orElseThrow())
        .toList();
  }

  private static List<Order> orders(Tenant shop) {
    return CurrentTenant.call(
        shop.id(),
        () -> mall.orders().list(Optional.empty(), Optional.empty(), Optional.empty(), 200));
  }

  private static List<Product> products(Tenant shop) {
    return CurrentTenant.call(
        shop.id(),
        () ->
            mall.products().list(Products.Filter.all(), Optional.empty(), 100).items().stream()
                .map(row -> mall.products().find(row.id()).orElseThrow())
                .toList());
  }

  @Test
  void each_shop_has_thirty_products_with_pictures_details_and_stock() {
    for (var shop : shops()) {
      var products = products(shop);
      assertThat(products).hasSizeGreaterThanOrEqualTo(30);
      assertThat(products)
          .allSatisfy(
              product -> {
                assertThat(product.media()).as(product.title()).isNotEmpty();
                assertThat(product.detail()).contains("<table>");
                assertThat(product.category()).isPresent();
              });
      var skus = products.stream().flatMap(p -> p.skus().stream()).map(sku -> sku.id()).toList();
      var levels = CurrentTenant.call(shop.id(), () -> mall.inventory().levels(skus));
      assertThat(levels.keySet()).containsExactlyInAnyOrderElementsOf(skus);
      assertThat(levels.values()).anyMatch(level -> level.onHand() == 0);
    }
  }

  @Test
  void orders_stand_in_every_state_that_an_order_can_reach() {
    for (var shop : shops()) {
      var orders = orders(shop);
      var reachable = EnumSet.complementOf(EnumSet.of(OrderState.COMPLETED));
      assertThat(orders.stream().map(Order::state).collect(Collectors.toSet()))
          .containsAll(reachable);
      assertThat(orders)
          .anySatisfy(o -> assertThat(o.closeReason()).contains("timeout"))
          .anySatisfy(o -> assertThat(o.closeReason()).contains("member"))
          .anySatisfy(
              o -> {
                assertThat(o.state()).isEqualTo(OrderState.CLOSED);
                assertThat(o.refunded()).isPositive().isEqualTo(o.paid());
              })
          .anySatisfy(
              o -> {
                assertThat(o.state()).isEqualTo(OrderState.PAID);
                assertThat(o.lines()).anyMatch(line -> line.shipped() > 0);
              });
    }
  }

  @Test
  void the_past_is_in_the_past_and_in_order() {
    var oldest = CLOCK.instant().minus(Duration.ofDays(10));
    for (var shop : shops()) {
      var orders = orders(shop);
      assertThat(orders).anyMatch(order -> order.createdAt().isBefore(oldest));
      assertThat(orders.stream().map(Order::createdAt).toList())
          .as("newest first by id is newest first by time")
          .isSortedAccordingTo(Comparator.reverseOrder());
    }
  }

  @Test
  void a_second_load_changes_nothing() {
    var before = shops().stream().map(shop -> List.of(products(shop), orders(shop))).toList();
    demo.load();
    assertThat(shops().stream().map(shop -> List.of(products(shop), orders(shop))).toList())
        .isEqualTo(before);
  }

  @Test
  @org.junit.jupiter.api.Order(
      1) // later a sale runs, and orders of today would cost less than those of the first load
  void a_load_that_broke_off_is_completed_without_doubles() throws SQLException {
    var before = shops().stream().map(shop -> List.of(products(shop), orders(shop))).toList();
    forget();
    demo.load();
    assertThat(shops().stream().map(shop -> List.of(products(shop), orders(shop))).toList())
        .isEqualTo(before);
  }

  /** As if the last step of loading had not been reached. */
  private static void forget() throws SQLException {
    var database = mall.config().database();
    try (var connection =
            DriverManager.getConnection(
                database.url(), database.ownerUser(), database.ownerPassword());
        var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM tenant_setting WHERE owner = 'demo'");
    }
    for (var shop : shops()) {
      TestMall.await(
          "the node has noticed",
          Duration.ofSeconds(5),
          () -> CurrentTenant.call(shop.id(), () -> mall.settings().find("demo").isEmpty()));
    }
  }

  @Test
  void a_sale_runs_and_another_comes_in_one_shop_while_the_plugin_is_off_in_the_other(
      @TempDir Path folder) throws IOException {
    var file = folder.resolve("demo.json");
    demo.open(file);
    var tenants = Json.tree(Files.readString(file)).path("tenants");
    assertThat(tenants.get(0).path("activities")).hasSize(2);
    assertThat(tenants.get(1).path("activities")).isEmpty();
    CurrentTenant.run(
        shops().get(0).id(),
        () -> {
          var now = CLOCK.instant();
          var sales = mall.activities().published("seckill", "sale");
          assertThat(sales).allMatch(sale -> sale.endsAt().isAfter(now));
          assertThat(sales).filteredOn(sale -> !sale.startsAt().isAfter(now)).hasSize(1);
          assertThat(sales).filteredOn(sale -> sale.startsAt().isAfter(now)).hasSize(1);
        });
    CurrentTenant.run(
        shops().get(1).id(),
        () -> assertThat(mall.plugins().shops().state("seckill")).isEqualTo(ShopState.DISABLED));
    demo.open(file);
    assertThat(Json.tree(Files.readString(file)).path("tenants")).isEqualTo(tenants);
  }

  @Test
  void scripts_find_addresses_logins_and_samples(@TempDir Path folder) throws IOException {
    var file = folder.resolve("demo.json");
    demo.open(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var json = Json.tree(Files.readString(file));
    assertThat(json.path("tenants")).hasSize(2);
    var shop = json.path("tenants").get(0);
    assertThat(shop.path("sampleProducts").size()).isPositive();
    assertThat(shop.path("members").get(0).path("loginCode").asText()).startsWith("demo-");
    assertThat(json.path("operator").path("login").asText()).isNotBlank();
    var owner = shop.path("staff").get(0);
    var signedIn =
        mall.signInStaff().signIn(owner.path("login").asText(), owner.path("password").asText());
    assertThat(signedIn.getClass().getSimpleName()).isEqualTo("SignedIn");
  }
}
