package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.LoadGenerator;
import io.wanpu.benchmarks.load.Requests;
import io.wanpu.benchmarks.load.Scripts;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.launcher.Stack;
import io.wanpu.testkit.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list of orders in the admin of a shop that has a hundred thousand, against a servlet that
 * sends the database the very statements that the page was seen to send, and writes the same bytes.
 */
final class AdminOrders implements Benchmark {
  private static final int ORDERS = 100_000;
  private static final int READERS = 8;
  private static final String ORDER_TABLE = Stack.DATABASE + ".shop_order";
  private static final String LINE_TABLE = Stack.DATABASE + ".order_line";
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final String LOGIN = "bench-owner";
  private static final String PASSWORD = "wanpu-bench-2026";

  @Override
  public void run(Arena arena) {
    // a shop of its own: in the other one there are as many orders as were placed before
    var shop = Shop.open(arena.mall());
    fill(arena, shop);
    var login = hire(shop);
    var admin = arena.server().admin();
    var cookie = "Cookie: " + signIn(admin, login) + "\r\n";
    var page = Requests.get("/orders", cookie);
    try (var load = new LoadGenerator(admin.getPort(), READERS);
        var alone = new LoadGenerator(admin.getPort(), 1)) {
      var ours = Scripts.forever(List.of(page), 200);
      load.play(ours, TURN);
      learn(arena, alone, page);
      var limit = Scripts.forever(List.of(Requests.get("/bench/replay/admin-orders")), 200);
      new Duel(
              "admin-orders",
              "pages of the order list of a shop with "
                  + ORDERS
                  + " orders/s over "
                  + READERS
                  + " connections, against the same SQL and the same bytes by a bare servlet",
              0.5,
              // a page runs through so much code that thousands are needed until all is compiled
              20,
              9,
              1)
          .fight(() -> load.play(ours, TURN), () -> load.play(limit, TURN));
    }
  }

  /** Records the page and hands its statements and its bytes to the servlet. */
  private static void learn(Arena arena, LoadGenerator alone, byte[] page) {
    var body = alone.ask(page, 200);
    try (var recorder = new Recorder(arena)) {
      var trace =
          recorder.record(
              () -> {
                alone.ask(page, 200);
                return Map.of();
              });
      Arena.say(
          "admin-orders: %d statements, %d bytes"
              .formatted(trace.steps().size(), body.getBytes(StandardCharsets.UTF_8).length));
      alone.ask(Requests.send("PUT", "/bench/replay/admin-orders", "", trace.written()), 204);
      alone.ask(Requests.send("PUT", "/bench/replay/admin-orders/answer", "", body), 204);
    }
  }

  /** One order, copied by the database with other ids, numbers and states. */
  private static void fill(Arena arena, Shop shop) {
    var customer = arena.customers().getFirst();
    var checkouts = new Checkouts(arena, List.of(customer));
    try (var load = arena.load(1)) {
      load.play(checkouts.previews());
      Arena.say("One order: " + load.ask(checkouts.order(0, Checkouts.newToken()), 201).length());
    }
    Arena.say("Copying an order " + ORDERS + " times");
    var from = arena.shop().id().value();
    var to = shop.id().value();
    var buyer = Customer.of(shop, 1).getFirst().id();
    var unused =
        arena.prepared(
            () -> {
              arena.execute(
                  """
              insert into %s (tenant_id, id, number, member_id, checkout_token, state, currency,
                  goods_total, discount_total, shipping_total, payable, paid, refunded, pricing,
                  address, note, due_at, created_at, paid_at, version)
              select %d, id + seq, concat('26010100', lpad(seq, 8, '0')), %d,
                  concat('copy-', seq),
                  case when seq %% 500 = 0 then 'PAID' when seq %% 700 = 0 then 'CREATED'
                       when seq %% 9 = 0 then 'CLOSED' else 'COMPLETED' end,
                  currency, goods_total, discount_total, shipping_total, payable + seq %% 1000, 0, 0,
                  pricing, address, note, due_at, created_at, null, 1
              from %s, wanpu.seq_1_to_%d where tenant_id = %d and id = (select * from (select min(id) from
                  %s where tenant_id = %d) first)
              """
                      .formatted(
                          ORDER_TABLE, to, buyer, ORDER_TABLE, ORDERS, from, ORDER_TABLE, from),
                  """
              insert into %s (tenant_id, order_id, line_no, product_id, sku_id, title, spec, media,
                  quantity, list_price, unit_price, discount, total, shipped, activity_id)
              select %d, l.order_id + seq, line_no, product_id, sku_id, title, spec, media,
                  quantity, list_price, unit_price, discount, total, 0, null
              from %s l, wanpu.seq_1_to_%d where l.tenant_id = %d and l.order_id = (select min(id) from %s
                  where tenant_id = %d)
              """
                      .formatted(LINE_TABLE, to, LINE_TABLE, ORDERS, from, ORDER_TABLE, from),
                  "analyze table " + ORDER_TABLE + ", " + LINE_TABLE);
              return to;
            });
  }

  private static String hire(Shop shop) {
    var login = LOGIN + "@" + shop.code();
    shop.run(
        () -> {
          var by = Granter.unlimited(Actor.system());
          var role = shop.mall().roles().add(by, "bench", Set.of("*"));
          var unused =
              shop.mall()
                  .manageStaff()
                  .hire(by, new NewStaff(login, "bench", PASSWORD, List.of(role)));
        });
    return login;
  }

  private static String signIn(URI admin, String login) {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(admin.resolve("/sign-in"))
                  .header("Origin", admin.getScheme() + "://" + admin.getAuthority())
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "login="
                              + URLEncoder.encode(login, StandardCharsets.UTF_8)
                              + "&password="
                              + PASSWORD))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      return answer
          .headers()
          .firstValue("set-cookie")
          .map(cookie -> cookie.replaceFirst(";.*", ""))
          .orElseThrow(
              () -> new IllegalStateException("could not sign in: " + answer.statusCode()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
