package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Proposal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proposals that can influence one another: they are rivals or change the price of a common line or
 * the freight, directly or through others. What is best in one cluster is best whatever happens in
 * another, so that each can be searched by itself.
 */
final class Clusters {
  private static final int FREIGHT = 0;

  private final int[] parent;

  private Clusters(int proposals) {
    parent = new int[proposals];
    for (int i = 0; i < proposals; i++) {
      parent[i] = i;
    }
  }

  /** The clusters in which there is something to choose, those with the fewest rivals first. */
  static List<BitSet> contested(List<Proposal> turns, Rivals rivals) {
    var clusters = new Clusters(turns.size());
    clusters.join(turns, rivals);
    return clusters.sets().stream()
        .filter(cluster -> contested(cluster, rivals) > 0)
        .sorted(
            Comparator.<BitSet>comparingInt(cluster -> contested(cluster, rivals))
                .thenComparing(cluster -> cluster.nextSetBit(0)))
        .toList();
  }

  private static int contested(BitSet cluster, Rivals rivals) {
    return (int) cluster.stream().filter(rivals::contested).count();
  }

  private void join(List<Proposal> turns, Rivals rivals) {
    Map<Integer, Integer> firstToTouch = new HashMap<>();
    for (int i = 0; i < turns.size(); i++) {
      var turn = i;
      rivals.of(i).stream().forEach(rival -> join(turn, rival));
      if (turns.get(i) instanceof Proposal.ShippingDiscount) {
        join(turn, firstToTouch.computeIfAbsent(FREIGHT, none -> turn));
      }
      for (int line : Rivals.lines(turns.get(i))) {
        join(turn, firstToTouch.computeIfAbsent(line, none -> turn));
      }
    }
  }

  private void join(int a, int b) {
    parent[root(a)] = root(b);
  }

  private int root(int i) {
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  private List<BitSet> sets() {
    var byRoot = new TreeMap<Integer, BitSet>();
    for (int i = 0; i < parent.length; i++) {
      byRoot.computeIfAbsent(root(i), none -> new BitSet()).set(i);
    }
    return new ArrayList<>(byRoot.values());
  }
}
