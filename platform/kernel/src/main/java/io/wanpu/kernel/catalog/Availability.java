package io.wanpu.kernel.catalog;

/**
 * How much there is, as shoppers are told; coarse, so that a page need not change with each sale.
 */
public enum Availability {
  PLENTY,
  /** Ten or fewer. */
  FEW,
  SOLD_OUT;

  /** The bucket of a number of pieces. */
  public static Availability of(long pieces) {
    return pieces <= 0 ? SOLD_OUT : pieces <= 10 ? FEW : PLENTY;
  }
}
