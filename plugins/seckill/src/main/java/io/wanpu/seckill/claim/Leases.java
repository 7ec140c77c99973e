package io.wanpu.seckill.claim;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.seckill.SeckillActivity;
import io.wanpu.seckill.claim.Claim.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Watches the leases of an activity's claims, with one timer an activity: claims that have run out
 * are released, members whose claims are about to are asked to hurry. It looks next when the next
 * claim runs out, at the latest a minute from now.
 */
public final class Leases {
  /** Name of the timer; its key is the activity. */
  public static final String TIMER = "leases";

  private static final int MOST = 500;

  /** Other timers wait meanwhile; what is left over then is done at the next turn, at once. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Mall mall;
  private final ClaimBook book;
  private final SeckillClaims claims;
  private final Supplier<Duration> urgeBefore;
  private final BiConsumer<Tx, List<Claim>> urge;

  /**
   * @param urgeBefore so long before a claim runs out its member is asked to hurry
   * @param urge asks them
   */
  public Leases(
      Mall mall,
      ClaimBook book,
      SeckillClaims claims,
      Supplier<Duration> urgeBefore,
      BiConsumer<Tx, List<Claim>> urge) {
    this.mall = mall;
    this.book = book;
    this.claims = claims;
    this.urgeBefore = urgeBefore;
    this.urge = urge;
  }

  /** Starts watching, in the transaction that publishes the activity. */
  public void watch(Tx tx, Activity<SeckillActivity> activity) {
    var lease = activity.config().lease();
    mall.timers()
        .set(
            tx,
            TIMER,
            activity.id().toString(),
            activity.startsAt().plus(patience(lease)),
            Long.toString(lease.toMillis()));
  }

  /**
   * The timer's handler.
   *
   * @param payload the lease in milliseconds
   */
  public void fire(String key, String payload) {
    var activity = ActivityId.of(key);
    var lease = Duration.ofMillis(Long.parseLong(payload));
    var until = System.nanoTime() + PATIENCE.toNanos();
    var more = true;
    while (more && System.nanoTime() < until) {
      more = claims.releaseDue(activity, MOST) == MOST;
    }
    var urging = true;
    while (urging && System.nanoTime() < until) {
      urging = urgeDue(activity);
    }
    var hurry = more || urging;
    mall.db()
        .transaction(
            tx -> {
              next(tx, activity, lease, hurry)
                  .ifPresent(at -> mall.timers().set(tx, TIMER, key, at, payload));
              return key;
            });
  }

  /**
   * A claim made from now on is urged this long from now at the earliest; an order may have less
   * time than a claim, so it is never longer than a minute.
   */
  private Duration patience(Duration lease) {
    var patience = lease.minus(urgeBefore.get());
    if (patience.compareTo(LONGEST) > 0) {
      return LONGEST;
    }
    return patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
  }

  private boolean urgeDue(ActivityId activity) {
    return mall.db()
        .transaction(
            tx -> {
              var until = mall.clock().instant().plus(urgeBefore.get());
              var due =
                  List.of(State.HELD, State.USED).stream()
                      .flatMap(
                          state -> book.lockDue(tx, activity, state, until, true, MOST).stream())
                      .toList();
              if (due.isEmpty()) {
                return false;
              }
              book.urged(tx, due.stream().map(Claim::id).toList());
              urge.accept(tx, due);
              return due.size() >= MOST;
            });
  }

  private Optional<Instant> next(Tx tx, ActivityId activity, Duration lease, boolean hurry) {
    var now = mall.clock().instant();
    if (hurry) {
      return Optional.of(now);
    }
    var open = book.isOpen(tx, activity);
    var due =
        Stream.of(
                book.nextDue(tx, activity, State.HELD, false),
                book.nextDue(tx, activity, State.HELD, true).map(at -> at.minus(urgeBefore.get())),
                book.nextDue(tx, activity, State.USED, true).map(at -> at.minus(urgeBefore.get())),
                open ? Optional.of(now.plus(patience(lease))) : Optional.<Instant>empty())
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    return due.map(at -> at.isBefore(now.plus(SHORTEST)) ? now.plus(SHORTEST) : at);
  }
}
