package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Proposal;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds which rivals to apply so that the shopper pays least.
 *
 * <p>All {@link Combinations} are tried as long as a cart has at most {@link #BOUND} of them; what
 * has more is decided by {@link #greedy}, and the answer says so. Among equally good ones the first
 * in the order of {@link Turns} wins.
 */
final class BestCombination {
  /** So many combinations are tried in a cart. */
  static final int BOUND = 4096;

  private final Running start;
  private final List<Proposal> turns;
  private final Rivals rivals;
  private int triesLeft = BOUND;
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
    var combinations = Combinations.of(contested(cluster), rivals, triesLeft);
    triesLeft -= combinations.size();
    return combinations.stream()
        .map(taken -> scored(and(uncontested(cluster), taken.stream())))
        .min(Comparator.comparing(Scored::score))
        .map(Scored::turns)
        .orElseGet(
            () -> {
              complete = false;
              return greedy(cluster);
            });
  }

  /** Takes whichever helps most by itself, then the next that it does not exclude, and so on. */
  private BitSet greedy(BitSet cluster) {
    var uncontested = uncontested(cluster);
    record Alone(int turn, Score score) {}
    var taken = new BitSet();
    IntStream.of(contested(cluster))
        .mapToObj(turn -> new Alone(turn, scored(and(uncontested, IntStream.of(turn))).score))
        .sorted(Comparator.comparing(Alone::score))
        .filter(alone -> !rivals.of(alone.turn).intersects(taken))
        .forEachOrdered(alone -> taken.set(alone.turn));
    return and(uncontested, taken.stream());
  }

  private record Scored(BitSet turns, Score score) {}

  private Scored scored(BitSet chosen) {
    var cart = start.copy();
    for (int turn = chosen.nextSetBit(0); turn >= 0; turn = chosen.nextSetBit(turn + 1)) {
      cart.apply(turns.get(turn));
    }
    return new Scored(chosen, Score.of(cart));
  }

  private int[] contested(BitSet cluster) {
    return cluster.stream().filter(rivals::contested).toArray();
  }

  private BitSet uncontested(BitSet cluster) {
    var uncontested = (BitSet) cluster.clone();
    cluster.stream().filter(rivals::contested).forEach(uncontested::clear);
    return uncontested;
  }

  private static BitSet and(BitSet some, IntStream more) {
    var both = (BitSet) some.clone();
    more.forEach(both::set);
    return both;
  }
}
