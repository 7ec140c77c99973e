package io.wanpu.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.launcher.FreePort;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.ServerNode;
import io.wanpu.server.Http;
import io.wanpu.server.Patience;
import io.wanpu.testkit.Plugins;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestJar;
import io.wanpu.testkit.TestMall;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two server nodes on one database: what is done to a plugin shows on both, and a killed node loses
 * nothing.
 */
@OnFaultStack
class NodesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final FaultStack faults = FaultStack.get();
  private final ServerNode other =
      ServerNode.of(Home.find(), faults.stack(), "other")
          .on(FreePort.any(), FreePort.any())
          .with("JAVA_TOOL_OPTIONS", FaultStack.SHORT_LIVED);

  /** A plugin that says its version, and counts the orders that were paid in a table of its own. */
  private static byte[] counter(int version) {
    return TestJar.of("counter", version + ".0.0")
        .uses("events")
        .source(
            """
            package test.counter;

            import io.wanpu.api.event.OrderPaid;
            import io.wanpu.api.plugin.*;

            public final class Main implements MallPlugin {
              public record Answer(int version) {}

              @Override
              public void contribute(Contributions to, Mall mall) {
                to.routes(r -> r.get("/version", Answer.class).open().summary("version").handle(call -> new Answer(VERSION)));
                to.on(OrderPaid.class, "count", (delivery, paid) -> Thread.sleep(50));
              }
            }
            """
                .replace("VERSION", Integer.toString(version)))
        .build();
  }

  @AfterEach
  void end() {
    other.daemon().kill();
    new Plugins(faults.mall()).purge("counter");
  }

  @Test
  void
      enabling_upgrading_and_disabling_under_traffic_show_on_both_nodes_and_a_killed_node_loses_nothing() {
    other.ensureRunning();
    var mall = faults.mall();
    var plugins = new Plugins(mall);
    var shop = Shop.open(mall);
    var nodes = List.of(faults.node().storefront(), other.storefront());
    plugins.install(counter(1));
    for (var node : nodes) {
      assertThat(version(node, shop).status()).isEqualTo(404);
    }

    plugins.enable(shop, "counter");
    for (var node : nodes) {
      TestMall.await("on at " + node, PATIENCE, () -> version(node, shop).status() == 200);
    }

    try (var traffic = new Traffic(nodes, shop)) {
      plugins.install(counter(2));
      for (var node : nodes) {
        TestMall.await(
            "upgraded at " + node, PATIENCE, () -> version(node, shop).body().contains("2"));
      }
      traffic.end();
      assertThat(traffic.bad).isEmpty();
      assertThat(traffic.good).hasSizeGreaterThan(20);
    }

    // orders are paid while one of the two nodes dies: every event still reaches its handler
    var tea = shop.sku(100, "5.00");
    var shoppers = Shoppers.in(mall, shop);
    for (var i = 0; i < 20; i++) {
      var shopper = shoppers.one();
      shopper.pays(shopper.buys(tea, 1));
      if (i == 10) {
        other.daemon().kill();
      }
    }
    TestMall.await(
        "all events are delivered",
        PATIENCE,
        () ->
            faults.number(
                    "select count(*) from event_delivery where state = 'DONE' and handler like 'counter/%' and tenant_id = "
                        + shop.id())
                == 20);

    plugins.disable(shop, "counter");
    TestMall.await(
        "off", PATIENCE, () -> version(faults.node().storefront(), shop).status() == 404);
  }

  private static Http.Answer version(URI node, Shop shop) {
    return Http.visitor(node).get("/api/v1/shops/" + shop.code() + "/x/counter/version");
  }

  /** Visitors who keep asking all nodes. */
  private static final class Traffic implements AutoCloseable {
    private final ConcurrentLinkedQueue<Http.Answer> good = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> bad = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Traffic(List<URI> nodes, Shop shop) {
      for (var node : nodes) {
        threads.add(Thread.ofPlatform().start(() -> ask(node, shop)));
      }
    }

    private void ask(URI node, Shop shop) {
      while (!over.get()) {
        try {
          var answer = version(node, shop);
          if (answer.status() == 200) {
            good.add(answer);
          } else if (answer.status() != 429) {
            bad.add(node + " " + answer);
          }
        } catch (UncheckedIOException e) {
          bad.add(node + " " + e);
        }
        Patience.sleep(5);
      }
    }

    void end() {
      over.set(true);
      for (var thread : threads) {
        try {
          thread.join(10_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
