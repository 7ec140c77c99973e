package io.wanpu.kernel.pricing;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.Off;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.pricing.Source;
import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Carts and proposals of every kind, with awkward prices, floors and freebies among them. */
record RandomShopper(Random random) {

  Cart cart(int mostLines) {
    var lines =
        IntStream.rangeClosed(1, 1 + random.nextInt(mostLines))
            .mapToObj(this::line)
            .toArray(CartLine[]::new);
    return Offers.cart(random.nextBoolean() ? 0 : random.nextInt(3000), lines);
  }

  private CartLine line(int no) {
    var price =
        switch (random.nextInt(6)) {
          case 0 -> 0L;
          case 1 -> 1L + random.nextInt(5);
          case 2 -> 1_000_000_000L + random.nextInt(1_000_000_000);
          default -> 1L + random.nextInt(20_000);
        };
    var floor = random.nextInt(3) == 0 ? (long) (price * 1.2 * random.nextDouble()) : 0;
    return Offers.line(no, 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 7), price, floor);
  }

  List<Proposal> proposals(Cart cart, int most) {
    return Stream.generate(() -> proposal(cart)).limit(random.nextInt(most + 1)).toList();
  }

  private Proposal proposal(Cart cart) {
    var source = source();
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Offers.lineOff(source, someLine(cart), off(8000));
      case 3 -> Offers.fixed(source, someLine(cart), random.nextInt(20_000));
      case 4, 5, 6 ->
          Offers.orderOff(
              source,
              off(60_000),
              random.nextBoolean() ? 0 : random.nextInt(100_000),
              cart.lines().stream()
                  .map(CartLine::no)
                  .filter(no -> random.nextInt(3) > 0)
                  .toArray(Integer[]::new));
      case 7 -> Offers.freightOff(source, off(2000));
      case 8 -> Offers.gift(source, 1 + random.nextInt(3));
      default -> Offers.points(source, random.nextInt(50));
    };
  }

  private int someLine(Cart cart) {
    return 1 + random.nextInt(cart.lines().size());
  }

  private Off off(int most) {
    return random.nextBoolean()
        ? new Off.Amount(random.nextInt(most))
        : new Off.Percent(1 + random.nextInt(10_000));
  }

  private Source source() {
    var id = 1 + random.nextInt(6);
    return new Source(
        new ActivityId(id),
        Text.of("test.activity" + id),
        random.nextInt(3),
        random.nextBoolean() ? Optional.empty() : Optional.of("group" + random.nextInt(3)));
  }
}
