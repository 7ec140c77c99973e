package io.wanpu.kernel.pricing;

import java.util.ArrayList;
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
  private final List<Part> parts;
  private final boolean[] full;
  private long left;
  private long weight;

  private Allocation(long amount, List<Part> parts) {
    this.parts = parts;
    this.full = new boolean[parts.size()];
    this.left = Math.min(amount, room(parts));
    this.weight = parts.stream().mapToLong(Part::weight).sum();
  }

  /**
   * Some equal pieces.
   *
   * @param pieces how many, one or more
   * @param each what a piece costs
   * @param limit how much of that a piece can take, at most {@code each}
   */
  record Part(int pieces, long each, long limit) {
    Part {
      if (pieces < 1 || limit < 0 || limit > each) {
        throw new IllegalArgumentException(pieces + " pieces of " + each + " up to " + limit);
      }
    }

    private long weight() {
      return each * pieces;
    }
  }

  /**
   * What a part takes.
   *
   * @param each of every piece
   * @param oneMore so many of the pieces, the first ones, take one minor unit more
   */
  record Taken(long each, int oneMore) {}

  /** Splits the amount; one result a part. */
  static List<Taken> of(long amount, List<Part> parts) {
    return new Allocation(amount, parts).split();
  }

  /** How much the parts can take together. */
  static long room(List<Part> parts) {
    return parts.stream().mapToLong(part -> part.limit() * part.pieces()).sum();
  }

  private List<Taken> split() {
    while (fillThoseThatCannotTakeTheirShare()) {}
    var shares = IntStream.range(0, parts.size()).mapToObj(this::share).toList();
    var rest = left;
    for (int i = 0; i < parts.size(); i++) {
      rest -= full[i] ? 0 : shares.get(i).floor() * parts.get(i).pieces();
    }
    var taken = new ArrayList<>(shares.stream().map(s -> new Taken(s.floor(), 0)).toList());
    for (int i : byRemainder(shares)) {
      var oneMore = (int) Math.min(rest, parts.get(i).pieces());
      taken.set(i, new Taken(shares.get(i).floor(), oneMore));
      rest -= oneMore;
    }
    return taken;
  }

  private boolean fillThoseThatCannotTakeTheirShare() {
    var over =
        IntStream.range(0, parts.size())
            .filter(i -> !full[i] && exceeds(share(i), parts.get(i).limit()))
            .toArray();
    for (int i : over) {
      var part = parts.get(i);
      full[i] = true;
      left -= part.limit() * part.pieces();
      weight -= part.weight();
    }
    return over.length > 0;
  }

  private static boolean exceeds(Rounding.Quotient share, long limit) {
    return share.floor() > limit || (share.floor() == limit && share.remainder() > 0);
  }

  private Rounding.Quotient share(int i) {
    var part = parts.get(i);
    if (full[i]) {
      return new Rounding.Quotient(part.limit(), 0);
    }
    return weight == 0 ? new Rounding.Quotient(0, 0) : Rounding.divide(left, part.each(), weight);
  }

  private static List<Integer> byRemainder(List<Rounding.Quotient> shares) {
    return IntStream.range(0, shares.size())
        .filter(i -> shares.get(i).remainder() > 0)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> shares.get(i).remainder()).reversed())
        .toList();
  }
}
