package io.wanpu.kernel.pricing;

import java.math.BigInteger;

/** Exact arithmetic on minor units: what does not fit fails, nothing ever wraps around. */
final class Rounding {
  private static final int WHOLE = 10_000;

  private Rounding() {}

  /**
   * A share of an amount, half up.
   *
   * @param basisPoints 0..10000
   */
  static long percent(long amount, int basisPoints) {
    var exact = divide(amount, basisPoints, WHOLE);
    return exact.remainder() * 2 >= WHOLE ? exact.floor() + 1 : exact.floor();
  }

  /**
   * {@code a × b / c}, exact even where the product leaves a long.
   *
   * @param a zero or more
   * @param b zero or more
   * @param c above zero
   * @throws ArithmeticException when the quotient leaves a long
   */
  static Quotient divide(long a, long b, long c) {
    if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
      return new Quotient(a * b / c, a * b % c);
    }
    var parts =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(b))
            .divideAndRemainder(BigInteger.valueOf(c));
    return new Quotient(parts[0].longValueExact(), parts[1].longValueExact());
  }

  /** A quotient rounded down, and what is left of the dividend. */
  record Quotient(long floor, long remainder) {
    /** Whether the exact quotient is above the limit. */
    boolean exceeds(long limit) {
      return floor > limit || (floor == limit && remainder > 0);
    }
  }
}
