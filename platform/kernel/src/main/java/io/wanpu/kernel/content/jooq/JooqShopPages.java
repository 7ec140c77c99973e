package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.db.Tables.SHOP_PAGE;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE_VERSION;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.content.LivePages;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.PageVersion;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.content.ShopPages;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages in MariaDB. */
public final class JooqShopPages implements ShopPages {
  private static final String TIMER = "kernel/page";
  private static final Duration FARTHEST = Duration.ofDays(366);
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final AuditLog audit;
  private final KernelTimers timers;
  private final Consumer<TenantId> ring;
  private final PublishedPages published;

  /**
   * @param ring tells all nodes that a shop's pages have changed; each calls {@link #heard}
   */
  public JooqShopPages(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      AuditLog audit,
      KernelTimers timers,
      TimerWorker fired,
      Consumer<TenantId> ring) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
    this.timers = timers;
    this.ring = ring;
    this.published = new PublishedPages(db);
    fired.register(TIMER, (key, payload) -> goLiveIfDue(key));
  }

  /** A shop's pages have changed, on this node or another one. */
  public void heard(TenantId shop) {
    published.changed(shop);
  }

  @Override
  public LivePages live() {
    return published.of();
  }

  @Override
  public List<ShopPage> all() {
    return db.read(
        dsl ->
            dsl.select(
                    SHOP_PAGE.ID,
                    SHOP_PAGE.NAME,
                    SHOP_PAGE.TITLE,
                    DSL.inline("[]").as(SHOP_PAGE.BLOCKS),
                    SHOP_PAGE.VERSION,
                    SHOP_PAGE.SAME_AS,
                    SHOP_PAGE.LIVE_NO,
                    SHOP_PAGE.SCHEDULED_NO,
                    SHOP_PAGE.SCHEDULED_AT,
                    SHOP_PAGE.CHANGED_AT,
                    SHOP_PAGE.CHANGED_BY)
                .from(SHOP_PAGE)
                .where(mine(DSL.noCondition()))
                .orderBy(SHOP_PAGE.NAME.eq(ShopPage.HOME).desc(), SHOP_PAGE.ID.desc())
                .limit(MOST_PAGES)
                .fetch(JooqShopPages::page));
  }

  @Override
  public Optional<ShopPage> find(String id) {
    if (!id.equals(ShopPage.HOME) && !ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return db.read(
        dsl ->
            dsl.selectFrom(SHOP_PAGE)
                .where(mine(named(id)))
                .fetchOptional()
                .map(JooqShopPages::page));
  }

  private static Condition named(String id) {
    return id.equals(ShopPage.HOME)
        ? SHOP_PAGE.NAME.eq(ShopPage.HOME)
        : SHOP_PAGE.ID.eq(ID.matcher(id).matches() ? Long.parseLong(id) : 0L);
  }

  private static Condition mine(Condition more) {
    return SHOP_PAGE.TENANT_ID.eq(CurrentTenant.id().value()).and(more);
  }

  private ShopPage existing(String id) {
    return find(id).orElseThrow(JooqShopPages::unknown);
  }

  @Override
  public ShopPage create(Actor actor, String wantedName, PageContent wanted) {
    var name = wantedName.strip();
    var draft = wanted.checked();
    if (!NAME.matcher(name).matches()) {
      throw MallException.invalid("name", "content.bad_page_name");
    }
    if (!name.equals(ShopPage.HOME) && draft.title().isEmpty()) {
      throw MallException.invalid("title", "field.required");
    }
    var id =
        db.<Long>transaction(
            tx -> {
              var there = db.on(tx).fetchCount(SHOP_PAGE, mine(SHOP_PAGE.NAME.ne(ShopPage.HOME)));
              if (there >= MOST_PAGES - 1 && !name.equals(ShopPage.HOME)) {
                throw new MallException(
                    ErrorKind.INVALID, "content.too_many_pages", Arg.count(MOST_PAGES));
              }
              var fresh = ids.next();
              // the unique key on the name decides a race
              var rows =
                  db.on(tx)
                      .insertInto(SHOP_PAGE)
                      .set(SHOP_PAGE.TENANT_ID, CurrentTenant.id().value())
                      .set(SHOP_PAGE.ID, fresh)
                      .set(SHOP_PAGE.NAME, name)
                      .set(SHOP_PAGE.TITLE, draft.title())
                      .set(SHOP_PAGE.BLOCKS, draft.json())
                      .set(SHOP_PAGE.VERSION, 1)
                      .set(SHOP_PAGE.LAST_NO, 0)
                      .set(SHOP_PAGE.CHANGED_AT, clock.instant())
                      .set(SHOP_PAGE.CHANGED_BY, actor.name())
                      .onDuplicateKeyIgnore()
                      .execute();
              if (rows == 0) {
                throw MallException.conflict("content.page_name_taken", Arg.words(name));
              }
              note(tx, actor, "page.created", fresh, null, Map.of("name", name));
              return fresh;
            });
    return existing(Long.toString(id));
  }

  @Override
  public ShopPage copy(Actor actor, String id, String name, String title) {
    return create(actor, name, new PageContent(title, existing(id).draft().blocks()));
  }

  @Override
  public ShopPage save(Actor actor, String id, int version, PageContent wanted) {
    var draft = wanted.checked();
    var before = existing(id);
    if (!before.isHome() && draft.title().isEmpty()) {
      throw MallException.invalid("title", "field.required");
    }
    return db.transaction(
        tx -> {
          replaceDraft(tx, actor, before, version, draft, null);
          return new ShopPage(
              before.id(),
              before.name(),
              draft,
              version + 1,
              before.live(),
              Optional.empty(),
              before.schedule(),
              clock.instant(),
              actor.name());
        });
  }

  private void replaceDraft(
      Tx tx, Actor actor, ShopPage page, int version, PageContent draft, @Nullable Integer sameAs) {
    var rows =
        db.on(tx)
            .update(SHOP_PAGE)
            .set(SHOP_PAGE.TITLE, draft.title())
            .set(SHOP_PAGE.BLOCKS, draft.json())
            .set(SHOP_PAGE.VERSION, version + 1)
            .set(SHOP_PAGE.SAME_AS, sameAs)
            .set(SHOP_PAGE.CHANGED_AT, clock.instant())
            .set(SHOP_PAGE.CHANGED_BY, actor.name())
            .where(mine(named(page.id())), SHOP_PAGE.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      throw changed();
    }
  }

  @Override
  public ShopPage publish(Actor actor, String id, int version) {
    db.<Integer>transaction(
        tx -> {
          var page = locked(tx, id, version);
          if (!page.isChanged() && page.schedule().isEmpty()) {
            return page.live().orElseThrow();
          }
          dropSchedule(tx, page);
          var no = keep(tx, actor, page, Optional.of(clock.instant()));
          update(tx, page, Optional.of(no), Optional.empty());
          note(tx, actor, "page.published", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return no;
        });
    return existing(id);
  }

  @Override
  public ShopPage schedule(Actor actor, String id, int version, Instant at) {
    if (!at.isAfter(clock.instant()) || at.isAfter(clock.instant().plus(FARTHEST))) {
      throw MallException.invalid("at", "content.not_ahead");
    }
    db.<Integer>transaction(
        tx -> {
          var page = locked(tx, id, version);
          dropSchedule(tx, page);
          var no = keep(tx, actor, page, Optional.empty());
          update(tx, page, page.live(), Optional.of(new ShopPage.Schedule(no, at)));
          timers.set(tx, TIMER, page.id(), at, "{}");
          note(tx, actor, "page.scheduled", key(page), null, Map.of("version", no, "at", at));
          return no;
        });
    return existing(id);
  }

  @Override
  public ShopPage unschedule(Actor actor, String id) {
    db.<Boolean>transaction(
        tx -> {
          var page = locked(tx, id);
          if (page.schedule().isEmpty()) {
            return false;
          }
          dropSchedule(tx, page);
          update(tx, page, page.live(), Optional.empty());
          note(tx, actor, "page.unscheduled", key(page), page.schedule().get(), null);
          return true;
        });
    return existing(id);
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
          var page = find(tx, named(id)).orElse(null);
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
          note(tx, Actor.system(), "page.published", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return true;
        });
  }

  @Override
  public ShopPage rollBack(Actor actor, String id, int no) {
    db.<Boolean>transaction(
        tx -> {
          var page = locked(tx, id);
          var seen =
              db.on(tx)
                  .fetchExists(
                      SHOP_PAGE_VERSION,
                      numbered(page, no).and(SHOP_PAGE_VERSION.LIVE_AT.isNotNull()));
          if (!seen) {
            throw MallException.notFound("content.version_unknown");
          }
          update(tx, page, Optional.of(no), page.schedule());
          note(tx, actor, "page.rolled_back", key(page), live(page), Map.of("version", no));
          tx.afterCommit(this::ring);
          return true;
        });
    return existing(id);
  }

  @Override
  public ShopPage takeAsDraft(Actor actor, String id, int version, int no) {
    var page = existing(id);
    var old = content(id, no).orElseThrow(() -> MallException.notFound("content.version_unknown"));
    db.<Boolean>transaction(
        tx -> {
          replaceDraft(tx, actor, page, version, old, no);
          return true;
        });
    return existing(id);
  }

  @Override
  public void remove(Actor actor, String id) {
    db.<Boolean>transaction(
        tx -> {
          var page = locked(tx, id);
          if (page.isHome()) {
            throw MallException.conflict("content.home_stays");
          }
          timers.cancel(tx, TIMER, page.id());
          db.on(tx)
              .deleteFrom(SHOP_PAGE_VERSION)
              .where(
                  SHOP_PAGE_VERSION.TENANT_ID.eq(CurrentTenant.id().value()),
                  SHOP_PAGE_VERSION.PAGE_ID.eq(key(page)))
              .execute();
          db.on(tx).deleteFrom(SHOP_PAGE).where(mine(named(page.id()))).execute();
          note(
              tx,
              actor,
              "page.removed",
              key(page),
              Map.of("name", page.name(), "title", page.draft().title()),
              null);
          tx.afterCommit(this::ring);
          return true;
        });
  }

  @Override
  public Page<PageVersion> versions(String id, Optional<String> after, int limit) {
    var page = existing(id);
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

  @Override
  public Optional<PageContent> content(String id, int no) {
    var page = existing(id);
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

  private ShopPage locked(Tx tx, String id) {
    return find(tx, named(id)).orElseThrow(JooqShopPages::unknown);
  }

  private ShopPage locked(Tx tx, String id, int version) {
    var page = locked(tx, id);
    if (page.version() != version) {
      throw changed();
    }
    return page;
  }

  /** The page, which nobody else changes until the transaction ends. */
  private Optional<ShopPage> find(Tx tx, Condition where) {
    return db.on(tx)
        .selectFrom(SHOP_PAGE)
        .where(mine(where))
        .forUpdate()
        .fetchOptional()
        .map(JooqShopPages::page);
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

  private void ring() {
    ring.accept(CurrentTenant.id());
  }

  private void note(
      Tx tx,
      Actor actor,
      String action,
      long page,
      @Nullable Object before,
      @Nullable Object after) {
    audit.record(tx, actor, action, "page:" + page, before, after);
  }

  private static @Nullable Map<String, Integer> live(ShopPage page) {
    return page.live().map(no -> Map.of("version", no)).orElse(null);
  }

  private static long key(ShopPage page) {
    return Long.parseLong(page.id());
  }

  private static MallException unknown() {
    return MallException.notFound("content.page_unknown");
  }

  private static MallException changed() {
    return MallException.conflict("content.page_changed");
  }

  private static ShopPage page(Record r) {
    var scheduled = r.get(SHOP_PAGE.SCHEDULED_NO);
    return new ShopPage(
        r.get(SHOP_PAGE.ID).toString(),
        r.get(SHOP_PAGE.NAME),
        PageContent.stored(r.get(SHOP_PAGE.TITLE), r.get(SHOP_PAGE.BLOCKS)),
        r.get(SHOP_PAGE.VERSION),
        Optional.ofNullable(r.get(SHOP_PAGE.LIVE_NO)),
        Optional.ofNullable(r.get(SHOP_PAGE.SAME_AS)),
        scheduled == null
            ? Optional.empty()
            : Optional.of(new ShopPage.Schedule(scheduled, r.get(SHOP_PAGE.SCHEDULED_AT))),
        r.get(SHOP_PAGE.CHANGED_AT),
        r.get(SHOP_PAGE.CHANGED_BY));
  }
}
