package io.wanpu.kernel.tenant.jooq;

import static io.wanpu.kernel.db.Tables.TENANT;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.tenant.NewTenant;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The directory in MariaDB, kept in memory for a second. */
public final class JooqTenants implements Tenants {
  private static final Duration AGE = Duration.ofSeconds(1);

  private final CellDb directory;
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final AuditLog audit;
  private final String cell;
  private final Cache<TenantId, Optional<Tenant>> byId =
      Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(20_000).build();
  private final Cache<String, Optional<Tenant>> byCode =
      Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(20_000).build();

  /**
   * @param cell cell that new shops are put into
   */
  public JooqTenants(
      CellDb directory, TenantDb db, IdSource ids, MallClock clock, AuditLog audit, String cell) {
    this.directory = directory;
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
    this.cell = cell;
  }

  @Override
  public Optional<Tenant> byCode(String code) {
    if (code.length() > 40) {
      return Optional.empty();
    }
    // the database is not exact about case; addresses are
    return byCode.get(code, c -> find(TENANT.CODE.eq(c)).filter(t -> t.code().equals(c)));
  }

  @Override
  public Optional<Tenant> byId(TenantId id) {
    return byId.get(id, i -> find(TENANT.ID.eq(i.value())));
  }

  @Override
  public Tenant current() {
    var id = CurrentTenant.id();
    return byId(id).orElseThrow(() -> new IllegalStateException("no such shop: " + id));
  }

  private Optional<Tenant> find(Condition which) {
    return directory.read(
        dsl ->
            dsl.select(
                    TENANT.ID,
                    TENANT.CODE,
                    TENANT.NAME,
                    TENANT.STATUS,
                    TENANT.CELL,
                    TENANT.PLAN,
                    TENANT.ZONE,
                    TENANT.CURRENCY,
                    TENANT.LANGUAGE,
                    TENANT.CREATED_AT)
                .from(TENANT)
                .where(which)
                .fetchOptional(JooqTenants::tenant));
  }

  @Override
  public Page<Tenant> list(Optional<String> after, int limit) {
    var from = after.map(Cursor::parse).map(Cursor::id).orElse(0L);
    var rows =
        directory.read(
            dsl ->
                dsl.select(
                        TENANT.ID,
                        TENANT.CODE,
                        TENANT.NAME,
                        TENANT.STATUS,
                        TENANT.CELL,
                        TENANT.PLAN,
                        TENANT.ZONE,
                        TENANT.CURRENCY,
                        TENANT.LANGUAGE,
                        TENANT.CREATED_AT)
                    .from(TENANT)
                    .where(TENANT.ID.gt(from))
                    .orderBy(TENANT.ID)
                    .limit(limit + 1)
                    .fetch(JooqTenants::tenant));
    return Page.of(rows, limit, t -> new Cursor(0, t.id().value()).toString());
  }

  @Override
  public Opening open(Actor actor, NewTenant wanted) {
    var shop = wanted.checked();
    var tenant =
        new Tenant(
            new TenantId(ids.next()),
            shop.code(),
            shop.name(),
            Tenant.Status.ACTIVE,
            cell,
            "standard",
            ZoneId.of(shop.zone()),
            shop.currency(),
            Locale.forLanguageTag(shop.language()),
            clock.instant());
    var rows =
        directory.read(
            dsl ->
                // the unique key on the code decides between two who want it at once
                dsl.insertInto(TENANT)
                    .set(TENANT.ID, tenant.id().value())
                    .set(TENANT.CODE, tenant.code())
                    .set(TENANT.NAME, tenant.name())
                    .set(TENANT.STATUS, tenant.status().name())
                    .set(TENANT.CELL, tenant.cell())
                    .set(TENANT.PLAN, tenant.plan())
                    .set(TENANT.ZONE, tenant.zone().getId())
                    .set(TENANT.CURRENCY, tenant.currency())
                    .set(TENANT.LANGUAGE, tenant.language().toLanguageTag())
                    .set(TENANT.CREATED_AT, tenant.createdAt())
                    .onDuplicateKeyIgnore()
                    .execute());
    if (rows == 0) {
      return new Opening.CodeTaken(shop.code());
    }
    forget(tenant);
    note(actor, tenant.id(), "tenant.opened", Map.of(), shop);
    return new Opening.Opened(tenant);
  }

  @Override
  public void changeStatus(Actor actor, TenantId shop, Tenant.Status status) {
    var before =
        find(TENANT.ID.eq(shop.value()))
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    var rows =
        directory.read(
            dsl ->
                dsl.update(TENANT)
                    .set(TENANT.STATUS, status.name())
                    .where(
                        TENANT.ID.eq(shop.value()), TENANT.STATUS.ne(Tenant.Status.CLOSED.name()))
                    .execute());
    if (rows == 0) {
      throw MallException.conflict("tenant.closed");
    }
    forget(before);
    note(
        actor,
        shop,
        "tenant.status_changed",
        Map.of("status", before.status()),
        Map.of("status", status));
  }

  @Override
  public void describe(Actor actor, TenantId shop, String name, String zone, Locale language) {
    var before =
        find(TENANT.ID.eq(shop.value()))
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    var wanted =
        new NewTenant(before.code(), name, zone, before.currency(), language.toLanguageTag())
            .checked();
    var was =
        Map.of(
            "name",
            before.name(),
            "zone",
            before.zone().getId(),
            "language",
            before.language().toLanguageTag());
    var is = Map.of("name", wanted.name(), "zone", wanted.zone(), "language", wanted.language());
    if (was.equals(is)) {
      return;
    }
    var rows =
        directory.read(
            dsl ->
                dsl.update(TENANT)
                    .set(TENANT.NAME, wanted.name())
                    .set(TENANT.ZONE, wanted.zone())
                    .set(TENANT.LANGUAGE, wanted.language())
                    .where(TENANT.ID.eq(shop.value()))
                    .execute());
    if (rows == 0) {
      throw MallException.notFound("tenant.unknown");
    }
    forget(before);
    note(actor, shop, "tenant.described", was, is);
  }

  @Override
  public Page<Tenant> find(Search search, Optional<String> after, int limit) {
    var where =
        DSL.and(
            search.status().map(s -> TENANT.STATUS.eq(s.name())).orElse(DSL.noCondition()),
            search
                .words()
                .map(
                    words ->
                        (Condition) TENANT.NAME.startsWith(words).or(TENANT.CODE.startsWith(words)))
                .orElse(DSL.noCondition()),
            after.map(cursor -> TENANT.ID.lt(Cursor.parse(cursor).id())).orElse(DSL.noCondition()));
    var rows =
        directory.read(
            dsl ->
                dsl.select(
                        TENANT.ID,
                        TENANT.CODE,
                        TENANT.NAME,
                        TENANT.STATUS,
                        TENANT.CELL,
                        TENANT.PLAN,
                        TENANT.ZONE,
                        TENANT.CURRENCY,
                        TENANT.LANGUAGE,
                        TENANT.CREATED_AT)
                    .from(TENANT)
                    .where(where)
                    .orderBy(TENANT.ID.desc())
                    .limit(limit + 1)
                    .fetch(JooqTenants::tenant));
    return Page.of(rows, limit, t -> new Cursor(0, t.id().value()).toString());
  }

  @Override
  public void changePlan(Actor actor, TenantId shop, Plan plan) {
    var before =
        find(TENANT.ID.eq(shop.value()))
            .orElseThrow(() -> MallException.notFound("tenant.unknown"));
    if (before.plan().equals(plan.key())) {
      return;
    }
    var rows =
        directory.read(
            dsl ->
                dsl.update(TENANT)
                    .set(TENANT.PLAN, plan.key())
                    .where(TENANT.ID.eq(shop.value()))
                    .execute());
    if (rows == 1) {
      forget(before);
      note(
          actor,
          shop,
          "tenant.plan_changed",
          Map.of("plan", before.plan()),
          Map.of("plan", plan.key()));
    }
  }

  /** The directory may lie in another database than the shop, so this is its own transaction. */
  private void note(Actor actor, TenantId shop, String action, Object before, Object after) {
    CurrentTenant.run(
        shop,
        () ->
            db.transaction(
                tx -> {
                  audit.record(tx, actor, action, "tenant:" + shop, before, after);
                  return true;
                }));
  }

  private void forget(Tenant tenant) {
    byId.invalidate(tenant.id());
    byCode.invalidate(tenant.code());
  }

  private static Tenant tenant(Record r) {
    return new Tenant(
        new TenantId(r.get(TENANT.ID)),
        r.get(TENANT.CODE),
        r.get(TENANT.NAME),
        Tenant.Status.valueOf(r.get(TENANT.STATUS)),
        r.get(TENANT.CELL),
        r.get(TENANT.PLAN),
        ZoneId.of(r.get(TENANT.ZONE)),
        r.get(TENANT.CURRENCY),
        Locale.forLanguageTag(r.get(TENANT.LANGUAGE)),
        r.get(TENANT.CREATED_AT));
  }
}
