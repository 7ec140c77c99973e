package io.wanpu.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Ours against its limit: after the warm-up the two sides take turns within one run, so that
 * whatever else slows the machine down slows both. What counts is the ratio within each round.
 *
 * @param name of the line that is printed
 * @param what both sides do, with the unit of the figures
 * @param goal the ratio that we promise
 * @param warmUps rounds that are not counted
 * @param rounds rounds that are counted
 * @param turns how often the sides alternate within a round: more where a turn is short
 */
record Duel(String name, String what, double goal, int warmUps, int rounds, int turns) {

  Duel {
    if (rounds < (goal >= 0.9 && goal < 1 ? 15 : 5)) {
      throw new IllegalArgumentException("too few rounds for " + name);
    }
  }

  /**
   * Measures and prints.
   *
   * @param ours one turn of ours, in units a second
   * @param limit one turn of its limit, in units a second
   */
  void fight(DoubleSupplier ours, DoubleSupplier limit) {
    for (var i = 0; i < warmUps; i++) {
      round(ours, limit);
    }
    var our = new double[rounds];
    var their = new double[rounds];
    var ratios = new double[rounds];
    for (var i = 0; i < rounds; i++) {
      // who begins changes, so that neither side always follows the other
      var round = i % 2 == 0 ? round(ours, limit) : round(limit, ours).swapped();
      our[i] = round.first();
      their[i] = round.second();
      ratios[i] = our[i] / their[i];
    }
    System.out.printf(Locale.ROOT, "%s: %s, goal %s%n", name, what, goal);
    System.out.printf(
        Locale.ROOT,
        "bench %s ratio=%.3f ours=%.0f limit=%.0f rounds=%d spread=%.3f..%.3f%n",
        name,
        quantile(ratios, 0.5),
        quantile(our, 0.5),
        quantile(their, 0.5),
        rounds,
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  private record Round(double first, double second) {
    Round swapped() {
      return new Round(second, first);
    }
  }

  /** Every turn does the same work, so the rate of a round is the harmonic mean of its turns. */
  private Round round(DoubleSupplier first, DoubleSupplier second) {
    var ofFirst = 0.0;
    var ofSecond = 0.0;
    for (var i = 0; i < turns; i++) {
      ofFirst += 1 / first.getAsDouble();
      ofSecond += 1 / second.getAsDouble();
    }
    return new Round(turns / ofFirst, turns / ofSecond);
  }

  /** Between two values it is interpolated. */
  static double quantile(double[] values, double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var place = share * (sorted.length - 1);
    var below = (int) Math.floor(place);
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
