package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.Mall;
import io.wanpu.runtime.ShopPlugins.Switching;
import io.wanpu.runtime.route.RouteAnswer;
import io.wanpu.runtime.store.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done on one node shows on the other, while shoppers keep both busy. */
@MallTest
class TwoNodesTest {
  private static Mall second;

  @BeforeAll
  static void start(TestMall mall) {
    second = mall.another("second", mall.clock());
    second.start();
  }

  @AfterAll
  static void stop() {
    second.close();
  }

  @AfterEach
  void remove(Mall mall) {
    new Plugins(mall).purge("greeter");
    TestMall.await(
        "the second node has unloaded it",
        Duration.ofSeconds(5),
        () -> second.plugins().loaded("greeter").isEmpty());
  }

  private static void awaitVersion(Mall node, String version) {
    TestMall.await(
        version + " serves",
        Duration.ofSeconds(15),
        () ->
            node.plugins()
                .loaded("greeter")
                .filter(each -> each.manifest().version().toString().equals(version))
                .isPresent());
  }

  @Test
  void an_upgrade_under_traffic_loses_no_call_and_reaches_both_nodes(Mall mall, Shop shop)
      throws Exception {
    var plugins = new Plugins(mall);
    plugins.install(PluginLifecycleTest.greeter("1.0.0").build());
    plugins.enable(shop, "greeter");
    awaitVersion(second, "1.0.0");
    TestMall.await(
        "the second node serves the shop",
        Duration.ofSeconds(2),
        () -> hello(shop.at(second)) instanceof RouteAnswer.Json);

    try (var traffic = new Traffic(List.of(shop, shop.at(second)))) {
      for (var version = 2; version <= 4; version++) {
        plugins.install(PluginLifecycleTest.greeter(version + ".0.0").build());
        awaitVersion(second, version + ".0.0");
      }
      traffic.end();
      assertThat(traffic.refused).isEmpty();
      assertThat(traffic.answered).hasSizeGreaterThan(100);
    }
    for (var node : List.of(mall, second)) {
      assertThat(
              RouteCall.of(shop.at(node), "greeter", "GET", "/hello/x").ok().get("version").asInt())
          .isEqualTo(4);
    }
    assertThat(mall.plugins().lifecycle().list())
        .filteredOn(each -> each.wished().id().equals("greeter"))
        .flatExtracting(each -> each.nodes())
        .filteredOn(seen -> List.of("test", "second").contains(seen.node()))
        .hasSize(2)
        .allSatisfy(seen -> assertThat(seen.state()).isEqualTo(Seen.State.LOADED));
  }

  @Test
  void a_switch_in_a_shop_shows_on_both_nodes_within_a_second(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(PluginLifecycleTest.greeter("1.0.0").build());
    awaitVersion(second, "1.0.0");
    assertThat(hello(shop.at(second))).isInstanceOf(RouteAnswer.Problem.class);

    plugins.enable(shop, "greeter");
    TestMall.await(
        "on at the second node",
        Duration.ofSeconds(2),
        () -> hello(shop.at(second)) instanceof RouteAnswer.Json);

    assertThat(plugins.disable(shop, "greeter")).isInstanceOf(Switching.Disabled.class);
    TestMall.await(
        "off at the second node",
        Duration.ofSeconds(2),
        () -> hello(shop.at(second)) instanceof RouteAnswer.Problem);
  }

  @Test
  void migrations_run_once_however_many_nodes_load_the_jar(Mall mall) {
    var plugins = new Plugins(mall);
    // a second run would fail: the table is there then
    var jar =
        PluginLifecycleTest.greeter("1.0.0")
            .migration("V2__once.sql", "CREATE TABLE once (n INT)")
            .build();
    plugins.install(jar);
    awaitVersion(second, "1.0.0");
  }

  private static RouteAnswer hello(Shop shop) {
    return RouteCall.of(shop, "greeter", "GET", "/hello/x").send();
  }

  /** Shoppers who keep asking. */
  private static final class Traffic implements AutoCloseable {
    final List<RouteAnswer> answered = new CopyOnWriteArrayList<>();
    final List<RouteAnswer> refused = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Traffic(List<Shop> nodes) {
      for (var node : nodes) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (!over.get()) {
                        var answer = hello(node);
                        (answer instanceof RouteAnswer.Json ? answered : refused).add(answer);
                      }
                    }));
      }
    }

    void end() throws InterruptedException {
      over.set(true);
      for (var thread : threads) {
        thread.join();
      }
    }

    @Override
    public void close() throws InterruptedException {
      end();
    }
  }
}
