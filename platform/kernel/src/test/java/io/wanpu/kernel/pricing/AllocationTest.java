package io.wanpu.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.pricing.Allocation.Part;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void the_largest_remainder_gets_the_odd_fen() {
    assertThat(lines(10, 10, 29, 61)).containsExactly(1, 3, 6);
    assertThat(lines(1, 10, 29, 61)).containsExactly(0, 0, 1);
  }

  @Test
  void among_equal_remainders_the_earlier_line_goes_first() {
    assertThat(lines(100, 50, 50, 50)).containsExactly(34, 33, 33);
    assertThat(lines(2, 50, 50, 50)).containsExactly(1, 1, 0);
  }

  @Test
  void a_line_that_costs_nothing_takes_nothing() {
    assertThat(lines(7, 0, 5, 0, 5)).containsExactly(0, 4, 0, 3);
    assertThat(lines(7, 0, 0)).containsExactly(0, 0);
  }

  @Test
  void more_than_there_is_takes_all_there_is() {
    assertThat(lines(Long.MAX_VALUE, 3, 4)).containsExactly(3, 4);
  }

  @Test
  void a_line_at_its_floor_passes_on_what_it_cannot_take() {
    assertThat(Allocation.of(30, List.of(new Part(100, 5), new Part(100, 100))))
        .containsExactly(5, 25);
  }

  @Test
  void what_is_passed_on_may_fill_the_next_one_too() {
    var parts = List.of(new Part(100, 0), new Part(100, 40), new Part(100, 100));
    assertThat(Allocation.of(90, parts)).containsExactly(0, 40, 50);
  }

  @Test
  void the_shares_sum_to_the_amount_and_none_exceeds_what_its_part_can_take() {
    Seeds.each(
        3000,
        random -> {
          var parts = parts(random);
          var amount = random.nextLong(1 + 2 * room(parts));
          var taken = Allocation.of(amount, parts);
          assertThat(LongStream.of(taken).sum()).isEqualTo(Math.min(amount, room(parts)));
          for (int i = 0; i < taken.length; i++) {
            assertThat(taken[i]).isBetween(0L, parts.get(i).limit());
          }
        });
  }

  @Test
  void without_limits_each_share_is_within_a_fen_of_the_exact_one() {
    Seeds.each(
        3000,
        random -> {
          var parts = parts(random).stream().map(p -> new Part(p.cost(), p.cost())).toList();
          var whole = room(parts);
          var amount = random.nextLong(1 + whole);
          var taken = Allocation.of(amount, parts);
          for (int i = 0; i < taken.length; i++) {
            var exact = amount * parts.get(i).cost();
            assertThat(Math.abs(taken[i] * whole - exact)).isLessThan(Math.max(1, whole));
          }
        });
  }

  private static List<Part> parts(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(6))
        .mapToObj(
            i -> {
              var cost = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(100_000);
              return new Part(cost, random.nextBoolean() ? cost : random.nextInt(cost + 1));
            })
        .toList();
  }

  private static long room(List<Part> parts) {
    return parts.stream().mapToLong(Part::limit).sum();
  }

  private static long[] lines(long amount, long... totals) {
    return Allocation.of(
        amount, LongStream.of(totals).mapToObj(total -> new Part(total, total)).toList());
  }
}
