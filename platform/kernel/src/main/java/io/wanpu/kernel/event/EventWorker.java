package io.wanpu.kernel.event;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.OUTBOX_EVENT;

import io.wanpu.api.event.Delivery;
import io.wanpu.api.id.EventId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Worker;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events. Deliveries are claimed in batches with {@code SKIP LOCKED}, so any number of
 * nodes share the work; a claimed one is leased for 30 s and comes back when its node dies. After
 * {@value #TRIES} failures it is parked for staff.
 */
public final class EventWorker implements AutoCloseable {
  /** Tries before a delivery is parked as DEAD. */
  public static final int TRIES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
  private static final int BATCH = 100;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final CellDb cell;
  private final TenantDb db;
  private final MallClock clock;
  private final Extensions extensions;
  private final Worker worker;

  public EventWorker(
      CellDb cell, TenantDb db, MallClock clock, Extensions extensions, BellTower bells) {
    this.cell = cell;
    this.db = db;
    this.clock = clock;
    this.extensions = extensions;
    this.worker = new Worker("events", Duration.ofMillis(500), this::work);
    bells.listen(Outbox.BELL, (tenant, text) -> worker.wake());
  }

  /** Starts delivering. */
  public void start() {
    worker.start();
  }

  /** Delivers what is due now; true when there may be more. */
  public boolean work() {
    var due = claim();
    for (var row : due) {
      CurrentTenant.run(new TenantId(row.tenant()), () -> deliver(row));
    }
    return due.size() == BATCH;
  }

  private record Due(
      long tenant, Instant eventAt, long eventId, String handler, String type, int attempts) {}

  private List<Due> claim() {
    return cell.transaction(
        tx -> {
          var now = clock.instant();
          var dsl = cell.on(tx);
          var rows =
              dsl.select(
                      EVENT_DELIVERY.TENANT_ID,
                      EVENT_DELIVERY.EVENT_AT,
                      EVENT_DELIVERY.EVENT_ID,
                      EVENT_DELIVERY.HANDLER,
                      EVENT_DELIVERY.TYPE,
                      EVENT_DELIVERY.ATTEMPTS)
                  .from(EVENT_DELIVERY)
                  .where(EVENT_DELIVERY.STATE.eq("WAITING"), EVENT_DELIVERY.NEXT_AT.le(now))
                  .orderBy(EVENT_DELIVERY.NEXT_AT)
                  .limit(BATCH)
                  .forUpdate()
                  .skipLocked()
                  .fetch(
                      r ->
                          new Due(
                              r.get(EVENT_DELIVERY.TENANT_ID),
                              r.get(EVENT_DELIVERY.EVENT_AT),
                              r.get(EVENT_DELIVERY.EVENT_ID),
                              r.get(EVENT_DELIVERY.HANDLER),
                              r.get(EVENT_DELIVERY.TYPE),
                              r.get(EVENT_DELIVERY.ATTEMPTS) + 1));
          if (!rows.isEmpty()) {
            dsl.batch(
                    rows.stream()
                        .map(
                            row ->
                                dsl.update(EVENT_DELIVERY)
                                    .set(EVENT_DELIVERY.NEXT_AT, now.plus(LEASE))
                                    .set(EVENT_DELIVERY.ATTEMPTS, (short) row.attempts())
                                    .where(key(row)))
                        .toList())
                .execute();
          }
          return rows;
        });
  }

  private void deliver(Due row) {
    var payload =
        db.read(
            dsl ->
                dsl.select(OUTBOX_EVENT.PAYLOAD)
                    .from(OUTBOX_EVENT)
                    .where(
                        OUTBOX_EVENT.TENANT_ID.eq(row.tenant()),
                        OUTBOX_EVENT.AT.eq(row.eventAt()),
                        OUTBOX_EVENT.ID.eq(row.eventId()))
                    .fetchOptional(OUTBOX_EVENT.PAYLOAD));
    try {
      extensions.deliver(
          row.handler(),
          new Delivery(new EventId(row.eventId()), row.eventAt(), row.attempts()),
          row.type(),
          payload.orElseThrow(() -> new IllegalStateException("the event is gone")).data());
      settle(row, "DONE", Optional.empty(), clock.instant());
    } catch (Exception e) {
      var dead = row.attempts() >= TRIES;
      LOG.warn(
          "delivery of {} {} to {} failed (try {})",
          row.type(),
          row.eventId(),
          row.handler(),
          row.attempts(),
          e);
      settle(
          row,
          dead ? "DEAD" : "WAITING",
          Optional.of(e.toString()),
          clock.instant().plus(backOff(row.attempts())));
    }
  }

  private void settle(Due row, String state, Optional<String> error, Instant at) {
    db.read(
        dsl ->
            dsl.update(EVENT_DELIVERY)
                .set(EVENT_DELIVERY.STATE, state)
                .set(
                    EVENT_DELIVERY.ERROR,
                    error
                        .map(text -> text.substring(0, Math.min(1000, text.length())))
                        .orElse(null))
                .set(EVENT_DELIVERY.NEXT_AT, at)
                .set(EVENT_DELIVERY.DONE_AT, state.equals("DONE") ? at : null)
                .where(key(row))
                .execute());
  }

  private static Condition key(Due row) {
    return EVENT_DELIVERY
        .TENANT_ID
        .eq(row.tenant())
        .and(EVENT_DELIVERY.EVENT_AT.eq(row.eventAt()))
        .and(EVENT_DELIVERY.EVENT_ID.eq(row.eventId()))
        .and(EVENT_DELIVERY.HANDLER.eq(row.handler()));
  }

  /** 1 s, 2 s, 4 s … at most 10 minutes. */
  static Duration backOff(int attempts) {
    return Duration.ofSeconds(Math.min(600, 1L << Math.min(attempts - 1, 10)));
  }

  @Override
  public void close() {
    worker.close();
  }
}
