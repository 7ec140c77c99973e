package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.Answer;
import io.wanpu.benchmarks.load.LoadGenerator;
import io.wanpu.benchmarks.load.Requests;
import io.wanpu.benchmarks.load.Script;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A preview and the order that follows it, against a servlet that sends the database the very
 * statements that the mall was seen to send.
 */
final class PreviewAndSubmit implements Benchmark {
  private static final Duration TURN = Duration.ofSeconds(2);

  @Override
  public void run(Arena arena) {
    var customers = arena.customers().subList(0, Arena.CONNECTIONS);
    var checkouts = new Checkouts(arena, customers);
    try (var load = arena.load(Arena.CONNECTIONS);
        var alone = arena.load(1)) {
      var ours = new Ours(checkouts);
      load.play(ours, TURN);
      learn(arena, alone, checkouts);
      var limit = new Replay(checkouts);
      new Duel(
              "checkout",
              "pairs of preview and order/s over "
                  + Arena.CONNECTIONS
                  + " connections, against the same SQL by raw JDBC",
              0.7,
              20,
              9,
              1)
          .fight(() -> load.play(ours, TURN), () -> load.play(limit, TURN));
    }
  }

  /** Records both requests and hands them to the servlet. */
  private static void learn(Arena arena, LoadGenerator alone, Checkouts checkouts) {
    try (var recorder = new Recorder(arena)) {
      var preview =
          recorder.record(
              () -> {
                alone.ask(checkouts.preview(0), 200);
                return known(checkouts, 0);
              });
      var order =
          recorder.record(
              () -> {
                var token = Checkouts.newToken();
                alone.ask(checkouts.order(0, token), 201);
                var known = known(checkouts, 0);
                known.put("token", token);
                return known;
              });
      Arena.say(
          "checkout: %d statements for a preview, %d for an order"
              .formatted(preview.steps().size(), order.steps().size()));
      alone.ask(Requests.send("PUT", "/bench/replay/preview", "", preview.written()), 204);
      alone.ask(Requests.send("PUT", "/bench/replay/order", "", order.written()), 204);
    }
  }

  /** What the statements of a connection's requests have of their own. */
  private static Map<String, String> known(Checkouts checkouts, int connection) {
    var customer = checkouts.customers().get(connection);
    var sku = checkouts.skuOf(customer);
    var known = new HashMap<String, String>();
    known.put("tenant", checkouts.tenant());
    known.put("member", Long.toString(customer.id()));
    known.put("address", customer.address());
    known.put("sku", Long.toString(sku.sku()));
    known.put("product", Long.toString(sku.product()));
    return known;
  }

  /** Preview, order, preview, order … */
  private abstract static class Alternating implements Script {
    private final boolean[] previewed = new boolean[Arena.CONNECTIONS];

    abstract byte[] preview(int connection);

    abstract byte[] order(int connection);

    abstract void previewed(int connection, Answer answer);

    @Override
    public byte[] next(int connection) {
      return previewed[connection] ? order(connection) : preview(connection);
    }

    @Override
    public int answered(int connection, Answer answer) {
      if (previewed[connection]) {
        answer.expect(201);
      } else {
        previewed(connection, answer);
      }
      previewed[connection] ^= true;
      return previewed[connection] ? 0 : 1;
    }
  }

  /** By the mall. */
  private static final class Ours extends Alternating {
    private final Checkouts checkouts;

    Ours(Checkouts checkouts) {
      this.checkouts = checkouts;
    }

    @Override
    byte[] preview(int connection) {
      return checkouts.preview(connection);
    }

    @Override
    void previewed(int connection, Answer answer) {
      checkouts.previewed(connection, answer);
    }

    @Override
    byte[] order(int connection) {
      return checkouts.order(connection, Checkouts.newToken());
    }
  }

  /** By the servlet that replays. */
  private static final class Replay extends Alternating {
    private final List<String> parameters;
    private final List<byte[]> previews;

    Replay(Checkouts checkouts) {
      this.parameters =
          IntStream.range(0, checkouts.customers().size())
              .mapToObj(
                  connection ->
                      known(checkouts, connection).entrySet().stream()
                          .map(entry -> entry.getKey() + "=" + entry.getValue())
                          .collect(Collectors.joining("&", "?", "")))
              .toList();
      this.previews =
          parameters.stream()
              .map(each -> Requests.post("/bench/replay/preview" + each, "", ""))
              .toList();
    }

    @Override
    byte[] preview(int connection) {
      return previews.get(connection);
    }

    @Override
    void previewed(int connection, Answer answer) {
      answer.expect(201);
    }

    @Override
    byte[] order(int connection) {
      return Requests.post(
          "/bench/replay/order" + parameters.get(connection) + "&token=" + Checkouts.newToken(),
          "",
          "");
    }
  }
}
