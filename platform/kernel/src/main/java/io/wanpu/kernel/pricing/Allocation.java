package io.wanpu.kernel.pricing;

import io.wanpu.kernel.pricing.Rounding.Quotient;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits an amount over parts in proportion to what they cost, by largest remainder; among equal
 * remainders the earlier part goes first.
 *
 * <p>The shares always sum to the amount, or to what the parts can take where that is less. A part
 * that cannot take its whole share takes what it can, and the others share the rest.
 */
final class Allocation {
  private static final Quotient NOTHING = new Quotient(0, 0);

  private final List<Part> parts;
  private final Quotient[] shares;
  private final boolean[] full;
  private long left;
  private long weight;

  private Allocation(long amount, List<Part> parts) {
    this.parts = parts;
    this.shares = new Quotient[parts.size()];
    this.full = new boolean[parts.size()];
    this.left = amount;
    this.weight = parts.stream().mapToLong(Part::cost).sum();
  }

  /**
   * What takes a share.
   *
   * @param limit how much it can take, at most what it costs
   */
  record Part(long cost, long limit) {
    Part {
      if (limit < 0 || limit > cost) {
        throw new IllegalArgumentException(limit + " of " + cost);
      }
    }
  }

  /** The share of each part. */
  static long[] of(long amount, List<Part> parts) {
    return new Allocation(amount, parts).split();
  }

  private long[] split() {
    do {
      shareOutWhatIsLeft();
    } while (fillThoseThatCannotTakeTheirShare());
    var taken = new long[shares.length];
    var rest = left;
    for (int i = 0; i < shares.length; i++) {
      taken[i] = full[i] ? parts.get(i).limit() : shares[i].floor();
      rest -= full[i] ? 0 : taken[i];
    }
    if (rest > 0) {
      byRemainder().limit(rest).forEach(i -> taken[i]++);
    }
    return taken;
  }

  private void shareOutWhatIsLeft() {
    for (int i = 0; i < shares.length; i++) {
      shares[i] =
          full[i] || weight == 0 ? NOTHING : Rounding.divide(left, parts.get(i).cost(), weight);
    }
  }

  private boolean fillThoseThatCannotTakeTheirShare() {
    var some = false;
    for (int i = 0; i < shares.length; i++) {
      var part = parts.get(i);
      if (!full[i] && shares[i].exceeds(part.limit())) {
        full[i] = true;
        left -= part.limit();
        weight -= part.cost();
        some = true;
      }
    }
    return some;
  }

  private IntStream byRemainder() {
    return IntStream.range(0, shares.length)
        .filter(i -> shares[i].remainder() > 0)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> shares[i].remainder()).reversed())
        .mapToInt(Integer::intValue);
  }
}
