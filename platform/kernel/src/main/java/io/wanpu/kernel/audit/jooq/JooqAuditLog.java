package io.wanpu.kernel.audit.jooq;

import static io.wanpu.kernel.db.Tables.AUDIT_LOG;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditEntry;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.Optional;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The audit log in MariaDB. */
public final class JooqAuditLog implements AuditLog {
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;

  public JooqAuditLog(TenantDb db, IdSource ids, MallClock clock) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void record(
      Tx tx,
      Actor actor,
      String action,
      String subject,
      @Nullable Object before,
      @Nullable Object after) {
    recordAll(tx, actor, action, List.of(new Change(subject, before, after)));
  }

  @Override
  public void recordAll(Tx tx, Actor actor, String action, List<Change> changes) {
    var now = clock.instant();
    db.insertAll(
        tx,
        AUDIT_LOG,
        List.of(
            AUDIT_LOG.AT,
            AUDIT_LOG.ID,
            AUDIT_LOG.ACTOR,
            AUDIT_LOG.ACTOR_NAME,
            AUDIT_LOG.ACTION,
            AUDIT_LOG.SUBJECT,
            AUDIT_LOG.BEFORE_JSON,
            AUDIT_LOG.AFTER_JSON,
            AUDIT_LOG.ADDRESS),
        changes.stream()
            .map(
                c ->
                    new @Nullable Object[] {
                      now,
                      ids.next(),
                      actor.key(),
                      actor.name(),
                      action,
                      c.subject(),
                      c.before() == null ? null : Json.column(c.before()),
                      c.after() == null ? null : Json.column(c.after()),
                      actor.address().orElse(null)
                    })
            .toList());
  }

  @Override
  public Page<AuditEntry> list(
      Optional<String> subject, Optional<String> actor, Optional<String> after, int limit) {
    return find(
        new Search(actor, Optional.empty(), subject, Optional.empty(), Optional.empty()),
        after,
        limit);
  }

  @Override
  public Page<AuditEntry> find(Search search, Optional<String> after, int limit) {
    var where =
        DSL.and(
            AUDIT_LOG.TENANT_ID.eq(CurrentTenant.id().value()),
            search.subject().map(AUDIT_LOG.SUBJECT::eq).orElse(DSL.noCondition()),
            search.actor().map(AUDIT_LOG.ACTOR::eq).orElse(DSL.noCondition()),
            search
                .area()
                .map(area -> AUDIT_LOG.ACTION.startsWith(area + "."))
                .orElse(DSL.noCondition()),
            search.from().map(AUDIT_LOG.AT::ge).orElse(DSL.noCondition()),
            search.until().map(AUDIT_LOG.AT::lt).orElse(DSL.noCondition()));
    if (after.isPresent()) {
      var last = Cursor.parse(after.get());
      var at = last.instant();
      // the range on the time alone lets the partitions and the key be used
      where =
          where
              .and(AUDIT_LOG.AT.le(at))
              .and(DSL.or(AUDIT_LOG.AT.lt(at), AUDIT_LOG.ID.lt(last.id())));
    }
    var condition = where;
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        AUDIT_LOG.ID,
                        AUDIT_LOG.AT,
                        AUDIT_LOG.ACTOR,
                        AUDIT_LOG.ACTOR_NAME,
                        AUDIT_LOG.ADDRESS,
                        AUDIT_LOG.ACTION,
                        AUDIT_LOG.SUBJECT,
                        AUDIT_LOG.BEFORE_JSON,
                        AUDIT_LOG.AFTER_JSON)
                    .from(AUDIT_LOG)
                    .where(condition)
                    .orderBy(AUDIT_LOG.AT.desc(), AUDIT_LOG.ID.desc())
                    .limit(limit + 1)
                    .fetch(JooqAuditLog::entry));
    return Page.of(rows, limit, e -> new Cursor(e.at().toEpochMilli(), e.id()).toString());
  }

  private static AuditEntry entry(Record r) {
    return new AuditEntry(
        r.get(AUDIT_LOG.ID),
        r.get(AUDIT_LOG.AT),
        new Actor(
            r.get(AUDIT_LOG.ACTOR),
            r.get(AUDIT_LOG.ACTOR_NAME),
            Optional.ofNullable(r.get(AUDIT_LOG.ADDRESS))),
        r.get(AUDIT_LOG.ACTION),
        r.get(AUDIT_LOG.SUBJECT),
        Optional.ofNullable(r.get(AUDIT_LOG.BEFORE_JSON)).map(JSON::data),
        Optional.ofNullable(r.get(AUDIT_LOG.AFTER_JSON)).map(JSON::data));
  }
}
