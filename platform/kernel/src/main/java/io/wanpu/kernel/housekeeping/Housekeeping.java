package io.wanpu.kernel.housekeeping;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.IDEMPOTENCY_KEY;
import static io.wanpu.kernel.db.Tables.MEMBER_TOKEN;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.Cell;
import io.wanpu.kernel.shared.data.CellDb;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recurring housekeeping, once an hour on one of the nodes. Repeated answers are kept 48 hours,
 * settled deliveries 30 days, member tokens until they expire, tracked events 400 days; event,
 * audit and tracking tables get a partition for each month ahead of time.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final int PORTION = 2_000;
  private static final int MONTHS_AHEAD = 3;
  private static final Pattern MONTH = Pattern.compile("p_(\\d{4})_(\\d{2})");
  private static final List<String> MONTHLY =
      List.of("audit_log", "outbox_event", "event_delivery", "track_event");

  /** How long tracked events are kept, at least. */
  private static final Duration TRACKED = Duration.ofDays(400);

  private final Cell cell;
  private final CellDb db;
  private final MallClock clock;
  private final Scheduler scheduler;

  public Housekeeping(Cell cell, CellDb db, MallClock clock) {
    this.cell = cell;
    this.db = db;
    this.clock = clock;
    this.scheduler =
        Scheduler.create(cell.dataSource())
            .startTasks(
                Tasks.recurring("housekeeping", FixedDelay.ofHours(1))
                    .execute((instance, context) -> run()))
            .threads(1)
            .pollingInterval(Duration.ofSeconds(30))
            .build();
  }

  /** Starts it. */
  public void start() {
    scheduler.start();
  }

  /** Does it now. */
  public void run() {
    var now = clock.instant();
    delete(IDEMPOTENCY_KEY, IDEMPOTENCY_KEY.CREATED_AT.lt(now.minus(Duration.ofHours(48))));
    delete(
        EVENT_DELIVERY,
        EVENT_DELIVERY
            .STATE
            .eq("DONE")
            .and(EVENT_DELIVERY.EVENT_AT.lt(now.minus(Duration.ofDays(30)))));
    delete(MEMBER_TOKEN, MEMBER_TOKEN.EXPIRES_AT.lt(now));
    for (var table : MONTHLY) {
      partition(table, now);
    }
    dropMonths("track_event", now.minus(TRACKED));
  }

  /** Whole months at once: no row is read for it. */
  private void dropMonths(String table, Instant before) {
    for (var name : past(cell.partitions(table), before)) {
      cell.dropPartition(table, name);
      LOG.info("{}: {} had had its time", table, name);
    }
  }

  /** Those of the partitions that hold nothing of that instant or later, in order. */
  public static List<String> past(Set<String> partitions, Instant before) {
    return partitions.stream()
        .filter(
            name -> {
              var month = MONTH.matcher(name);
              return month.matches()
                  && !YearMonth.of(
                          Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))
                      .plusMonths(1)
                      .atDay(1)
                      .atStartOfDay()
                      .toInstant(ZoneOffset.UTC)
                      .isAfter(before);
            })
        .sorted()
        .toList();
  }

  /** In portions, so that no lock is held for long. */
  private void delete(Table<?> table, Condition past) {
    var gone = 0;
    int portion;
    do {
      portion = db.read(dsl -> dsl.deleteFrom(table).where(past).limit(PORTION).execute());
      gone += portion;
    } while (portion == PORTION);
    if (gone > 0) {
      LOG.info("{}: {} rows had had their time", table.getName(), gone);
    }
  }

  private void partition(String table, Instant now) {
    var first = YearMonth.from(now.atZone(ZoneOffset.UTC));
    var known = cell.partitions(table);
    for (var i = 0; i <= MONTHS_AHEAD; i++) {
      var month = first.plusMonths(i);
      var name = "p_" + month.toString().replace('-', '_');
      if (!known.contains(name)) {
        cell.addPartition(table, name, month.plusMonths(1).atDay(1));
      }
    }
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
