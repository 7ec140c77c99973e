package io.wanpu.server.fault;

import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.FreePort;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.ServerNode;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import io.wanpu.server.Http;
import io.wanpu.server.Sale;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB, Redis, the sandbox and a server that tests may kill; started by the first test that
 * asks, and gone with the JVM.
 */
final class FaultStack {
  /** Where a claim or an order can be interrupted: point, method, side. */
  private static final String POINTS =
      String.join(
          ";",
          "claim-begins=io.wanpu.seckill.claim.SaleWriter#serve@start",
          "gate-answered=io.wanpu.kernel.shared.redis.RedisGates#take@end",
          "before-commit=com.zaxxer.hikari.pool.HikariProxyConnection#commit@start",
          "after-commit=com.zaxxer.hikari.pool.HikariProxyConnection#commit@end",
          "before-answer=io.wanpu.seckill.shop.SeckillRoutes#claim@end");

  /** These servers live for seconds: a third of what their start costs would go into optimising. */
  static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private static @Nullable FaultStack instance;

  private final Path points;
  private final Stack stack;
  private final ServerNode node;
  private final Mall mall;

  private FaultStack() {
    try {
      // a new one each time: nothing of an earlier wreck is in the way
      var folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target/faults").toAbsolutePath()), "mall");
      this.stack = Stack.ensure(folder);
      this.points = Files.createDirectories(folder.resolve("points"));
      this.node =
          ServerNode.of(Home.find(), stack, "fault")
              .with(
                  "JAVA_TOOL_OPTIONS",
                  SHORT_LIVED
                      + " -javaagent:"
                      + HaltAgent.jar(folder)
                      + "="
                      + points
                      + ";io.wanpu.storefront.;"
                      + POINTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    node.ensureRunning();
    // sets shops up; its workers stand still, so that only the server does the work
    this.mall =
        new Mall(
            MallConfig.fromEnvironment(ServerEnvironment.of(stack, "fault-test", 1, 2)),
            new TestClock());
    mall.plugins().start();
  }

  static synchronized FaultStack get() {
    if (instance == null) {
      instance = new FaultStack();
    }
    return instance;
  }

  Stack stack() {
    return stack;
  }

  ServerNode node() {
    return node;
  }

  Mall mall() {
    return mall;
  }

  private void end() {
    node.daemon().kill();
    stack.stop();
  }

  private void clear() {
    try (var files = Files.list(points)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets the server come to the point while it does the deed, kills it there, and starts it anew.
   */
  void killAt(String point, Runnable deed) {
    try {
      Files.writeString(points.resolve(point), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var doing = CompletableFuture.runAsync(deed).exceptionally(e -> null);
    TestMall.await(
        point + " is reached",
        Duration.ofSeconds(30),
        () -> Files.exists(points.resolve(point + ".reached")));
    node.daemon().kill();
    clear();
    restart();
    doing.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The ports of a killed server are free when the kernel has taken it apart. */
  private void restart() {
    TestMall.await(
        "the killed server has let go of its ports",
        Duration.ofSeconds(30),
        () ->
            FreePort.isFree(node.storefront().getPort())
                && FreePort.isFree(node.admin().getPort()));
    node.ensureRunning();
  }

  /** A sale that the server knows of. */
  Sale sale(Shop shop, int pieces) {
    var sale = Sale.open(mall, shop, pieces, "9.90", 1);
    var visitor = Http.visitor(node.storefront());
    TestMall.await(
        "the server knows the sale",
        Duration.ofSeconds(20),
        () -> visitor.get(sale.path("/x/seckill/activities/" + sale.activity())).status() == 200);
    return sale;
  }

  /** The one number that a query gives. */
  long number(String sql) {
    try (var connection = stack.mariadb().connect("wanpu");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
