package io.wanpu.kernel.timer;

import static io.wanpu.kernel.db.Tables.TIMER;

import io.wanpu.api.id.TenantId;
import io.wanpu.api.timer.TimerHandler;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Worker;
import io.wanpu.kernel.shared.data.CellDb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires timers that are due. They are claimed in batches with {@code SKIP LOCKED} and leased for 30
 * s: one whose node dies fires again elsewhere. A fired timer is deleted, unless its handler has
 * set it anew.
 */
public final class TimerWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerWorker.class);
  private static final int BATCH = 200;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final CellDb cell;
  private final MallClock clock;
  private final Extensions extensions;
  private final Map<String, TimerHandler> kernel = new ConcurrentHashMap<>();
  private final Worker worker;

  public TimerWorker(CellDb cell, MallClock clock, Extensions extensions) {
    this.cell = cell;
    this.clock = clock;
    this.extensions = extensions;
    this.worker = new Worker("timers", Duration.ofMillis(250), this::work);
  }

  /** Registers a timer of the kernel: {@code kernel/<name>}. */
  public void register(String owner, TimerHandler handler) {
    kernel.put(owner, handler);
  }

  public void start() {
    worker.start();
  }

  /** Fires what is due now; true when there may be more. */
  public boolean work() {
    var due = claim();
    for (var row : due) {
      CurrentTenant.run(new TenantId(row.tenant()), () -> fire(row));
    }
    return due.size() == BATCH;
  }

  private record Due(
      long tenant, String owner, String key, String payload, int attempts, Instant leasedUntil) {}

  private List<Due> claim() {
    return cell.transaction(
        tx -> {
          var now = clock.instant();
          var until = now.plus(LEASE);
          var dsl = cell.on(tx);
          var rows =
              dsl.select(
                      TIMER.TENANT_ID, TIMER.OWNER, TIMER.TIMER_KEY, TIMER.PAYLOAD, TIMER.ATTEMPTS)
                  .from(TIMER)
                  .where(TIMER.DUE_AT.le(now))
                  .orderBy(TIMER.DUE_AT)
                  .limit(BATCH)
                  .forUpdate()
                  .skipLocked()
                  .fetch(
                      r ->
                          new Due(
                              r.get(TIMER.TENANT_ID),
                              r.get(TIMER.OWNER),
                              r.get(TIMER.TIMER_KEY),
                              Optional.ofNullable(r.get(TIMER.PAYLOAD))
                                  .map(Object::toString)
                                  .orElse("null"),
                              r.get(TIMER.ATTEMPTS) + 1,
                              until));
          if (!rows.isEmpty()) {
            dsl.batch(
                    rows.stream()
                        .map(
                            row ->
                                dsl.update(TIMER)
                                    .set(TIMER.DUE_AT, until)
                                    .set(TIMER.ATTEMPTS, (short) row.attempts())
                                    .where(key(row)))
                        .toList())
                .execute();
          }
          return rows;
        });
  }

  private void fire(Due row) {
    try {
      var own = kernel.get(row.owner());
      if (own != null) {
        own.fire(row.key(), row.payload());
      } else {
        extensions.fire(row.owner(), row.key(), row.payload());
      }
      cell.read(
          dsl ->
              dsl.deleteFrom(TIMER).where(key(row), TIMER.DUE_AT.eq(row.leasedUntil())).execute());
    } catch (Exception e) {
      LOG.warn("timer {} {} failed (try {})", row.owner(), row.key(), row.attempts(), e);
      var again = clock.instant().plusSeconds(Math.min(300, 1L << Math.min(row.attempts(), 9)));
      var error = e.toString();
      cell.read(
          dsl ->
              dsl.update(TIMER)
                  .set(TIMER.DUE_AT, again)
                  .set(TIMER.ERROR, error.substring(0, Math.min(1000, error.length())))
                  .where(key(row), TIMER.DUE_AT.eq(row.leasedUntil()))
                  .execute());
    }
  }

  private static Condition key(Due row) {
    return TIMER
        .TENANT_ID
        .eq(row.tenant())
        .and(TIMER.OWNER.eq(row.owner()))
        .and(TIMER.TIMER_KEY.eq(row.key()));
  }

  @Override
  public void close() {
    worker.close();
  }
}
