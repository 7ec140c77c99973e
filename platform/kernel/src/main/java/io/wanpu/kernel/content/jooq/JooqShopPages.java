package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.content.jooq.PageRows.mine;
import static io.wanpu.kernel.content.jooq.PageRows.named;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE;

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
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages in MariaDB. */
public final class JooqShopPages implements ShopPages {
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final PageRows rows;
  private final PageVersions versions;
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
    this.rows = new PageRows(db, audit);
    this.versions = new PageVersions(db, rows, clock, timers, fired, ring);
    this.published = new PublishedPages(db);
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
                .fetch(PageRows::page));
  }

  @Override
  public Optional<ShopPage> find(String id) {
    return rows.find(id);
  }

  @Override
  public ShopPage publish(Actor actor, String id, int version) {
    return versions.publish(actor, id, version);
  }

  @Override
  public ShopPage schedule(Actor actor, String id, int version, Instant at) {
    return versions.schedule(actor, id, version, at);
  }

  @Override
  public ShopPage unschedule(Actor actor, String id) {
    return versions.unschedule(actor, id);
  }

  @Override
  public ShopPage rollBack(Actor actor, String id, int no) {
    return versions.rollBack(actor, id, no);
  }

  @Override
  public Page<PageVersion> versions(String id, Optional<String> after, int limit) {
    return versions.versions(id, after, limit);
  }

  @Override
  public Optional<PageContent> content(String id, int no) {
    return versions.content(id, no);
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
              var made =
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
              if (made == 0) {
                throw MallException.conflict("content.page_name_taken", Arg.words(name));
              }
              rows.note(tx, actor, "page.created", fresh, null, Map.of("name", name));
              return fresh;
            });
    return rows.existing(Long.toString(id));
  }

  @Override
  public ShopPage copy(Actor actor, String id, String name, String title) {
    return create(actor, name, new PageContent(title, rows.existing(id).draft().blocks()));
  }

  @Override
  public ShopPage save(Actor actor, String id, int version, PageContent wanted) {
    var draft = wanted.checked();
    var before = rows.existing(id);
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
    var changed =
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
    if (changed == 0) {
      throw PageRows.changed();
    }
  }

  @Override
  public ShopPage takeAsDraft(Actor actor, String id, int version, int no) {
    var page = rows.existing(id);
    var old = content(id, no).orElseThrow(() -> MallException.notFound("content.version_unknown"));
    db.<Boolean>transaction(
        tx -> {
          replaceDraft(tx, actor, page, version, old, no);
          return true;
        });
    return rows.existing(id);
  }

  @Override
  public void remove(Actor actor, String id) {
    db.<Boolean>transaction(
        tx -> {
          var page = rows.locked(tx, id);
          if (page.isHome()) {
            throw MallException.conflict("content.home_stays");
          }
          versions.forget(tx, page);
          db.on(tx).deleteFrom(SHOP_PAGE).where(mine(named(page.id()))).execute();
          rows.note(
              tx,
              actor,
              "page.removed",
              PageRows.key(page),
              Map.of("name", page.name(), "title", page.draft().title()),
              null);
          tx.afterCommit(versions::ring);
          return true;
        });
  }
}
