package io.wanpu.kernel.event;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.OUTBOX_EVENT;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Deliveries of the calling shop that have failed for good, until somebody tries them again. */
public final class Deliveries {
  private static final String DEAD = "DEAD";

  private final TenantDb db;
  private final MallClock clock;
  private final AuditLog audit;
  private final BellTower bells;

  public Deliveries(TenantDb db, MallClock clock, AuditLog audit, BellTower bells) {
    this.db = db;
    this.clock = clock;
    this.audit = audit;
    this.bells = bells;
  }

  /**
   * Names a delivery.
   *
   * @param at of the event
   * @param handler plugin id or kernel, slash, name
   */
  public record Key(Instant at, long event, String handler) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,14})-(\\d{1,19})-(.{1,80})");

    /** Reads the form that {@link #toString} writes. @throws MallException 404 otherwise */
    public static Key of(String text) {
      var match = FORM.matcher(text);
      try {
        if (match.matches()) {
          return new Key(
              Instant.ofEpochMilli(Long.parseLong(match.group(1))),
              Long.parseLong(match.group(2)),
              match.group(3));
        }
      } catch (NumberFormatException tooLarge) {
        throw new MallException(ErrorKind.NOT_FOUND, "event.unknown_delivery");
      }
      throw new MallException(ErrorKind.NOT_FOUND, "event.unknown_delivery");
    }

    @Override
    public String toString() {
      return at.toEpochMilli() + "-" + event + "-" + handler;
    }
  }

  /**
   * A delivery that was given up.
   *
   * @param type of the event
   * @param subject what the event is about, e.g. {@code order:123}
   * @param error why the last try failed
   */
  public record Dead(Key key, String type, String subject, int attempts, String error) {}

  /** Given-up ones, latest first. @param type of this type of event only */
  public Page<Dead> dead(Optional<String> type, Optional<String> after, int limit) {
    Condition where =
        EVENT_DELIVERY
            .TENANT_ID
            .eq(CurrentTenant.id().value())
            .and(EVENT_DELIVERY.STATE.eq(DEAD))
            .and(type.map(EVENT_DELIVERY.TYPE::eq).orElse(DSL.noCondition()));
    if (after.isPresent()) {
      var last = Key.of(after.get());
      where =
          where
              .and(EVENT_DELIVERY.EVENT_AT.le(last.at()))
              .and(
                  DSL.row(EVENT_DELIVERY.EVENT_AT, EVENT_DELIVERY.EVENT_ID, EVENT_DELIVERY.HANDLER)
                      .lt(last.at(), last.event(), last.handler()));
    }
    var condition = where;
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        EVENT_DELIVERY.EVENT_AT,
                        EVENT_DELIVERY.EVENT_ID,
                        EVENT_DELIVERY.HANDLER,
                        EVENT_DELIVERY.TYPE,
                        EVENT_DELIVERY.ATTEMPTS,
                        EVENT_DELIVERY.ERROR,
                        OUTBOX_EVENT.SUBJECT)
                    .from(EVENT_DELIVERY)
                    .leftJoin(OUTBOX_EVENT)
                    .on(
                        OUTBOX_EVENT.TENANT_ID.eq(EVENT_DELIVERY.TENANT_ID),
                        OUTBOX_EVENT.AT.eq(EVENT_DELIVERY.EVENT_AT),
                        OUTBOX_EVENT.ID.eq(EVENT_DELIVERY.EVENT_ID))
                    .where(condition)
                    .orderBy(
                        EVENT_DELIVERY.EVENT_AT.desc(),
                        EVENT_DELIVERY.EVENT_ID.desc(),
                        EVENT_DELIVERY.HANDLER.desc())
                    .limit(limit + 1)
                    .fetch(
                        r ->
                            new Dead(
                                new Key(r.value1(), r.value2(), r.value3()),
                                r.value4(),
                                Optional.ofNullable(r.value7()).orElse(""),
                                r.value5(),
                                Optional.ofNullable(r.value6()).orElse(""))));
    return Page.of(rows, limit, dead -> dead.key().toString());
  }

  /** How many wait for somebody. */
  public int count() {
    return db.read(
        dsl ->
            dsl.fetchCount(
                EVENT_DELIVERY,
                EVENT_DELIVERY.TENANT_ID.eq(CurrentTenant.id().value()),
                EVENT_DELIVERY.STATE.eq(DEAD)));
  }

  /**
   * Tries these again from the beginning; handlers are idempotent by event.
   *
   * @return how many were given up and wait now
   */
  public int retry(Actor actor, List<Key> keys) {
    return db.transaction(
        tx -> {
          var count = 0;
          for (var key : keys) {
            // the state in the WHERE: of two who press at once, one does it
            var rows =
                db.on(tx)
                    .update(EVENT_DELIVERY)
                    .set(EVENT_DELIVERY.STATE, "WAITING")
                    .set(EVENT_DELIVERY.ATTEMPTS, (short) 0)
                    .set(EVENT_DELIVERY.NEXT_AT, clock.instant())
                    .where(
                        EVENT_DELIVERY.TENANT_ID.eq(CurrentTenant.id().value()),
                        EVENT_DELIVERY.EVENT_AT.eq(key.at()),
                        EVENT_DELIVERY.EVENT_ID.eq(key.event()),
                        EVENT_DELIVERY.HANDLER.eq(key.handler()),
                        EVENT_DELIVERY.STATE.eq(DEAD))
                    .execute();
            if (rows == 1) {
              audit.record(
                  tx,
                  actor,
                  "event.retried",
                  "event:" + key.event(),
                  null,
                  Map.of("handler", key.handler()));
              count++;
            }
          }
          tx.afterCommit(() -> bells.ring(Outbox.BELL, Optional.empty(), ""));
          return count;
        });
  }
}
