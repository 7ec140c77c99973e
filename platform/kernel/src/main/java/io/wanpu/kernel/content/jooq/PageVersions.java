package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.content.jooq.PageRows.key;
import static io.wanpu.kernel.content.jooq.PageRows.mine;
import static io.wanpu.kernel.content.jooq.PageRows.named;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE_VERSION;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.PageVersion;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** What shoppers see of pages: versions that go live, now or by a timer, and the way back. */
final class PageVersions {
  private static final String TIMER = "kernel/page";
  private static final Duration FARTHEST = Duration.ofDays(366);

  private final TenantDb db;
  private final PageRows rows;
  private final MallClock clock;
  private final KernelTimers timers;
  private final Consumer<TenantId> ring;

  /**
   * @param ring tells all nodes that a shop's pages have changed
   */
  PageVersions(
      TenantDb db,
      PageRows rows,
      MallClock clock,
      KernelTimers timers,
      TimerWorker fired,
      Consumer<TenantId> ring) {
    this.db = db;
    this.rows = rows;
    this.clock = clock;
    this.timers = timers;
    this.ring = ring;
    fired.register(TIMER, (key, payload) -> goLiveIfDue(key));
  }

  ShopPage publish(Actor actor, String id, int version) {
    db.<Integer>transaction(
        tx -> {
          var page = rows.locked(tx, id, version);
          if (!page.isChanged() && page.schedule().isEmpty()) {
            return page.live().orElseThrow();
          }
          dropSchedule(tx, page);
          var no = keep(tx, actor, page, Optional.of(clock.instant()));
          update(tx, page, Optional.of(no), Optional.empty());
          rows.note(tx, actor, "page.published", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return no;
        });
    return rows.existing(id);
  }

  ShopPage schedule(Actor actor, String id, int version, Instant at) {
    db.<Integer>transaction(
        tx -> {
          var page = rows.locked(tx, id, version);
          if (!at.isAfter(clock.instant()) || at.isAfter(clock.instant().plus(FARTHEST))) {
            throw MallException.invalid("at", "content.not_ahead");
          }
          dropSchedule(tx, page);
          var no = keep(tx, actor, page, Optional.empty());
          update(tx, page, page.live(), Optional.of(new ShopPage.Schedule(no, at)));
          timers.set(tx, TIMER, page.id(), at, "{}");
          rows.note(tx, actor, "page.scheduled", key(page), null, Map.of("version", no, "at", at));
          return no;
        });
    return rows.existing(id);
  }

  ShopPage unschedule(Actor actor, String id) {
    db.<Boolean>transaction(
        tx -> {
          var page = rows.locked(tx, id);
          if (page.schedule().isEmpty()) {
            return false;
          }
          dropSchedule(tx, page);
          update(tx, page, page.live(), Optional.empty());
          rows.note(tx, actor, "page.unscheduled", key(page), page.schedule().get(), null);
          return true;
        });
    return rows.existing(id);
  }

  /** A version that nobody has seen is no part of the history. */
  private void dropSchedule(Tx tx, ShopPage page) {
    if (page.schedule().isPresent()) {
      var no = page.schedule().get().no();
      timers.cancel(tx, TIMER, page.id());
      db.on(tx)
          .update(SHOP_PAGE)
          .set(SHOP_PAGE.SAME_AS, (Integer) null)
          .where(mine(named(page.id())), SHOP_PAGE.SAME_AS.eq(no))
          .execute();
      db.on(tx).deleteFrom(SHOP_PAGE_VERSION).where(numbered(page, no)).execute();
    }
  }

  private void goLiveIfDue(String id) {
    db.<Boolean>transaction(
        tx -> {
          var page = rows.find(tx, named(id)).orElse(null);
          if (page == null
              || page.schedule().isEmpty()
              || page.schedule().get().at().isAfter(clock.instant())) {
            return false;
          }
          var no = page.schedule().get().no();
          db.on(tx)
              .update(SHOP_PAGE_VERSION)
              .set(SHOP_PAGE_VERSION.LIVE_AT, clock.instant())
              .where(numbered(page, no))
              .execute();
          update(tx, page, Optional.of(no), Optional.empty());
          rows.note(
              tx, Actor.system(), "page.published", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return true;
        });
  }

  ShopPage rollBack(Actor actor, String id, int no) {
    db.<Boolean>transaction(
        tx -> {
          var page = rows.locked(tx, id);
          var seen =
              db.on(tx)
                  .fetchExists(
                      SHOP_PAGE_VERSION,
                      numbered(page, no).and(SHOP_PAGE_VERSION.LIVE_AT.isNotNull()));
          if (!seen) {
            throw MallException.notFound("content.version_unknown");
          }
          update(tx, page, Optional.of(no), page.schedule());
          rows.note(tx, actor, "page.rolled_back", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return true;
        });
    return rows.existing(id);
  }

  Page<PageVersion> versions(String id, Optional<String> after, int limit) {
    var page = rows.existing(id);
    var where =
        SHOP_PAGE_VERSION
            .TENANT_ID
            .eq(CurrentTenant.id().value())
            .and(SHOP_PAGE_VERSION.PAGE_ID.eq(key(page)));
    var from = after.map(text -> where.and(SHOP_PAGE_VERSION.NO.lt((int) Cursor.parse(text).id())));
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        SHOP_PAGE_VERSION.NO,
                        SHOP_PAGE_VERSION.TITLE,
                        SHOP_PAGE_VERSION.BLOCKS,
                        SHOP_PAGE_VERSION.MADE_AT,
                        SHOP_PAGE_VERSION.MADE_BY,
                        SHOP_PAGE_VERSION.LIVE_AT)
                    .from(SHOP_PAGE_VERSION)
                    .where(from.orElse(where))
                    .orderBy(SHOP_PAGE_VERSION.NO.desc())
                    .limit(limit + 1)
                    .fetch(
                        r ->
                            new PageVersion(
                                r.get(SHOP_PAGE_VERSION.NO),
                                r.get(SHOP_PAGE_VERSION.TITLE),
                                PageContent.stored("", r.get(SHOP_PAGE_VERSION.BLOCKS))
                                    .blocks()
                                    .size(),
                                r.get(SHOP_PAGE_VERSION.MADE_AT),
                                r.get(SHOP_PAGE_VERSION.MADE_BY),
                                Optional.ofNullable(r.get(SHOP_PAGE_VERSION.LIVE_AT)))));
    return Page.of(rows, limit, version -> new Cursor(0, version.no()).toString());
  }

  Optional<PageContent> content(String id, int no) {
    var page = rows.existing(id);
    return db.read(
        dsl ->
            dsl.select(SHOP_PAGE_VERSION.TITLE, SHOP_PAGE_VERSION.BLOCKS)
                .from(SHOP_PAGE_VERSION)
                .where(numbered(page, no))
                .fetchOptional(
                    r ->
                        PageContent.stored(
                            r.get(SHOP_PAGE_VERSION.TITLE), r.get(SHOP_PAGE_VERSION.BLOCKS))));
  }

  private static Condition numbered(ShopPage page, int no) {
    return SHOP_PAGE_VERSION
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(SHOP_PAGE_VERSION.PAGE_ID.eq(key(page)))
        .and(SHOP_PAGE_VERSION.NO.eq(no));
  }

  /** Keeps the draft as a version. @return its number */
  private int keep(Tx tx, Actor actor, ShopPage page, Optional<Instant> liveAt) {
    var no =
        db.on(tx)
                .select(SHOP_PAGE.LAST_NO)
                .from(SHOP_PAGE)
                .where(mine(named(page.id())))
                .fetchSingle()
                .value1()
            + 1;
    db.on(tx)
        .insertInto(SHOP_PAGE_VERSION)
        .set(SHOP_PAGE_VERSION.TENANT_ID, CurrentTenant.id().value())
        .set(SHOP_PAGE_VERSION.PAGE_ID, key(page))
        .set(SHOP_PAGE_VERSION.NO, no)
        .set(SHOP_PAGE_VERSION.TITLE, page.draft().title())
        .set(SHOP_PAGE_VERSION.BLOCKS, page.draft().json())
        .set(SHOP_PAGE_VERSION.MADE_AT, clock.instant())
        .set(SHOP_PAGE_VERSION.MADE_BY, actor.name())
        .set(SHOP_PAGE_VERSION.LIVE_AT, liveAt.orElse(null))
        .execute();
    db.on(tx)
        .update(SHOP_PAGE)
        .set(SHOP_PAGE.LAST_NO, no)
        .set(SHOP_PAGE.SAME_AS, no)
        .where(mine(named(page.id())))
        .execute();
    return no;
  }

  private void update(
      Tx tx, ShopPage page, Optional<Integer> live, Optional<ShopPage.Schedule> schedule) {
    db.on(tx)
        .update(SHOP_PAGE)
        .set(SHOP_PAGE.LIVE_NO, live.orElse(null))
        .set(SHOP_PAGE.SCHEDULED_NO, schedule.map(ShopPage.Schedule::no).orElse(null))
        .set(SHOP_PAGE.SCHEDULED_AT, schedule.map(ShopPage.Schedule::at).orElse(null))
        .where(mine(named(page.id())))
        .execute();
  }

  /** A page that is removed takes its versions with it. */
  void forget(Tx tx, ShopPage page) {
    timers.cancel(tx, TIMER, page.id());
    db.on(tx)
        .deleteFrom(SHOP_PAGE_VERSION)
        .where(
            SHOP_PAGE_VERSION.TENANT_ID.eq(CurrentTenant.id().value()),
            SHOP_PAGE_VERSION.PAGE_ID.eq(key(page)))
        .execute();
  }

  /** Runs after what shoppers see has changed. */
  void ring() {
    ring.accept(CurrentTenant.id());
  }

  private static @Nullable Map<String, Integer> live(ShopPage page) {
    return page.live().map(no -> Map.of("version", no)).orElse(null);
  }
}
