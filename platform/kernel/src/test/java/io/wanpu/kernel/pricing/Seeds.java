package io.wanpu.kernel.pricing;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property with many seeds and names the one that breaks it. */
final class Seeds {
  private Seeds() {}

  static void each(int count, Consumer<Random> property) {
    for (long seed = 1; seed <= count; seed++) {
      try {
        property.accept(new Random(seed));
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("broken with seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }
}
