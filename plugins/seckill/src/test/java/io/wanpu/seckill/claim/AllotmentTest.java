package io.wanpu.seckill.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  private static final SaleKey SALE = new SaleKey(new TenantId(1), new ActivityId(2), new SkuId(3));
  private static final SaleKey OTHER_SKU =
      new SaleKey(new TenantId(1), new ActivityId(2), new SkuId(4));
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  private final AtomicLong ids = new AtomicLong(100);

  private Allotment allot(
      SaleKey sale, int perMember, long available, List<Claim> earlier, List<Wish> wishes) {
    return Allotment.of(
        sale,
        new Terms(perMember, Duration.ofMinutes(10)),
        wishes,
        earlier,
        available,
        NOW,
        ids::incrementAndGet);
  }

  private static Wish wish(long member, int quantity, String key) {
    return new Wish(new MemberId(member), quantity, key);
  }

  @Test
  void one_member_who_asks_twice_in_a_queue_is_counted_once_more() {
    var allotment =
        allot(SALE, 1, 10, List.of(), List.of(wish(1, 1, "a"), wish(1, 1, "b"), wish(2, 1, "a")));

    assertThat(allotment.answers().get(0)).isInstanceOf(Answer.Granted.class);
    assertThat(allotment.answers().get(1)).isEqualTo(new Answer.LimitReached(1));
    assertThat(allotment.answers().get(2)).isInstanceOf(Answer.Granted.class);
    assertThat(allotment.pieces()).isEqualTo(2);
  }

  @Test
  void a_key_seen_before_gives_the_claim_of_then() {
    var first = allot(SALE, 5, 10, List.of(), List.of(wish(1, 2, "a")));
    var again = allot(SALE, 5, 10, first.claims(), List.of(wish(1, 2, "a"), wish(1, 1, "a")));

    assertThat(again.answers().get(0)).isEqualTo(first.answers().get(0));
    assertThat(again.answers().get(1)).isEqualTo(new Answer.KeyReused());
    assertThat(again.pieces()).isZero();
    assertThat(allot(OTHER_SKU, 5, 10, first.claims(), List.of(wish(1, 2, "a"))).answers())
        .containsExactly(new Answer.KeyReused());
  }

  @Test
  void a_released_claim_no_longer_counts_and_keeps_its_turn() {
    var first = allot(SALE, 1, 10, List.of(), List.of(wish(1, 1, "a"))).claims().getFirst();
    var released =
        new Claim(
            first.id(),
            first.activity(),
            first.sku(),
            first.member(),
            first.turn(),
            first.key(),
            first.quantity(),
            Claim.State.RELEASED,
            first.order(),
            first.expiresAt(),
            first.createdAt());

    var second = allot(SALE, 1, 10, List.of(released), List.of(wish(1, 1, "b")));

    assertThat(second.claims().getFirst().turn()).isEqualTo(2);
  }

  @Test
  void random_queues_never_give_more_than_there_is_or_than_one_may_have() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var round = 0; round < 2000; round++) {
      var limit = 1 + random.nextInt(4);
      var available = random.nextInt(20);
      var wishes = new ArrayList<Wish>();
      for (var i = 0; i < random.nextInt(30); i++) {
        wishes.add(wish(1 + random.nextInt(8), 1 + random.nextInt(3), "k" + random.nextInt(4)));
      }
      var earlier = allot(SALE, limit, 5, List.of(), wishes.subList(0, wishes.size() / 2)).claims();

      var allotment = allot(SALE, limit, available, earlier, wishes);

      assertThat(allotment.answers()).as("seed " + seed).hasSameSizeAs(wishes);
      assertThat(allotment.pieces())
          .as("seed " + seed)
          .isEqualTo(allotment.claims().stream().mapToInt(Claim::quantity).sum())
          .isLessThanOrEqualTo(available);
      var taken = new HashMap<MemberId, Integer>();
      var turns = new HashSet<String>();
      var all = new ArrayList<>(earlier);
      all.addAll(allotment.claims());
      all.forEach(claim -> taken.merge(claim.member(), claim.quantity(), Integer::sum));
      assertThat(taken.values()).as("seed " + seed).allMatch(pieces -> pieces <= limit);
      all.forEach(
          claim ->
              assertThat(turns.add(claim.member() + ":" + claim.turn()))
                  .as("seed " + seed)
                  .isTrue());
    }
  }
}
