package io.wanpu.api.pricing;

/** How much is taken off. */
public sealed interface Off {
  /** A fixed amount in minor units: of a piece for a line, of the scope for an order. */
  record Amount(long minor) implements Off {
    public Amount {
      if (minor < 0) {
        throw new IllegalArgumentException("a discount below zero");
      }
    }
  }

  /** A share in basis points, 1..10000: 1500 takes 15 % off. Rounded half up. */
  record Percent(int basisPoints) implements Off {
    public Percent {
      if (basisPoints < 1 || basisPoints > 10_000) {
        throw new IllegalArgumentException("a share of " + basisPoints + " basis points");
      }
    }
  }
}
