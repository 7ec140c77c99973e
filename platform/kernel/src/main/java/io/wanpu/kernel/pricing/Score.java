package io.wanpu.kernel.pricing;

import java.util.Comparator;

/**
 * How good a price is for the shopper: less to pay, then more points, then more gifts.
 *
 * @param payable goods and freight, minor units
 * @param points extra points
 * @param gifts pieces
 */
record Score(long payable, long points, long gifts) implements Comparable<Score> {
  private static final Comparator<Score> BEST_FIRST =
      Comparator.comparingLong(Score::payable)
          .thenComparing(Score::points, Comparator.reverseOrder())
          .thenComparing(Score::gifts, Comparator.reverseOrder());

  static Score of(Running cart) {
    return new Score(cart.goods() + cart.freight(), cart.points(), cart.giftPieces());
  }

  /** The better one is less. */
  @Override
  public int compareTo(Score other) {
    return BEST_FIRST.compare(this, other);
  }
}
