package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.db.Tables.SHOP_PAGE;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Rows of pages: found by id or name, locked while they change. */
final class PageRows {
  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

  private final TenantDb db;
  private final AuditLog audit;

  PageRows(TenantDb db, AuditLog audit) {
    this.db = db;
    this.audit = audit;
  }

  Optional<ShopPage> find(String id) {
    if (!id.equals(ShopPage.HOME) && !ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return db.read(
        dsl ->
            dsl.selectFrom(SHOP_PAGE).where(mine(named(id))).fetchOptional().map(PageRows::page));
  }

  static Condition named(String id) {
    return id.equals(ShopPage.HOME)
        ? SHOP_PAGE.NAME.eq(ShopPage.HOME)
        : SHOP_PAGE.ID.eq(ID.matcher(id).matches() ? Long.parseLong(id) : 0L);
  }

  static Condition mine(Condition more) {
    return SHOP_PAGE.TENANT_ID.eq(CurrentTenant.id().value()).and(more);
  }

  /** The page. @throws MallException 404 when there is none */
  ShopPage existing(String id) {
    return find(id).orElseThrow(PageRows::unknown);
  }

  /** The page, which nobody else changes until the transaction ends. */
  ShopPage locked(Tx tx, String id) {
    return find(tx, named(id)).orElseThrow(PageRows::unknown);
  }

  /** The same if it still has that version. @throws MallException 409 when it has another one */
  ShopPage locked(Tx tx, String id, int version) {
    var page = locked(tx, id);
    if (page.version() != version) {
      throw changed();
    }
    return page;
  }

  /** The same where there may be none. */
  Optional<ShopPage> find(Tx tx, Condition where) {
    return db.on(tx)
        .selectFrom(SHOP_PAGE)
        .where(mine(where))
        .forUpdate()
        .fetchOptional()
        .map(PageRows::page);
  }

  /** A line of the audit log. */
  void note(
      Tx tx,
      Actor actor,
      String action,
      long page,
      @Nullable Object before,
      @Nullable Object after) {
    audit.record(tx, actor, action, "page:" + page, before, after);
  }

  static long key(ShopPage page) {
    return Long.parseLong(page.id());
  }

  static MallException unknown() {
    return MallException.notFound("content.page_unknown");
  }

  static MallException changed() {
    return MallException.conflict("content.page_changed");
  }

  static ShopPage page(Record r) {
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
