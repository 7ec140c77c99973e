package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.Answer;
import io.wanpu.benchmarks.load.Requests;
import io.wanpu.benchmarks.load.Script;
import io.wanpu.benchmarks.load.Scripts;
import java.time.Duration;
import java.util.List;

/** Putting a piece into the cart and ordering it, against inserting one row. */
final class Orders implements Benchmark {
  private static final Duration TURN = Duration.ofSeconds(2);

  @Override
  public void run(Arena arena) {
    var customers = arena.customers().subList(0, Arena.CONNECTIONS);
    try (var load = arena.load(Arena.CONNECTIONS)) {
      var checkouts = new Checkouts(arena, customers);
      load.play(checkouts.previews());
      var ours = new CartThenOrder(arena, checkouts);
      var limit =
          Scripts.forever(
              customers.stream()
                  .map(each -> Requests.post("/bench/insert?member=" + each.id(), "", ""))
                  .toList(),
              201);
      new Duel(
              "orders",
              "pairs of cart and order/s against inserts/s, over "
                  + Arena.CONNECTIONS
                  + " connections",
              0.3,
              30,
              9,
              1)
          .fight(() -> load.play(ours, TURN), () -> load.play(limit, TURN));
    }
  }

  private static final class CartThenOrder implements Script {
    private final Checkouts checkouts;
    private final List<byte[]> adds;
    private final boolean[] added = new boolean[Arena.CONNECTIONS];

    CartThenOrder(Arena arena, Checkouts checkouts) {
      this.checkouts = checkouts;
      this.adds =
          checkouts.customers().stream()
              .map(
                  each ->
                      Requests.post(
                          arena.api("cart/items"),
                          each.bearer(),
                          "{\"sku\":\"" + checkouts.skuOf(each).sku() + "\",\"quantity\":1}"))
              .toList();
    }

    @Override
    public byte[] next(int connection) {
      return added[connection] ? checkouts.order(connection) : adds.get(connection);
    }

    @Override
    public int answered(int connection, Answer answer) {
      answer.expect(added[connection] ? 201 : 204);
      added[connection] ^= true;
      return added[connection] ? 0 : 1;
    }
  }
}
