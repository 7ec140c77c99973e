package io.wanpu.benchmarks;

import io.wanpu.api.id.MemberId;
import io.wanpu.benchmarks.bare.BatchedClaims;
import io.wanpu.benchmarks.bare.ClaimRow;
import io.wanpu.benchmarks.bare.Pool;
import io.wanpu.benchmarks.load.LoadGenerator;
import io.wanpu.benchmarks.load.Scripts;
import io.wanpu.benchmarks.route.BarePlugin;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.route.Exchange;
import io.wanpu.runtime.route.Route;
import io.wanpu.runtime.route.RouteAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Claims in a flash sale. In each round every member claims one piece, and there is one for each:
 * an answer means that the claim is committed and flushed.
 */
final class Seckill {
  private static final int NAIVE_CUSTOMERS = 800;

  /**
   * Ours is much code: after 60 rounds the compilers still took a tenth of the server's processor
   * time, after 150 a thirtieth.
   */
  private static final int WARM_UPS = 150;

  private Seckill() {}

  /** Over HTTP against the minimal batched writer in a servlet of the same server. */
  static void claims(Arena arena) {
    var customers = arena.customers();
    try (var load = arena.load(Arena.CONNECTIONS)) {
      warmUp(arena, load);
      new Duel(
              "seckill-claims",
              "accepted claims/s over HTTP, "
                  + Arena.CONNECTIONS
                  + " connections, against a bare servlet with a batched writer",
              0.7,
              2,
              21,
              1)
          .fight(() -> ours(arena, load, customers), () -> bare(arena, load, "claims", customers));
    }
  }

  /** Over HTTP against one transaction a request. */
  static void naive(Arena arena) {
    var customers = arena.customers();
    var few = customers.subList(0, NAIVE_CUSTOMERS);
    try (var load = arena.load(Arena.CONNECTIONS)) {
      warmUp(arena, load);
      new Duel(
              "seckill-claims-naive",
              "accepted claims/s over HTTP, "
                  + Arena.CONNECTIONS
                  + " connections, against a bare servlet with one UPDATE and INSERT a request",
              5,
              2,
              7,
              1)
          .fight(() -> ours(arena, load, customers), () -> bare(arena, load, "claims-naive", few));
    }
  }

  /** The refusal when nothing is left, against the same refusal from a route that does nothing. */
  static void soldOut(Arena arena) {
    var customers = arena.customers();
    var sale = Sale.of(arena, 1);
    try (var load = arena.load(Arena.CONNECTIONS)) {
      play(load, sale.claims(customers.subList(0, 1)), 200);
      var late = customers.subList(1, customers.size());
      var ours = Scripts.forever(sale.claims(late), 409);
      var limit = Scripts.forever(sale.claims(BarePlugin.ID, late), 409);
      var turn = Duration.ofMillis(500);
      new Duel(
              "seckill-soldout",
              "refusals/s over HTTP, "
                  + Arena.CONNECTIONS
                  + " connections, against a route behind the same filters",
              0.9,
              5,
              17,
              4)
          .fight(() -> load.play(ours, turn), () -> load.play(limit, turn));
    }
  }

  /** Without HTTP: the plugin's route called by as many threads, against the batched writer. */
  static void loop(Arena arena) {
    var customers = arena.customers();
    try (var pool = Pool.open(arena.environment("bench"))) {
      var bare = new BatchedClaims(pool);
      new Duel(
              "seckill-claims-loop",
              "accepted claims/s in one JVM without HTTP, "
                  + Arena.CONNECTIONS
                  + " threads, against the batched writer alone",
              0.7,
              60,
              9,
              1)
          .fight(
              () -> {
                var sale = Sale.of(arena, customers.size());
                return rate(customers, each -> claim(arena, sale, each));
              },
              () -> {
                var sale = Sale.of(arena, customers.size());
                var tenant = arena.shop().id().value();
                return rate(
                    customers,
                    each ->
                        bare.claim(
                            new ClaimRow(
                                tenant, sale.activity(), sale.sku(), each.id(), "k" + each.id())));
              });
    }
  }

  /** Once for all benchmarks of claims: both sides until little is left to be compiled. */
  private static void warmUp(Arena arena, LoadGenerator load) {
    if (arena.begin("warm claims")) {
      Arena.say("Warming up");
      for (var i = 0; i < WARM_UPS; i++) {
        ours(arena, load, arena.customers());
        bare(arena, load, "claims", arena.customers());
      }
    }
  }

  private static double ours(Arena arena, LoadGenerator load, List<Customer> customers) {
    return play(load, Sale.of(arena, customers.size()).claims(customers), 200);
  }

  private static double bare(
      Arena arena, LoadGenerator load, String servlet, List<Customer> customers) {
    return play(load, Sale.of(arena, customers.size()).bareClaims(servlet, customers), 201);
  }

  private static double play(LoadGenerator load, List<byte[]> requests, int status) {
    return load.play(Scripts.once(requests, status));
  }

  private static double rate(List<Customer> customers, Consumer<Customer> claim) {
    var next = new AtomicInteger();
    var threads =
        IntStream.range(0, Arena.CONNECTIONS)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .unstarted(
                            () -> {
                              for (var at = next.getAndIncrement();
                                  at < customers.size();
                                  at = next.getAndIncrement()) {
                                claim.accept(customers.get(at));
                              }
                            }))
            .toList();
    var begin = System.nanoTime();
    threads.forEach(Thread::start);
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return customers.size() * 1e9 / (System.nanoTime() - begin);
  }

  private static void claim(Arena arena, Sale sale, Customer customer) {
    arena
        .shop()
        .run(
            () -> {
              var found =
                  arena
                      .mall()
                      .plugins()
                      .route("seckill", "POST", "/activities/" + sale.activity() + "/claims");
              if (!(found instanceof Found.Here<Route>(var route))) {
                throw new IllegalStateException("no route: " + found);
              }
              route.call(new Direct(sale, customer));
            });
  }

  /** A claim that comes from nowhere and whose answer goes nowhere. */
  private record Direct(Sale sale, Customer customer) implements Exchange {
    @Override
    public byte[] body() {
      return ("{\"sku\":\"" + sale.sku() + "\",\"quantity\":1}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public Optional<MemberId> visitor() {
      return Optional.of(new MemberId(customer.id()));
    }

    @Override
    public Optional<String> query(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<String> idempotencyKey() {
      return Optional.of("k" + customer.id());
    }

    @Override
    public Locale language() {
      return Locale.SIMPLIFIED_CHINESE;
    }

    @Override
    public void answer(RouteAnswer answer) {
      if (answer instanceof RouteAnswer.Problem(var fault)) {
        throw fault;
      }
    }
  }
}
