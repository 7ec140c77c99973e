package io.wanpu.kernel.operator;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.JOB;
import static io.wanpu.kernel.db.Tables.MEMBER;
import static io.wanpu.kernel.db.Tables.NODE;
import static io.wanpu.kernel.db.Tables.OUTGOING_MESSAGE;
import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SCHEDULED_TASKS;
import static io.wanpu.kernel.db.Tables.SHOP_ORDER;
import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.TENANT;
import static io.wanpu.kernel.db.Tables.TIMER;

import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.CellDb;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** What the operator looks at across all shops: figures, never what members or shops have said. */
public final class Console {
  private static final int LATEST_JOBS = 30;

  private final CellDb db;
  private final MallClock clock;

  public Console(CellDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** A server node. @param alive whether it has renewed its lease */
  public record Node(String name, int number, boolean alive, Instant startedAt) {}

  /** A database cell. */
  public record CellLoad(String name, int shops) {}

  /**
   * Work that waits.
   *
   * @param name {@code deliveries}, {@code timers} or {@code messages}
   * @param waiting how much waits
   * @param due how much of it is due
   * @param lag how long the oldest has been due
   * @param failed given up
   */
  public record Queue(String name, int waiting, int due, Duration lag, int failed) {}

  /** Housekeeping that recurs. */
  public record Task(
      String name, Instant next, boolean running, Optional<Instant> done, int failures) {}

  /** A job of some shop. */
  public record Job(
      TenantId shop, String code, String kind, String state, Instant createdAt, int attempts) {}

  /**
   * What waits for a plugin, over all shops.
   *
   * @param waiting deliveries that wait
   * @param oldest how long the oldest of them has been due
   * @param dead deliveries that were given up
   * @param late timers that are due
   * @param failing timers whose last try failed
   */
  public record Backlog(int waiting, Duration oldest, int dead, int late, int failing) {
    /** Nothing waits. */
    public static final Backlog NONE = new Backlog(0, Duration.ZERO, 0, 0, 0);
  }

  /** What waits, by plugin; {@code kernel} is the mall itself. Who has nothing is not in it. */
  public Map<String, Backlog> backlogs() {
    var now = clock.instant();
    return db.read(
        dsl -> {
          var all = new TreeMap<String, Backlog>();
          var handler = DSL.substringIndex(EVENT_DELIVERY.HANDLER, "/", 1);
          dsl.select(
                  handler,
                  DSL.count(DSL.when(EVENT_DELIVERY.STATE.eq("WAITING"), DSL.inline(1))),
                  DSL.min(DSL.when(EVENT_DELIVERY.STATE.eq("WAITING"), EVENT_DELIVERY.NEXT_AT)),
                  DSL.count(DSL.when(EVENT_DELIVERY.STATE.eq("DEAD"), DSL.inline(1))))
              .from(EVENT_DELIVERY)
              .where(EVENT_DELIVERY.STATE.in("WAITING", "DEAD"))
              .groupBy(handler)
              .forEach(
                  r ->
                      all.put(
                          r.value1(),
                          new Backlog(r.value2(), since(r.value3(), now), r.value4(), 0, 0)));
          var owner = DSL.substringIndex(TIMER.OWNER, "/", 1);
          dsl.select(
                  owner,
                  due(TIMER.DUE_AT, now),
                  DSL.count(DSL.when(TIMER.ATTEMPTS.gt((short) 0), DSL.inline(1))))
              .from(TIMER)
              .groupBy(owner)
              .forEach(
                  r -> {
                    var events = all.getOrDefault(r.value1(), Backlog.NONE);
                    all.put(
                        r.value1(),
                        new Backlog(
                            events.waiting(),
                            events.oldest(),
                            events.dead(),
                            r.value2(),
                            r.value3()));
                  });
          return all;
        });
  }

  /** How large a shop is. */
  public record Size(int staff, int products, int members, int orders) {}

  /** Nodes, the live ones first. */
  public List<Node> nodes() {
    var now = clock.instant();
    return db.read(
        dsl ->
            dsl.select(NODE.NAME, NODE.NUMBER, NODE.LEASE_UNTIL, NODE.STARTED_AT)
                .from(NODE)
                .orderBy(NODE.LEASE_UNTIL.desc())
                .limit(200)
                .fetch(r -> new Node(r.value1(), r.value2(), r.value3().isAfter(now), r.value4())));
  }

  /** Cells with their shops. */
  public List<CellLoad> cells() {
    return db.read(
        dsl ->
            dsl.select(TENANT.CELL, DSL.count())
                .from(TENANT)
                .groupBy(TENANT.CELL)
                .orderBy(TENANT.CELL)
                .fetch(r -> new CellLoad(r.value1(), r.value2())));
  }

  /** Queues with their lag. */
  public List<Queue> queues() {
    var now = clock.instant();
    return db.read(
        dsl -> {
          var deliveries =
              dsl.select(
                      DSL.count(),
                      due(EVENT_DELIVERY.NEXT_AT, now),
                      DSL.min(EVENT_DELIVERY.NEXT_AT))
                  .from(EVENT_DELIVERY)
                  .where(EVENT_DELIVERY.STATE.eq("WAITING"))
                  .fetchSingle();
          var dead = dsl.fetchCount(EVENT_DELIVERY, EVENT_DELIVERY.STATE.eq("DEAD"));
          var timers =
              dsl.select(DSL.count(), due(TIMER.DUE_AT, now), DSL.min(TIMER.DUE_AT))
                  .from(TIMER)
                  .fetchSingle();
          var failing = dsl.fetchCount(TIMER, TIMER.ATTEMPTS.gt((short) 0));
          var messages =
              dsl.select(DSL.count(), DSL.min(OUTGOING_MESSAGE.CREATED_AT))
                  .from(OUTGOING_MESSAGE)
                  .where(OUTGOING_MESSAGE.STATE.eq("WAITING"))
                  .fetchSingle();
          return List.of(
              new Queue(
                  "deliveries",
                  deliveries.value1(),
                  deliveries.value2(),
                  since(deliveries.value3(), now),
                  dead),
              new Queue(
                  "timers", timers.value1(), timers.value2(), since(timers.value3(), now), failing),
              new Queue(
                  "messages",
                  messages.value1(),
                  messages.value1(),
                  since(messages.value2(), now),
                  0));
        });
  }

  private static Field<Integer> due(Field<Instant> at, Instant now) {
    return DSL.count(DSL.when(at.le(now), DSL.inline(1)));
  }

  private static Duration since(Instant oldest, Instant now) {
    return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
  }

  /** Housekeeping. */
  public List<Task> tasks() {
    return db.read(
        dsl ->
            dsl.select(
                    SCHEDULED_TASKS.TASK_NAME,
                    SCHEDULED_TASKS.EXECUTION_TIME,
                    SCHEDULED_TASKS.PICKED,
                    SCHEDULED_TASKS.LAST_SUCCESS,
                    SCHEDULED_TASKS.CONSECUTIVE_FAILURES)
                .from(SCHEDULED_TASKS)
                .orderBy(SCHEDULED_TASKS.TASK_NAME)
                .limit(100)
                .fetch(
                    r ->
                        new Task(
                            r.value1(),
                            r.value2().toInstant(ZoneOffset.UTC),
                            Boolean.TRUE.equals(r.value3()),
                            Optional.ofNullable(r.value4()).map(at -> at.toInstant(ZoneOffset.UTC)),
                            Optional.ofNullable(r.value5()).orElse(0))));
  }

  /** The latest jobs of all shops. */
  public List<Job> jobs() {
    return db.read(
        dsl ->
            dsl.select(
                    JOB.TENANT_ID, TENANT.CODE, JOB.KIND, JOB.STATE, JOB.CREATED_AT, JOB.ATTEMPTS)
                .from(JOB)
                .join(TENANT)
                .on(TENANT.ID.eq(JOB.TENANT_ID))
                .orderBy(JOB.ID.desc())
                .limit(LATEST_JOBS)
                .fetch(
                    r ->
                        new Job(
                            new TenantId(r.value1()),
                            r.value2(),
                            r.value3(),
                            r.value4(),
                            r.value5(),
                            r.value6())));
  }

  /** How large a shop is. */
  public Size size(TenantId shop) {
    return new Size(
        count(STAFF, STAFF.TENANT_ID, shop),
        count(PRODUCT, PRODUCT.TENANT_ID, shop),
        count(MEMBER, MEMBER.TENANT_ID, shop),
        count(SHOP_ORDER, SHOP_ORDER.TENANT_ID, shop));
  }

  private int count(Table<?> table, Field<Long> tenant, TenantId shop) {
    return db.read(dsl -> dsl.fetchCount(table, tenant.eq(shop.value())));
  }
}
