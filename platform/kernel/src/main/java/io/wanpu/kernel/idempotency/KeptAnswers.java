package io.wanpu.kernel.idempotency;

import static io.wanpu.kernel.db.Tables.IDEMPOTENCY_KEY;

import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jooq.Condition;

/**
 * Answers to requests that carry an {@code Idempotency-Key}, kept for 48 hours. The first request
 * with a key takes it and is carried out; a repeat gets the same answer.
 *
 * <p>A request whose node died keeps its key for {@link #LEASE}; the next repeat then takes it over
 * and is carried out again.
 */
public final class KeptAnswers {
  /** How long a request that has not been answered keeps its key. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  private final TenantDb db;
  private final MallClock clock;

  public KeptAnswers(TenantDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Names a request.
   *
   * @param route method and route template, at most 120 characters
   * @param key what the client sent, at most 80 characters
   */
  public record Request(MemberId member, String route, String key) {}

  /** What to do with a request. */
  public sealed interface Turn {
    /** Carry it out, then {@link #keep} the answer or {@link #forget} the request. */
    record First() implements Turn {}

    /** Answer the same again. */
    record Repeat(int status, byte[] body) implements Turn {}

    /** The same request is being carried out right now. */
    record Running() implements Turn {}

    /** The key belongs to another request. */
    record Reused() implements Turn {}
  }

  /** Takes the key, if it is free. @param hash SHA-256 of everything that makes it this request */
  public Turn begin(Request request, byte[] hash) {
    while (true) {
      var now = clock.instant();
      if (insert(request, hash, now) == 1) {
        return new Turn.First();
      }
      var turn = db.read(dsl -> look(dsl, request, hash, now));
      if (turn.isPresent()) {
        return turn.get();
      }
      // it was forgotten in between: the key is free again
    }
  }

  private int insert(Request request, byte[] hash, Instant now) {
    return db.read(
        dsl ->
            dsl.insertInto(
                    IDEMPOTENCY_KEY,
                    IDEMPOTENCY_KEY.TENANT_ID,
                    IDEMPOTENCY_KEY.MEMBER_ID,
                    IDEMPOTENCY_KEY.ROUTE,
                    IDEMPOTENCY_KEY.REQUEST_KEY,
                    IDEMPOTENCY_KEY.BODY_HASH,
                    IDEMPOTENCY_KEY.CREATED_AT)
                .values(
                    CurrentTenant.id().value(),
                    request.member().value(),
                    request.route(),
                    request.key(),
                    hash,
                    now)
                .onDuplicateKeyIgnore()
                .execute());
  }

  private Optional<Turn> look(org.jooq.DSLContext dsl, Request request, byte[] hash, Instant now) {
    var row =
        dsl.select(
                IDEMPOTENCY_KEY.BODY_HASH,
                IDEMPOTENCY_KEY.STATUS,
                IDEMPOTENCY_KEY.RESPONSE,
                IDEMPOTENCY_KEY.CREATED_AT)
            .from(IDEMPOTENCY_KEY)
            .where(is(request))
            .fetchOptional();
    if (row.isEmpty()) {
      return Optional.empty();
    }
    var kept = row.get();
    if (!Arrays.equals(kept.value1(), hash)) {
      return Optional.of(new Turn.Reused());
    }
    if (kept.value2() != null) {
      return Optional.of(new Turn.Repeat(kept.value2(), kept.value3()));
    }
    // of those who find the lease over, the condition on its old time lets one go on
    var taken =
        kept.value4().plus(LEASE).isBefore(now)
            && dsl.update(IDEMPOTENCY_KEY)
                    .set(IDEMPOTENCY_KEY.CREATED_AT, now)
                    .where(
                        is(request),
                        IDEMPOTENCY_KEY.STATUS.isNull(),
                        IDEMPOTENCY_KEY.CREATED_AT.eq(kept.value4()))
                    .execute()
                == 1;
    return Optional.of(taken ? new Turn.First() : new Turn.Running());
  }

  /** Keeps the answer for repeats. */
  public void keep(Request request, int status, byte[] body) {
    db.read(
        dsl ->
            dsl.update(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.STATUS, (short) status)
                .set(IDEMPOTENCY_KEY.RESPONSE, body)
                .where(is(request), IDEMPOTENCY_KEY.STATUS.isNull())
                .execute());
  }

  /** Nothing has happened: the same key may be tried again. */
  public void forget(Request request) {
    db.read(
        dsl ->
            dsl.deleteFrom(IDEMPOTENCY_KEY)
                .where(is(request), IDEMPOTENCY_KEY.STATUS.isNull())
                .execute());
  }

  private static Condition is(Request request) {
    return IDEMPOTENCY_KEY
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(IDEMPOTENCY_KEY.MEMBER_ID.eq(request.member().value()))
        .and(IDEMPOTENCY_KEY.ROUTE.eq(request.route()))
        .and(IDEMPOTENCY_KEY.REQUEST_KEY.eq(request.key()));
  }
}
