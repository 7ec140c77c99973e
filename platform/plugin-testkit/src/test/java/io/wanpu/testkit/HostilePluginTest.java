package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.event.OrderPaid;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle.Removal;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.store.Seen.State;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plugins that throw, hang, trespass or do not even load: reported, and off without a restart. */
@MallTest
class HostilePluginTest {
  private static final String STOP = "wanpu.test.hang.stop";

  private static TestJar trial(String version, String contribute) {
    return TestJar.of("trial", version)
        .uses("events", "pricing", "activities", "claims")
        .source(
            """
            package trial;

            import io.wanpu.api.plugin.*;
            import io.wanpu.api.event.*;
            import org.jooq.impl.DSL;

            public class Trial implements MallPlugin {
              public record Said(String word) {}

              static void spin() {
                while (!Boolean.getBoolean("STOP")) {
                  Thread.onSpinWait();
                }
              }

              @Override public void contribute(Contributions to, Mall mall) {
                CONTRIBUTE
              }
            }
            """
                .replace("CONTRIBUTE", contribute)
                .replace("STOP", STOP));
  }

  private static String route(String path, String body) {
    return "to.routes(r -> r.get(\""
        + path
        + "\", Said.class).open().handle(call -> {"
        + body
        + "}));";
  }

  private static final String SAYS_ONE = route("/say", "return new Said(\"one\");");

  @AfterEach
  void remove(Mall mall) {
    System.setProperty(STOP, "true");
    // one that is switched off cannot say whether a shop still needs it
    mall.plugins().lifecycle().reset("trial");
    mall.plugins().lifecycle().await("trial", Duration.ofSeconds(10));
    new Plugins(mall).purge("trial");
    System.clearProperty(STOP);
  }

  private static void assertServes(Shop shop, String word) {
    assertThat(RouteCall.of(shop, "trial", "GET", "/say").ok().get("word").asText())
        .isEqualTo(word);
  }

  private static void assertNodeSays(Mall mall, State state, String... words) {
    TestMall.await(
        "the node says " + state,
        Duration.ofSeconds(10),
        () ->
            mall.plugins().lifecycle().list().stream()
                .filter(each -> each.wished().id().equals("trial"))
                .flatMap(each -> each.nodes().stream())
                .anyMatch(seen -> seen.state() == state));
    assertThat(mall.plugins().lifecycle().list())
        .filteredOn(each -> each.wished().id().equals("trial"))
        .flatExtracting(each -> each.nodes())
        .anySatisfy(
            seen -> {
              assertThat(seen.state()).isEqualTo(state);
              if (words.length > 0) {
                assertThat(seen.message().orElse("")).contains(words);
              }
            });
  }

  @Test
  void a_version_that_throws_while_it_contributes_leaves_the_one_before_in_service(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(trial("1.0.0", SAYS_ONE).build());
    plugins.enable(shop, "trial");
    plugins.tryToInstall(
        trial("1.1.0", "throw new IllegalStateException(\"no salt in the kitchen\");").build());
    assertNodeSays(mall, State.FAILED, "no salt in the kitchen");
    assertServes(shop, "one");

    plugins.install(trial("1.2.0", route("/say", "return new Said(\"two\");")).build());
    assertNodeSays(mall, State.LOADED);
    assertServes(shop, "two");
  }

  @Test
  void a_version_whose_class_cannot_be_started_is_reported(Mall mall) {
    new Plugins(mall)
        .tryToInstall(
            TestJar.of("trial", "1.0.0")
                .source(
                    """
                    package trial;
                    public class Trial implements io.wanpu.api.plugin.MallPlugin {
                      static final int NUMBER = Integer.parseInt("no number");
                      @Override public void contribute(
                          io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {}
                    }
                    """)
                .build());
    assertNodeSays(mall, State.FAILED, "no number");
  }

  @Test
  void a_plugin_registers_only_what_its_manifest_names(Mall mall) {
    new Plugins(mall)
        .tryToInstall(trial("1.0.0", "to.guard(cart -> java.util.Optional.empty());").build());
    assertNodeSays(mall, State.FAILED, "does not name 'guards' under 'uses'");
  }

  @Test
  void a_broken_migration_is_reported_and_mended_by_the_next_version(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial("1.0.0", SAYS_ONE).migration("V1__a.sql", "CREATE TABLE a (n INT)").build());
    plugins.enable(shop, "trial");
    plugins.tryToInstall(
        trial("1.1.0", SAYS_ONE)
            .migration("V1__a.sql", "CREATE TABLE a (n INT)")
            .migration("V2__b.sql", "CREATE TABEL b (n INT)")
            .build());
    assertNodeSays(mall, State.FAILED, "a migration failed");
    assertServes(shop, "one");

    plugins.install(
        trial("1.2.0", SAYS_ONE)
            .migration("V1__a.sql", "CREATE TABLE a (n INT)")
            .migration("V2__b.sql", "CREATE TABLE b (n INT)")
            .build());
    assertServes(shop, "one");
  }

  @Test
  void a_migration_cannot_reach_beyond_its_schema(Mall mall) {
    for (var sql :
        new String[] {
          "CREATE TABLE wanpu.spy (n INT)",
          "UPDATE wanpu.tenant SET name = 'mine'",
          "CREATE DATABASE p_other",
          "GRANT ALL ON *.* TO CURRENT_USER()"
        }) {
      var plugins = new Plugins(mall);
      plugins.tryToInstall(trial("1.0.0", SAYS_ONE).migration("V1__spy.sql", sql).build());
      assertNodeSays(mall, State.FAILED, "a migration failed", "denied");
      plugins.purge("trial");
    }
  }

  @Test
  void a_statement_without_the_shop_is_refused(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial(
                "1.0.0",
                route(
                        "/all",
                        """
                        return mall.db().read(db -> new Said(String.valueOf(
                            db.fetch("select count(*) from wanpu.tenant"))));
                        """)
                    + SAYS_ONE)
            .build());
    plugins.enable(shop, "trial");
    assertThat(RouteCall.of(shop, "trial", "GET", "/all").problem().code())
        .isEqualTo("plugin.failing");
  }

  @Test
  void a_route_that_throws_is_answered_with_503_and_switched_off_when_it_keeps_throwing(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial("1.0.0", SAYS_ONE + route("/boom", "throw new java.io.IOException(\"boom\");"))
            .build());
    plugins.enable(shop, "trial");
    var problem = RouteCall.of(shop, "trial", "GET", "/boom").problem();
    assertThat(problem.code()).isEqualTo("plugin.failing");
    assertThat(problem.kind().status()).isEqualTo(503);
    assertServes(shop, "one");

    for (var i = 0; i < 25; i++) {
      RouteCall.of(shop, "trial", "GET", "/boom").problem();
    }
    assertNodeSays(mall, State.TRIPPED, "boom");
    assertThat(RouteCall.of(shop, "trial", "GET", "/say").problem().code())
        .isEqualTo("plugin.away");

    assertThat(mall.plugins().lifecycle().reset("trial")).isInstanceOf(Removal.Done.class);
    mall.plugins().lifecycle().await("trial", Duration.ofSeconds(10));
    assertNodeSays(mall, State.LOADED);
    assertServes(shop, "one");
  }

  @Test
  void expected_refusals_do_not_count_as_failures(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial(
                "1.0.0",
                SAYS_ONE
                    + route(
                        "/no",
                        "throw io.wanpu.api.error.MallException.conflict(\"trial.sold_out\");"))
            .build());
    plugins.enable(shop, "trial");
    for (var i = 0; i < 50; i++) {
      assertThat(RouteCall.of(shop, "trial", "GET", "/no").problem().code())
          .isEqualTo("trial.sold_out");
    }
    assertThat(loaded(mall).calls().health().failures()).isZero();
    assertServes(shop, "one");
  }

  private static LoadedPlugin loaded(Mall mall) {
    return mall.plugins().loaded("trial").orElseThrow();
  }

  @Test
  void a_route_that_hangs_is_answered_at_its_deadline_and_interrupted(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial("1.0.0", SAYS_ONE + route("/hang", "Thread.sleep(600_000); return null;")).build());
    plugins.enable(shop, "trial");
    loaded(mall).calls().hasten(10);
    var started = System.nanoTime();
    assertThat(RouteCall.of(shop, "trial", "GET", "/hang").problem().code())
        .isEqualTo("plugin.timeout");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    TestMall.await(
        "the thread is free again",
        Duration.ofSeconds(2),
        () -> loaded(mall).calls().health().inFlight() == 0);
    assertThat(loaded(mall).calls().health().timeouts()).isEqualTo(1);
    assertServes(shop, "one");
  }

  @Test
  void a_route_that_ignores_its_interrupt_is_answered_too_and_the_second_switches_it_off(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(trial("1.0.0", SAYS_ONE + route("/hang", "spin(); return null;")).build());
    plugins.enable(shop, "trial");
    loaded(mall).calls().hasten(30);
    for (var i = 0; i < 2; i++) {
      assertThat(RouteCall.of(shop, "trial", "GET", "/hang").problem().code())
          .isEqualTo("plugin.timeout");
    }
    assertNodeSays(mall, State.TRIPPED, "ignore their interrupt");
    assertThat(RouteCall.of(shop, "trial", "GET", "/hang").problem().code())
        .isEqualTo("plugin.away");
    // a mended version comes into service beside the threads that still hang
    plugins.install(trial("1.1.0", SAYS_ONE).build());
    assertServes(shop, "one");
  }

  @Test
  void too_many_calls_at_once_are_turned_away(Mall mall, Shop shop) throws Exception {
    var plugins = new Plugins(mall);
    plugins.install(trial("1.0.0", SAYS_ONE).build());
    plugins.enable(shop, "trial");
    var calls = loaded(mall).calls();
    var hold = new CountDownLatch(1);
    Callable<Boolean> waiting =
        () -> {
          hold.await();
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < PluginCalls.MAX_IN_FLIGHT; i++) {
        threads.submit(() -> calls.call(CallKind.PAGE, waiting));
      }
      TestMall.await(
          "all are in flight",
          Duration.ofSeconds(5),
          () -> calls.health().inFlight() == PluginCalls.MAX_IN_FLIGHT);
      assertThat(RouteCall.of(shop, "trial", "GET", "/say").problem().code())
          .isEqualTo("plugin.busy");
      hold.countDown();
    }
    assertServes(shop, "one");
  }

  private static void pay(Mall mall, Shop shop) {
    shop.run(
        () ->
            mall.tenantDb()
                .<Object>transaction(
                    tx -> {
                      outbox(mall)
                          .append(
                              tx,
                              new OrderPaid(
                                  new OrderId(mall.ids().next()),
                                  new MemberId(mall.ids().next()),
                                  100));
                      return tx;
                    }));
  }

  private static Outbox outbox(Mall mall) {
    return new Outbox(mall.tenantDb(), mall.ids(), mall.clock(), mall.plugins(), mall.bells());
  }

  private static final String COUNTS =
      """
      var heard = new java.util.concurrent.atomic.AtomicInteger();
      to.on(OrderPaid.class, "good", (delivery, event) -> heard.incrementAndGet());
      to.routes(r -> r.get("/say", Said.class).open().handle(call -> new Said("" + heard.get())));
      """;

  @Test
  void a_handler_that_throws_does_not_keep_others_from_their_events(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial(
                "1.0.0",
                "to.on(OrderPaid.class, \"bad\", (d, e) -> { throw new Exception(\"bad\"); });"
                    + COUNTS)
            .build());
    plugins.enable(shop, "trial");
    for (var i = 0; i < 3; i++) {
      pay(mall, shop);
    }
    awaitHeard(shop, 3);
    assertThat(loaded(mall).calls().health().lastFailure().orElseThrow()).contains("bad");
  }

  @Test
  void a_handler_that_hangs_does_not_stop_the_others_and_is_switched_off_when_it_goes_on(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(
        trial(
                "1.0.0",
                "to.on(OrderPaid.class, \"slow\", (d, e) -> Thread.sleep(600_000));" + COUNTS)
            .build());
    plugins.enable(shop, "trial");
    loaded(mall).calls().hasten(50);
    pay(mall, shop);
    pay(mall, shop);
    awaitHeard(shop, 2);
    assertThat(loaded(mall).calls().health().timeouts()).isPositive();
    assertNodeSays(mall, State.TRIPPED, "EVENT");
  }

  @Test
  void a_handler_that_ignores_its_interrupt_is_given_up_and_the_plugin_switched_off(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(trial("1.0.0", "to.on(OrderPaid.class, \"spins\", (d, e) -> spin());").build());
    plugins.enable(shop, "trial");
    loaded(mall).calls().hasten(50);
    pay(mall, shop);
    pay(mall, shop);
    assertNodeSays(mall, State.TRIPPED, "ignore their interrupt");
  }

  private static void awaitHeard(Shop shop, int times) {
    TestMall.await(
        times + " events were heard",
        Duration.ofSeconds(20),
        () -> RouteCall.of(shop, "trial", "GET", "/say").ok().get("word").asInt() >= times);
  }

  @Test
  void a_claim_is_used_by_one_order_even_if_its_plugin_forgets_that_it_is(Mall mall, Shop shop) {
    var sku = shop.sku(10, "5.00");
    var plugins = new Plugins(mall);
    plugins.install(
        trial(
                "1.0.0",
                """
                to.claims(new io.wanpu.api.claim.StockClaims() {
                  @Override public java.util.Optional<Held> find(io.wanpu.api.id.MemberId member, io.wanpu.api.id.ClaimId claim) {
                    return java.util.Optional.of(new Held(claim, new io.wanpu.api.id.ActivityId(1), new io.wanpu.api.id.SkuId(SKU), 1, java.time.Instant.MAX));
                  }
                  @Override public Outcome use(io.wanpu.api.data.Tx tx, io.wanpu.api.id.MemberId member, io.wanpu.api.id.ClaimId claim,
                      io.wanpu.api.id.SkuId sku, int quantity, io.wanpu.api.id.OrderId order, java.time.Instant payBy) {
                    return new Outcome.Taken();
                  }
                  @Override public Outcome confirm(io.wanpu.api.data.Tx tx, io.wanpu.api.id.ClaimId claim, io.wanpu.api.id.OrderId order) {
                    return new Outcome.Taken();
                  }
                  @Override public void release(io.wanpu.api.data.Tx tx, io.wanpu.api.id.ClaimId claim, io.wanpu.api.id.OrderId order) {}
                });
                """
                    .replace("SKU", sku.value() + "L"))
            .build());
    plugins.enable(shop, "trial");
    var shopper = Shoppers.in(mall, shop).one();
    var request =
        shopper.wants(sku, 1, new CheckoutRequest.Claim("trial", new ClaimId(shop.id().value())));

    Shopper.placed(shopper.order(request));

    assertThatThrownBy(() -> shopper.order(request))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.code()).isEqualTo("checkout.claim_gone"));
  }
}
