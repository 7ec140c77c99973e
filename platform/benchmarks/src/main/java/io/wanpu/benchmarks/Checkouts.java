package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.Answer;
import io.wanpu.benchmarks.load.Requests;
import io.wanpu.benchmarks.load.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What customers order, one a connection: previews, and orders at the previewed price. */
final class Checkouts {
  private final Arena arena;
  private final List<Customer> customers;
  private final List<byte[]> previews;
  private final String[] fingerprints;

  Checkouts(Arena arena, List<Customer> customers) {
    this.arena = arena;
    this.customers = customers;
    this.previews =
        customers.stream()
            .map(
                each ->
                    Requests.post(
                        arena.api("checkout/preview"),
                        each.bearer(),
                        "{\"items\":[" + item(each) + "]}"))
            .toList();
    this.fingerprints = new String[customers.size()];
  }

  List<Customer> customers() {
    return customers;
  }

  String tenant() {
    return arena.shop().id().toString();
  }

  /** Customers next to each other buy different things. */
  Arena.OnShelf skuOf(Customer customer) {
    return arena.skus().get(customers.indexOf(customer) % Arena.PRODUCTS);
  }

  private String item(Customer customer) {
    return "{\"sku\":\"" + skuOf(customer).sku() + "\",\"quantity\":1}";
  }

  byte[] preview(int connection) {
    return previews.get(connection);
  }

  /** Notes the price that a preview showed. */
  void previewed(int connection, Answer answer) {
    answer.expect(200);
    fingerprints[connection] = answer.field("fingerprint");
  }

  /** A new order at the price that was shown. */
  byte[] order(int connection) {
    return order(connection, newToken());
  }

  /** The same with a token of the caller's choice. */
  byte[] order(int connection, String token) {
    var customer = customers.get(connection);
    return Requests.post(
        arena.api("orders"),
        customer.bearer(),
        "{\"token\":\""
            + token
            + "\",\"fingerprint\":\""
            + fingerprints[connection]
            + "\",\"items\":["
            + item(customer)
            + "],\"address\":\""
            + customer.address()
            + "\"}");
  }

  static String newToken() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Shows each customer her price once. */
  Script previews() {
    return new Script() {
      private final boolean[] asked = new boolean[customers.size()];

      @Override
      public byte @Nullable [] next(int connection) {
        if (asked[connection]) {
          return null;
        }
        asked[connection] = true;
        return preview(connection);
      }

      @Override
      public int answered(int connection, Answer answer) {
        previewed(connection, answer);
        return 1;
      }
    };
  }
}
