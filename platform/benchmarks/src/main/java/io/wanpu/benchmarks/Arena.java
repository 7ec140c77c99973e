package io.wanpu.benchmarks;

import io.wanpu.benchmarks.bare.Pool;
import io.wanpu.benchmarks.load.LoadGenerator;
import io.wanpu.benchmarks.route.BarePlugin;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.ServerNode;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle;
import io.wanpu.runtime.ShopPlugins;
import io.wanpu.testkit.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where benchmarks take place: MariaDB, Redis, one server with the mall and the bare counterparts
 * in it, and a second mall in this JVM that prepares shops and members. Each part starts when it is
 * first asked for.
 */
final class Arena implements AutoCloseable {
  /** Heap of the server. */
  static final String HEAP = "448m";

  /** Connections of the load generator unless a benchmark says otherwise. */
  static final int CONNECTIONS = 64;

  /** Products of the shop. */
  static final int PRODUCTS = 100;

  private static final int CUSTOMERS = 6_000;
  private static final long PLENTY = 100_000_000;

  /** Something on the shelf. */
  record OnShelf(long product, long sku) {}

  private final Home home = Home.find();
  private final Path data = Path.of(System.getProperty("wanpu.bench.data", "target/bench"));
  private final Set<String> begun = new HashSet<>();
  private @Nullable Stack stack;
  private @Nullable Mall mall;
  private @Nullable ServerNode server;
  private @Nullable Shop shop;
  private @Nullable List<OnShelf> skus;
  private @Nullable List<Customer> customers;

  Stack stack() {
    var running = stack;
    if (running == null) {
      say("Starting MariaDB (innodb_flush_log_at_trx_commit=1) and Redis");
      running = Stack.ensure(data);
      stack = running;
    }
    return running;
  }

  /** What a mall on this stack is told. */
  Map<String, String> environment(String node) {
    var ports = stack().ports();
    return ServerEnvironment.of(stack(), node, ports.storefront(), ports.admin());
  }

  /** A mall in this JVM; its workers do not run. */
  Mall mall() {
    var open = mall;
    if (open == null) {
      open = new Mall(MallConfig.fromEnvironment(environment("bench")), MallClock.system());
      mall = open;
      makeBareTables();
    }
    return open;
  }

  /** The shop that is measured. */
  Shop shop() {
    var open = shop;
    if (open == null) {
      open = Shop.open(mall());
      shop = open;
    }
    return open;
  }

  /** Products of the shop, with more stock than any benchmark sells. */
  List<OnShelf> skus() {
    var found = skus;
    if (found == null) {
      found = prepared(() -> IntStream.range(0, PRODUCTS).mapToObj(i -> product()).toList());
      skus = found;
    }
    return found;
  }

  private OnShelf product() {
    var sku = shop().sku(PLENTY, "19.90");
    var facts = shop().call(() -> mall().skus().facts(List.of(sku)).values().iterator().next());
    return new OnShelf(facts.product().value(), sku.value());
  }

  /** Members of the shop, signed in. */
  List<Customer> customers() {
    var found = customers;
    if (found == null) {
      shop();
      say("Registering " + CUSTOMERS + " members");
      found = prepared(() -> Customer.of(shop(), CUSTOMERS));
      customers = found;
    }
    return found;
  }

  /**
   * Prepares something that is not measured. Only meanwhile are commits not flushed one by one, so
   * that it takes less long.
   */
  <T> T prepared(Supplier<T> preparation) {
    try {
      execute("set global innodb_flush_log_at_trx_commit = 0");
      return preparation.get();
    } finally {
      execute("set global innodb_flush_log_at_trx_commit = 1");
    }
  }

  /** Whether that is to be done now: it is done once in a run. */
  boolean begin(String what) {
    return begun.add(what);
  }

  /** Path of the shop's API. */
  String api(String path) {
    return "/api/v1/shops/" + shop().code() + "/" + path;
  }

  /** The server, ready. Its limits on how often somebody may ask are counted and never reached. */
  ServerNode server() {
    var running = server;
    if (running == null) {
      mall(); // migrates before the server looks
      say("Starting the server (-Xmx" + HEAP + ")");
      running =
          ServerNode.of(home, stack(), "server")
              .withHeap(HEAP)
              .with("WANPU_LIMIT_SHOP", "9999999")
              .with("WANPU_LIMIT_ADDRESS", "9999999")
              .with("WANPU_LIMIT_MEMBER", "9999999")
              .withFile("apps/bare.war", built("bare.war"))
              .withFile("configDropins/overrides/bare.xml", bareConfiguration());
      running.ensureRunning();
      server = running;
      loadPlugins();
    }
    return running;
  }

  /** Loads the flash sale and the bare route on both nodes and switches them on in the shop. */
  private void loadPlugins() {
    var plugins = mall().plugins();
    plugins.start();
    try {
      var jar = Files.readAllBytes(built("wanpu-benchmarks-0.1.0-plugin.jar"));
      if (plugins.lifecycle().install(jar, Optional.empty())
          instanceof PluginLifecycle.Installation.Refused refused) {
        throw new IllegalStateException("the bare route was refused: " + refused.problems());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (var id : List.of("seckill", BarePlugin.ID)) {
      plugins.lifecycle().await(id, Duration.ofSeconds(60));
      shop().run(() -> enable(id));
    }
    execute(
        "create table if not exists " + Pool.SCHEMA + ".sale_stock like p_seckill.sale_stock",
        "create table if not exists " + Pool.SCHEMA + ".claim like p_seckill.claim");
  }

  /** The node has seen the plugin a moment before it offers it to shops. */
  private void enable(String plugin) {
    var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!(mall().plugins().shops().enable(Actor.system(), plugin)
        instanceof ShopPlugins.Switching.Enabled)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(plugin + " could not be switched on");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Path built(String file) {
    return home.path().resolve("platform/benchmarks/target").resolve(file);
  }

  /** A load generator on the shoppers' door. */
  LoadGenerator load(int connections) {
    return new LoadGenerator(server().storefront().getPort(), connections);
  }

  private Path bareConfiguration() {
    try {
      var file = stack().data().resolve("bare.xml");
      Files.writeString(
          file,
          """
          <server>
            <webApplication id="bare" name="bare" location="bare.war" contextRoot="/bench"/>
          </server>
          """);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tables that the bare counterparts write to. */
  private void makeBareTables() {
    execute(
        "create database if not exists " + Pool.SCHEMA,
        "create table if not exists "
            + Pool.SCHEMA
            + ".note (tenant_id bigint not null, id bigint not null, member_id bigint not null,"
            + " words varchar(200) not null, created_at datetime(3) not null,"
            + " primary key (tenant_id, id), key member (tenant_id, member_id))");
  }

  /** Runs statements as the owner of the database. */
  void execute(String... statements) {
    try (var connection = stack().mariadb().connect("");
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void say(String sentence) {
    System.out.println(sentence);
  }

  @Override
  public void close() {
    if (mall != null) {
      mall.close();
    }
  }
}
