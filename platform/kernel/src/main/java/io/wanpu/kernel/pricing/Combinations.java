package io.wanpu.kernel.pricing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ways to choose among rivals so that no two rivals are applied and nothing is left out without a
 * rival that is applied in its stead. In a fixed order: earlier turns are applied first.
 */
final class Combinations {
  /** So many yes-or-no decisions may lead to a combination. */
  private static final int DECISIONS_EACH = 64;

  private final int[] contested;
  private final Rivals rivals;
  private final int most;
  private final List<BitSet> found = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final BitSet left = new BitSet();
  private int decisions;

  private Combinations(int[] contested, Rivals rivals, int most) {
    this.contested = contested;
    this.rivals = rivals;
    this.most = most;
  }

  /**
   * All combinations, or none when there are more than that many.
   *
   * @param contested turns that have rivals, ascending, with all their rivals
   */
  static List<BitSet> of(int[] contested, Rivals rivals, int most) {
    var walk = new Combinations(contested, rivals, most);
    return walk.from(0) ? walk.found : List.of();
  }

  /** Decides the rest; false when there are too many. */
  private boolean from(int depth) {
    if (depth == contested.length) {
      found.add((BitSet) taken.clone());
      return found.size() <= most;
    }
    if (++decisions > DECISIONS_EACH * most) {
      return false;
    }
    var turn = contested[depth];
    if (!rivals.of(turn).intersects(taken)) {
      taken.set(turn);
      var all = from(depth + 1);
      taken.clear(turn);
      if (!all) {
        return false;
      }
    }
    left.set(turn);
    var all = !thoseLeftHaveAReason(turn) || from(depth + 1);
    left.clear(turn);
    return all;
  }

  /** Whether it and its rivals that were left out have a rival that is taken or can still be. */
  private boolean thoseLeftHaveAReason(int turn) {
    return IntStream.concat(IntStream.of(turn), rivals.of(turn).stream().filter(left::get))
        .allMatch(
            out ->
                rivals.of(out).stream()
                    .anyMatch(
                        rival ->
                            taken.get(rival)
                                || (rival > turn && !rivals.of(rival).intersects(taken))));
  }
}
