package io.wanpu.kernel.activity;

import static io.wanpu.kernel.db.Tables.ACTIVITY;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.Records.mapping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.JSON;

/**
 * Runs of promotions. A draft is written freely; publishing moves stock into the activity's
 * allocation and sets the timer that ends it; ending returns what nobody holds. Each step and what
 * the plugin does in it commit together.
 */
public final class ActivityStore {
  private static final String END = "kernel/activity-end";
  private static final String BELL = "activities";
  private static final int PAGE = 50;

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final Extensions extensions;
  private final Inventory inventory;
  private final KernelTimers timers;
  private final BellTower bells;
  private final AuditLog audit;
  private final Cache<TenantId, Map<Kind, List<ActivityRow>>> published =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(1)).build();

  public ActivityStore(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      Extensions extensions,
      Inventory inventory,
      KernelTimers timers,
      TimerWorker fired,
      BellTower bells,
      AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.extensions = extensions;
    this.inventory = inventory;
    this.timers = timers;
    this.bells = bells;
    this.audit = audit;
    fired.register(END, (key, payload) -> endIfDue(ActivityId.of(key)));
    bells.listen(BELL, (tenant, text) -> tenant.ifPresent(published::invalidate));
  }

  public Optional<ActivityRow> find(ActivityId id) {
    return db.read(
        dsl ->
            ActivityRows.select(dsl)
                .from(ACTIVITY)
                .where(ActivityRows.key(id))
                .fetchOptional(mapping(ActivityRows::row)));
  }

  private record Kind(String plugin, String kind) {}

  /**
   * Published ones of a plugin, soonest first; at most a second old, so some may be over. It is the
   * same list until they are read again.
   */
  public List<ActivityRow> published(String plugin, String kind) {
    return published
        .get(CurrentTenant.id(), this::loadPublished)
        .getOrDefault(new Kind(plugin, kind), List.of());
  }

  private Map<Kind, List<ActivityRow>> loadPublished(TenantId tenant) {
    return db
        .read(
            dsl ->
                ActivityRows.select(dsl)
                    .from(ACTIVITY)
                    .where(
                        ACTIVITY.TENANT_ID.eq(tenant.value()),
                        ACTIVITY.STATUS.eq(Activity.Status.PUBLISHED.name()))
                    .fetch(mapping(ActivityRows::row)))
        .stream()
        .sorted(Comparator.comparing(ActivityRow::startsAt).thenComparing(ActivityRow::id))
        .collect(groupingBy(row -> new Kind(row.plugin(), row.kind())));
  }

  /** All of a plugin, newest first, in pages of 50. */
  public List<ActivityRow> list(String plugin, String kind, Optional<ActivityId> before) {
    return db.read(
        dsl ->
            ActivityRows.select(dsl)
                .from(ACTIVITY)
                .where(
                    ACTIVITY.TENANT_ID.eq(CurrentTenant.id().value()),
                    ACTIVITY.PLUGIN_ID.eq(plugin),
                    ACTIVITY.KIND.eq(kind),
                    ACTIVITY.ID.lt(before.map(ActivityId::value).orElse(Long.MAX_VALUE)))
                .orderBy(ACTIVITY.ID.desc())
                .limit(PAGE)
                .fetch(mapping(ActivityRows::row)));
  }

  /**
   * Whether the shop has published activities of a plugin: it cannot be switched off at once then.
   */
  public boolean anyPublished(String plugin) {
    return db.read(
        dsl ->
            dsl.fetchExists(
                dsl.select(ACTIVITY.ID)
                    .from(ACTIVITY)
                    .where(
                        ACTIVITY.TENANT_ID.eq(CurrentTenant.id().value()),
                        ACTIVITY.PLUGIN_ID.eq(plugin),
                        ACTIVITY.STATUS.eq(Activity.Status.PUBLISHED.name()))));
  }

  /**
   * All that are not over before {@code from} and begin before {@code until}, of whatever plugin,
   * soonest first.
   */
  public List<ActivityRow> between(Instant from, Instant until, int most) {
    return db.read(
        dsl ->
            ActivityRows.select(dsl)
                .from(ACTIVITY)
                .where(
                    ACTIVITY.TENANT_ID.eq(CurrentTenant.id().value()),
                    ACTIVITY.ENDS_AT.gt(from),
                    ACTIVITY.STARTS_AT.lt(until))
                .orderBy(ACTIVITY.STARTS_AT, ACTIVITY.ID)
                .limit(most)
                .fetch(mapping(ActivityRows::row)));
  }

  /** Saves a draft that nobody in particular has written. */
  public ActivityRow create(
      String plugin, String kind, String name, Instant startsAt, Instant endsAt, String config) {
    return create(Optional.empty(), plugin, kind, name, startsAt, endsAt, config);
  }

  /** Saves a draft. @param by who writes it, for the audit log */
  public ActivityRow create(
      Optional<Actor> by,
      String plugin,
      String kind,
      String name,
      Instant startsAt,
      Instant endsAt,
      String config) {
    check(name, startsAt, endsAt);
    var id = new ActivityId(ids.next());
    db.<ActivityId>transaction(
        tx -> {
          db.on(tx)
              .insertInto(
                  ACTIVITY,
                  ACTIVITY.TENANT_ID,
                  ACTIVITY.ID,
                  ACTIVITY.PLUGIN_ID,
                  ACTIVITY.KIND,
                  ACTIVITY.NAME,
                  ACTIVITY.STATUS,
                  ACTIVITY.STARTS_AT,
                  ACTIVITY.ENDS_AT,
                  ACTIVITY.CONFIG,
                  ACTIVITY.VERSION,
                  ACTIVITY.CREATED_AT)
              .values(
                  CurrentTenant.id().value(),
                  id.value(),
                  plugin,
                  kind,
                  name.strip(),
                  Activity.Status.DRAFT.name(),
                  startsAt,
                  endsAt,
                  JSON.valueOf(config),
                  1,
                  clock.instant())
              .execute();
          by.ifPresent(
              who ->
                  audit.record(
                      tx,
                      who,
                      "activity.added",
                      ActivityRows.subject(id),
                      null,
                      ActivityRows.noted(plugin, name, Activity.Status.DRAFT, startsAt, endsAt)));
          return id;
        });
    return find(id).orElseThrow();
  }

  /**
   * Changes a draft.
   *
   * @param by who changes it, for the audit log
   * @throws MallException 409 when it is no draft any more, or not of that version
   */
  public ActivityRow change(
      Optional<Actor> by,
      ActivityId id,
      int version,
      String name,
      Instant startsAt,
      Instant endsAt,
      String config) {
    check(name, startsAt, endsAt);
    int rows =
        db.<Integer>transaction(
            tx -> {
              var before = find(id);
              var changed =
                  db.on(tx)
                      .update(ACTIVITY)
                      .set(ACTIVITY.NAME, name.strip())
                      .set(ACTIVITY.STARTS_AT, startsAt)
                      .set(ACTIVITY.ENDS_AT, endsAt)
                      .set(ACTIVITY.CONFIG, JSON.valueOf(config))
                      .set(ACTIVITY.VERSION, version + 1)
                      .where(
                          ActivityRows.key(id),
                          ACTIVITY.VERSION.eq(version),
                          ACTIVITY.STATUS.eq(Activity.Status.DRAFT.name()))
                      .execute();
              if (changed == 1) {
                by.ifPresent(
                    who ->
                        audit.record(
                            tx,
                            who,
                            "activity.changed",
                            ActivityRows.subject(id),
                            before.map(ActivityRows::noted).orElse(null),
                            ActivityRows.noted(
                                before.map(ActivityRow::plugin).orElse(""),
                                name,
                                Activity.Status.DRAFT,
                                startsAt,
                                endsAt)));
              }
              return changed;
            });
    if (rows == 0) {
      var now = find(id).orElseThrow(() -> MallException.notFound("activity.unknown"));
      throw MallException.conflict(
          now.status() == Activity.Status.DRAFT ? "request.stale" : "activity.not_draft");
    }
    return find(id).orElseThrow();
  }

  private void check(String name, Instant startsAt, Instant endsAt) {
    if (name.isBlank() || name.strip().length() > 120) {
      throw MallException.invalid("name", "activity.name");
    }
    if (!endsAt.isAfter(startsAt)) {
      throw MallException.invalid("endsAt", "activity.ends_before_start");
    }
  }

  /**
   * Publishes a draft. @throws MallException 409 when stock is short, it is over already, or
   * somebody changed it
   */
  public ActivityRow publish(ActivityId id, int version) {
    return publish(Optional.empty(), id, version);
  }

  /** The same. @param by who does it, for the audit log */
  public ActivityRow publish(Optional<Actor> by, ActivityId id, int version) {
    db.transaction(
        tx -> {
          var row = lock(tx, id);
          if (row.status() != Activity.Status.DRAFT) {
            throw MallException.conflict("activity.not_draft");
          }
          if (row.version() != version) {
            throw MallException.conflict("request.stale");
          }
          if (!row.endsAt().isAfter(clock.instant())) {
            throw MallException.conflict("activity.over");
          }
          var pieces = extensions.allocations(row);
          var shortages = inventory.allocate(tx, id, pieces);
          if (!shortages.isEmpty()) {
            throw MallException.conflict("activity.stock_short", Arg.count(shortages.size()));
          }
          setStatus(tx, row, Activity.Status.PUBLISHED);
          timers.set(tx, END, id.toString(), row.endsAt(), "null");
          extensions.published(tx, row);
          note(tx, by, "activity.published", row, Activity.Status.PUBLISHED);
          changed(tx);
          return row;
        });
    return find(id).orElseThrow();
  }

  /** Ends it now; nothing happens when it has ended. A draft just ends. */
  public ActivityRow end(ActivityId id) {
    return end(Optional.empty(), id);
  }

  /** The same. @param by who does it, for the audit log */
  public ActivityRow end(Optional<Actor> by, ActivityId id) {
    db.transaction(
        tx -> {
          var row = lock(tx, id);
          if (row.status() != Activity.Status.ENDED) {
            note(tx, by, "activity.ended", row, Activity.Status.ENDED);
          }
          return end(tx, row);
        });
    return find(id).orElseThrow();
  }

  private void note(
      Tx tx, Optional<Actor> by, String action, ActivityRow row, Activity.Status now) {
    by.ifPresent(
        who ->
            audit.record(
                tx,
                who,
                action,
                ActivityRows.subject(row.id()),
                ActivityRows.noted(row),
                ActivityRows.noted(row.plugin(), row.name(), now, row.startsAt(), row.endsAt())));
  }

  private void endIfDue(ActivityId id) {
    db.transaction(
        tx -> {
          var row = lock(tx, id);
          return row.endsAt().isAfter(clock.instant()) ? row : end(tx, row);
        });
  }

  private ActivityRow end(Tx tx, ActivityRow row) {
    if (row.status() == Activity.Status.ENDED) {
      return row;
    }
    setStatus(tx, row, Activity.Status.ENDED);
    timers.cancel(tx, END, row.id().toString());
    if (row.status() == Activity.Status.PUBLISHED) {
      inventory.deallocate(tx, row.id(), extensions.ended(tx, row));
    }
    changed(tx);
    return row;
  }

  /** Gives pieces of an activity back to the shelf. */
  public void giveBack(Tx tx, ActivityId activity, SkuId sku, long quantity) {
    inventory.deallocate(tx, activity, Map.of(sku, quantity));
  }

  private void setStatus(Tx tx, ActivityRow row, Activity.Status status) {
    db.on(tx)
        .update(ACTIVITY)
        .set(ACTIVITY.STATUS, status.name())
        .set(ACTIVITY.VERSION, row.version() + 1)
        .where(ActivityRows.key(row.id()))
        .execute();
  }

  private void changed(Tx tx) {
    var tenant = CurrentTenant.id();
    tx.afterCommit(() -> bells.ring(BELL, Optional.of(tenant), ""));
  }

  private ActivityRow lock(Tx tx, ActivityId id) {
    return ActivityRows.select(db.on(tx))
        .from(ACTIVITY)
        .where(ActivityRows.key(id))
        .forUpdate()
        .fetchOptional(mapping(ActivityRows::row))
        .orElseThrow(() -> MallException.notFound("activity.unknown"));
  }
}
