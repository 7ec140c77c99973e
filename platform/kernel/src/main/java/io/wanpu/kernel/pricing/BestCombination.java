package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Proposal;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds which rivals to apply so that the shopper pays least. Nothing is left out without a rival
 * that is applied in its stead, so every combination that is looked at is as full as it can be.
 *
 * <p>All combinations are tried, up to {@link #BOUND} in a cart. Beyond it the answer is the better
 * of what was seen and of {@link #greedy}, and says so. Among equally good ones the first in the
 * order of {@link Turns} wins.
 */
final class BestCombination {
  /** So many combinations are tried in a cart. */
  static final int BOUND = 4096;

  /** So many yes-or-no decisions may lead to them. */
  private static final int DECISIONS = 64 * BOUND;

  private final Running start;
  private final List<Proposal> turns;
  private final Rivals rivals;
  private int triesLeft = BOUND;
  private int decisionsLeft = DECISIONS;
  private boolean complete = true;

  private BestCombination(Running start, List<Proposal> turns, Rivals rivals) {
    this.start = start;
    this.turns = turns;
    this.rivals = rivals;
  }

  /**
   * What to apply.
   *
   * @param turns the proposals to apply, by turn
   * @param complete false when the bound was hit
   */
  record Choice(BitSet turns, boolean complete) {}

  /**
   * The best combination.
   *
   * @param start the cart before promotions; not changed
   */
  static Choice of(Running start, List<Proposal> turns, Rivals rivals) {
    var search = new BestCombination(start, turns, rivals);
    var chosen = new BitSet();
    chosen.set(0, turns.size());
    for (var cluster : Clusters.contested(turns, rivals)) {
      chosen.andNot(cluster);
      chosen.or(search.best(cluster));
    }
    return new Choice(chosen, search.complete);
  }

  /** What taking the biggest by itself first would choose. */
  static BitSet greedy(Running start, List<Proposal> turns, Rivals rivals) {
    var all = new BitSet();
    all.set(0, turns.size());
    return new BestCombination(start, turns, rivals).greedy(all);
  }

  private BitSet best(BitSet cluster) {
    var walk = new Walk(cluster);
    if (walk.finished() && walk.best != null) {
      return walk.best.turns;
    }
    complete = false;
    var greedy = scored(greedy(cluster));
    return walk.best == null || greedy.score.compareTo(walk.best.score) < 0
        ? greedy.turns
        : walk.best.turns;
  }

  /** Takes whichever helps most by itself, then the next that it does not exclude, and so on. */
  private BitSet greedy(BitSet cluster) {
    var uncontested = uncontested(cluster);
    record Alone(int turn, Score score) {}
    var taken = new BitSet();
    IntStream.of(contested(cluster))
        .mapToObj(turn -> new Alone(turn, scored(with(uncontested, turn)).score))
        .sorted(Comparator.comparing(Alone::score))
        .filter(alone -> !rivals.of(alone.turn).intersects(taken))
        .forEachOrdered(alone -> taken.set(alone.turn));
    taken.or(uncontested);
    return taken;
  }

  private Scored scored(BitSet chosen) {
    var cart = start.copy();
    chosen.stream().forEach(turn -> cart.apply(turns.get(turn)));
    return new Scored(chosen, Score.of(cart));
  }

  private int[] contested(BitSet cluster) {
    return cluster.stream().filter(rivals::contested).toArray();
  }

  private BitSet uncontested(BitSet cluster) {
    var uncontested = new BitSet();
    cluster.stream().filter(turn -> !rivals.contested(turn)).forEach(uncontested::set);
    return uncontested;
  }

  private static BitSet with(BitSet some, int one) {
    var both = (BitSet) some.clone();
    both.set(one);
    return both;
  }

  private record Scored(BitSet turns, Score score) {}

  /** One walk through the combinations of a cluster, in a fixed order. */
  private final class Walk {
    private final int[] contested;
    private final BitSet taken;
    private final BitSet left = new BitSet();
    private @Nullable Scored best;

    private Walk(BitSet cluster) {
      contested = contested(cluster);
      taken = uncontested(cluster);
    }

    /** Walks as far as the bound allows; whether that was all the way. */
    private boolean finished() {
      return from(0);
    }

    private boolean from(int depth) {
      if (depth == contested.length) {
        return look();
      }
      if (decisionsLeft-- <= 0) {
        return false;
      }
      var turn = contested[depth];
      if (!rivals.of(turn).intersects(taken)) {
        taken.set(turn);
        var finished = from(depth + 1);
        taken.clear(turn);
        if (!finished) {
          return false;
        }
      }
      left.set(turn);
      var finished = !eachLeftCanHaveAReason(turn) || from(depth + 1);
      left.clear(turn);
      return finished;
    }

    /** Whether each of those left out has a rival that is taken or can still be. */
    private boolean eachLeftCanHaveAReason(int decided) {
      return left.stream()
          .allMatch(
              turn ->
                  rivals.of(turn).stream()
                      .anyMatch(
                          rival ->
                              taken.get(rival)
                                  || (rival > decided && !rivals.of(rival).intersects(taken))));
    }

    private boolean look() {
      if (triesLeft == 0) {
        return false;
      }
      triesLeft--;
      var seen = scored((BitSet) taken.clone());
      if (best == null || seen.score.compareTo(best.score) < 0) {
        best = seen;
      }
      return true;
    }
  }
}
