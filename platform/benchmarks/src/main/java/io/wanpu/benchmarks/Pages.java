package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.Requests;
import io.wanpu.benchmarks.load.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Product pages: JSON that the storefront's programs ask for more often than for anything else. */
final class Pages {
  private static final Duration TURN = Duration.ofMillis(1_500);

  private Pages() {}

  /**
   * One page against a JAX-RS resource that answers the same bytes and has no filters before it.
   */
  static void browse(Arena arena) {
    var page = Requests.get(page(arena, 0));
    try (var load = arena.load(Arena.CONNECTIONS)) {
      load.ask(Requests.send("PUT", "/bench/constant", "", load.ask(page, 200)), 204);
      var ours = Scripts.forever(List.of(page), 200);
      var limit = Scripts.forever(List.of(Requests.get("/bench/rest/constant")), 200);
      new Duel(
              "browse",
              "product pages/s over "
                  + Arena.CONNECTIONS
                  + " connections against a constant resource",
              0.8,
              4,
              9,
              1)
          .fight(() -> load.play(ours, TURN), () -> load.play(limit, TURN));
    }
  }

  /** Pages of 100 products, one after the other, against a servlet that answers four bytes. */
  static void product(Arena arena) {
    var pages =
        IntStream.range(0, Arena.PRODUCTS).mapToObj(i -> Requests.get(page(arena, i))).toList();
    try (var load = arena.load(Arena.CONNECTIONS)) {
      var ours = Scripts.forever(pages, 200);
      var limit = Scripts.forever(List.of(Requests.get("/bench/ping")), 200);
      new Duel(
              "product",
              "pages of "
                  + Arena.PRODUCTS
                  + " products/s over "
                  + Arena.CONNECTIONS
                  + " connections against pings",
              0.5,
              4,
              9,
              1)
          .fight(() -> load.play(ours, TURN), () -> load.play(limit, TURN));
    }
  }

  private static String page(Arena arena, int product) {
    return arena.api("products/" + arena.skus().get(product).product());
  }
}
