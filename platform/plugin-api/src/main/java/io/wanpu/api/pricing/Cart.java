package io.wanpu.api.pricing;

import io.wanpu.api.id.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is being priced. Promotions see the selected lines only.
 *
 * @param member who buys
 * @param lines in the order of the cart; {@link CartLine#no} is unique
 * @param freight freight before discounts, minor units
 * @param at instant that the prices are for
 */
public record Cart(MemberId member, List<CartLine> lines, long freight, Instant at) {
  public Cart {
    lines = List.copyOf(lines);
    if (freight < 0) {
      throw new IllegalArgumentException("freight below zero");
    }
  }

  /** The line of that number. */
  public Optional<CartLine> line(int no) {
    return lines.stream().filter(line -> line.no() == no).findFirst();
  }

  /** The lines that a promotion is about. */
  public Scope scope(Predicate<CartLine> in) {
    return Scope.of(lines.stream().filter(in).toList());
  }
}
