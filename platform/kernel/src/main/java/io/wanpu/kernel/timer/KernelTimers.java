package io.wanpu.kernel.timer;

import static io.wanpu.kernel.db.Tables.TIMER;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.List;
import org.jooq.JSON;

/**
 * Sets and cancels timers of the calling shop. Owners are {@code kernel/<name>} or {@code
 * <plugin>/<name>}.
 */
public final class KernelTimers {
  private final TenantDb db;

  public KernelTimers(TenantDb db) {
    this.db = db;
  }

  /** Sets the timer, replacing an earlier one of that owner and key. */
  public void set(Tx tx, String owner, String key, Instant dueAt, String payload) {
    db.on(tx)
        .insertInto(
            TIMER,
            TIMER.TENANT_ID,
            TIMER.OWNER,
            TIMER.TIMER_KEY,
            TIMER.DUE_AT,
            TIMER.PAYLOAD,
            TIMER.ATTEMPTS)
        .values(CurrentTenant.id().value(), owner, key, dueAt, JSON.valueOf(payload), (short) 0)
        .onDuplicateKeyUpdate()
        .set(TIMER.DUE_AT, dueAt)
        .set(TIMER.PAYLOAD, JSON.valueOf(payload))
        .set(TIMER.ATTEMPTS, (short) 0)
        .execute();
  }

  /** A timer's key and time. */
  public record Due(String key, Instant at) {}

  /** Sets timers that nobody has set before, without a payload. */
  public void setNew(Tx tx, String owner, List<Due> timers) {
    db.insertAll(
        tx,
        TIMER,
        List.of(TIMER.OWNER, TIMER.TIMER_KEY, TIMER.DUE_AT, TIMER.PAYLOAD, TIMER.ATTEMPTS),
        timers.stream()
            .map(
                each ->
                    new Object[] {owner, each.key(), each.at(), JSON.valueOf("null"), (short) 0})
            .toList());
  }

  /** Cancels it, if there is one. A handler calls this in the transaction of its effect. */
  public void cancel(Tx tx, String owner, String key) {
    db.on(tx)
        .deleteFrom(TIMER)
        .where(
            TIMER.TENANT_ID.eq(CurrentTenant.id().value()),
            TIMER.OWNER.eq(owner),
            TIMER.TIMER_KEY.eq(key))
        .execute();
  }
}
