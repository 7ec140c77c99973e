package io.wanpu.benchmarks;

import io.wanpu.benchmarks.load.Requests;
import io.wanpu.kernel.member.Address;
import io.wanpu.testkit.Shop;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A signed-in member.
 *
 * @param token bearer token
 * @param address id of her address
 */
record Customer(long id, String token, String address) {
  private static final int THREADS = 16;

  /** So many new members of a shop, each with an address. */
  static List<Customer> of(Shop shop, int count) {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      return IntStream.range(0, count)
          .mapToObj(number -> threads.submit(() -> register(shop)))
          .toList()
          .stream()
          .map(Customer::get)
          .toList();
    }
  }

  private static Customer get(Future<Customer> customer) {
    try {
      return customer.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Customer register(Shop shop) {
    var member = shop.member();
    var address =
        shop.call(
            () ->
                shop.mall()
                    .addresses()
                    .add(
                        member,
                        new Address(
                            "", "林小满", "13800138000", "浙江省", "杭州市", "西湖区", "龙井路 1 号", true)));
    return new Customer(member.value(), shop.token(member), address.id());
  }

  /** The header that says who asks. */
  String bearer() {
    return Requests.bearer(token);
  }
}
