package io.wanpu.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.pricing.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CombinationsTest {
  private static final int MANY = 10_000;

  @Test
  void every_full_choice_among_rivals_is_found_once_and_no_other() {
    Seeds.each(
        500,
        random -> {
          var count = 1 + random.nextInt(10);
          var rivals = Rivals.among(overlapping(count, random));
          var contested = contested(count, rivals);
          var full = fullChoices(contested, rivals);
          assertThat(Combinations.of(contested, rivals, MANY))
              .containsExactlyInAnyOrderElementsOf(full);
        });
  }

  @Test
  void those_that_take_earlier_turns_come_first() {
    var rivals = Rivals.among(List.of(onLines(1, 1), onLines(2, 1), onLines(3, 2), onLines(4, 2)));
    assertThat(Combinations.of(contested(4, rivals), rivals, MANY).stream().map(BitSet::toString))
        .containsExactly("{0, 2}", "{0, 3}", "{1, 2}", "{1, 3}");
  }

  @Test
  void more_than_asked_for_are_none() {
    var rivals = Rivals.among(List.of(onLines(1, 1), onLines(2, 1), onLines(3, 1)));
    assertThat(Combinations.of(contested(3, rivals), rivals, 3)).hasSize(3);
    assertThat(Combinations.of(contested(3, rivals), rivals, 2)).isEmpty();
  }

  @Test
  void few_combinations_behind_endless_dead_ends_are_given_up_in_time() {
    var lines = IntStream.rangeClosed(1, 60).mapToObj(i -> onLines(i, i));
    var across = IntStream.rangeClosed(1, 60).mapToObj(i -> onLines(100 + i, i, 999));
    var rivals = Rivals.among(Stream.concat(lines, across).toList());
    var contested = contested(120, rivals);
    var found =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> Combinations.of(contested, rivals, 4096));
    assertThat(found).isEmpty();
  }

  private static List<Proposal> overlapping(int count, Random random) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> onLines(i, Stream.of(1, 2, 3, 4, 5).filter(n -> random.nextInt(3) == 0).toList()))
        .toList();
  }

  private static Proposal onLines(int activity, Integer... lines) {
    return onLines(activity, List.of(lines));
  }

  private static Proposal onLines(int activity, List<Integer> lines) {
    return Offers.orderOff(
        Offers.inGroup("a", activity), Offers.amount(1), 0, lines.toArray(Integer[]::new));
  }

  private static int[] contested(int count, Rivals rivals) {
    return IntStream.range(0, count).filter(rivals::contested).toArray();
  }

  private static List<BitSet> fullChoices(int[] contested, Rivals rivals) {
    var full = new ArrayList<BitSet>();
    LongStream.range(0, 1L << contested.length)
        .forEach(
            choice -> {
              var taken = new BitSet();
              IntStream.range(0, contested.length)
                  .filter(i -> (choice >> i & 1) == 1)
                  .forEach(i -> taken.set(contested[i]));
              if (IntStream.of(contested)
                  .allMatch(i -> taken.get(i) != rivals.of(i).intersects(taken))) {
                full.add(taken);
              }
            });
    return full;
  }
}
