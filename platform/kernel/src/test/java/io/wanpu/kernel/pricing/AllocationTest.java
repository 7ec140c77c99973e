package io.wanpu.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.pricing.Allocation.Part;
import io.wanpu.kernel.pricing.Allocation.Taken;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void the_largest_remainder_gets_the_odd_fen() {
    assertThat(lines(10, 10, 29, 61)).containsExactly(1L, 3L, 6L);
    assertThat(lines(1, 10, 29, 61)).containsExactly(0L, 0L, 1L);
  }

  @Test
  void among_equal_remainders_the_earlier_line_goes_first() {
    assertThat(lines(100, 50, 50, 50)).containsExactly(34L, 33L, 33L);
    assertThat(lines(2, 50, 50, 50)).containsExactly(1L, 1L, 0L);
  }

  @Test
  void a_line_that_costs_nothing_takes_nothing() {
    assertThat(lines(7, 0, 5, 0, 5)).containsExactly(0L, 4L, 0L, 3L);
    assertThat(lines(7, 0, 0)).containsExactly(0L, 0L);
  }

  @Test
  void more_than_there_is_takes_all_there_is() {
    assertThat(lines(Long.MAX_VALUE, 3, 4)).containsExactly(3L, 4L);
  }

  @Test
  void a_line_at_its_floor_passes_on_what_it_cannot_take() {
    var taken = Allocation.of(30, List.of(new Part(1, 100, 5), new Part(1, 100, 100)));
    assertThat(taken).containsExactly(new Taken(5, 0), new Taken(25, 0));
  }

  @Test
  void what_is_passed_on_may_fill_the_next_one_too() {
    var taken =
        Allocation.of(
            90, List.of(new Part(1, 100, 0), new Part(1, 100, 40), new Part(1, 100, 100)));
    assertThat(taken).containsExactly(new Taken(0, 0), new Taken(40, 0), new Taken(50, 0));
  }

  @Test
  void equal_pieces_differ_by_one_fen_and_the_first_take_more() {
    assertThat(Allocation.of(7, List.of(new Part(3, 100, 100)))).containsExactly(new Taken(2, 1));
  }

  @Test
  void pieces_counted_together_take_the_same_as_pieces_counted_one_by_one() {
    Seeds.each(
        1000,
        random -> {
          var parts = parts(random);
          var amount = random.nextLong(1 + Allocation.room(parts));
          var single =
              parts.stream()
                  .flatMap(p -> Stream.generate(() -> part(1, p)).limit(p.pieces()))
                  .toList();
          assertThat(pieces(parts, Allocation.of(amount, parts)))
              .containsExactly(pieces(single, Allocation.of(amount, single)));
        });
  }

  @Test
  void the_shares_sum_to_the_amount_and_none_exceeds_what_its_part_can_take() {
    Seeds.each(
        3000,
        random -> {
          var parts = parts(random);
          var amount = random.nextLong(1 + 2 * Allocation.room(parts));
          var pieces = pieces(parts, Allocation.of(amount, parts));
          assertThat(LongStream.of(pieces).sum())
              .isEqualTo(Math.min(amount, Allocation.room(parts)));
          var at = 0;
          for (var part : parts) {
            for (int i = 0; i < part.pieces(); i++) {
              assertThat(pieces[at++]).isBetween(0L, part.limit());
            }
          }
        });
  }

  @Test
  void without_limits_each_share_is_within_a_fen_of_the_exact_one() {
    Seeds.each(
        3000,
        random -> {
          var parts = parts(random).stream().map(p -> new Part(1, p.each(), p.each())).toList();
          var whole = Allocation.room(parts);
          var amount = random.nextLong(1 + whole);
          var taken = Allocation.of(amount, parts);
          for (int i = 0; i < parts.size(); i++) {
            var exact =
                BigInteger.valueOf(amount).multiply(BigInteger.valueOf(parts.get(i).each()));
            var share = BigInteger.valueOf(taken.get(i).each() + taken.get(i).oneMore());
            var off = share.multiply(BigInteger.valueOf(whole)).subtract(exact).abs();
            assertThat(off).isLessThan(BigInteger.valueOf(Math.max(1, whole)));
          }
        });
  }

  private static List<Part> parts(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(6))
        .mapToObj(
            i -> {
              var each = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(100_000);
              var limit = random.nextBoolean() ? each : random.nextInt(each + 1);
              return new Part(1 + random.nextInt(5), each, limit);
            })
        .toList();
  }

  private static Part part(int pieces, Part like) {
    return new Part(pieces, like.each(), like.limit());
  }

  private static long[] pieces(List<Part> parts, List<Taken> taken) {
    return IntStream.range(0, parts.size())
        .boxed()
        .flatMapToLong(
            i ->
                IntStream.range(0, parts.get(i).pieces())
                    .mapToLong(n -> taken.get(i).each() + (n < taken.get(i).oneMore() ? 1 : 0)))
        .toArray();
  }

  private static List<Long> lines(long amount, long... totals) {
    var parts = LongStream.of(totals).mapToObj(total -> new Part(1, total, total)).toList();
    return Allocation.of(amount, parts).stream().map(t -> t.each() + t.oneMore()).toList();
  }
}
