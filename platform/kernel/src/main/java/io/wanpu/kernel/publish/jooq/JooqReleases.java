package io.wanpu.kernel.publish.jooq;

import static io.wanpu.kernel.db.Tables.MINI_RELEASE;
import static io.wanpu.kernel.db.Tables.MINI_RELEASE_STEP;
import static io.wanpu.kernel.db.Tables.WECHAT_ENTRUSTED;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.JobId;
import io.wanpu.kernel.publish.Entrusted;
import io.wanpu.kernel.publish.Platform;
import io.wanpu.kernel.publish.Release;
import io.wanpu.kernel.publish.ReleaseId;
import io.wanpu.kernel.publish.Releases;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Versions of mini-programs in MariaDB. */
public final class JooqReleases implements Releases {
  private final TenantDb db;
  private final CellDb cell;
  private final IdSource ids;
  private final MallClock clock;
  private final Secrets secrets;

  public JooqReleases(TenantDb db, CellDb cell, IdSource ids, MallClock clock, Secrets secrets) {
    this.db = db;
    this.cell = cell;
    this.ids = ids;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public List<Release> latest(int limit) {
    return select(DSL.noCondition(), limit);
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    return select(MINI_RELEASE.ID.eq(id.value()), 1).stream().findFirst();
  }

  @Override
  public Optional<Release> latestIn(Set<Release.State> states) {
    var names = states.stream().map(Release.State::name).toList();
    return select(MINI_RELEASE.STATE.in(names), 1).stream().findFirst();
  }

  private List<Release> select(Condition where, int limit) {
    return db.read(
        dsl ->
            dsl.select(
                    MINI_RELEASE.ID,
                    MINI_RELEASE.NUMBER,
                    MINI_RELEASE.APP_ID,
                    MINI_RELEASE.NOTE,
                    MINI_RELEASE.STATE,
                    MINI_RELEASE.FINGERPRINT,
                    MINI_RELEASE.THEME,
                    MINI_RELEASE.TEMPLATE_ID,
                    MINI_RELEASE.AUDIT_ID,
                    MINI_RELEASE.REASON,
                    MINI_RELEASE.JOB_ID,
                    MINI_RELEASE.CREATED_AT,
                    MINI_RELEASE.CHANGED_AT)
                .from(MINI_RELEASE)
                .where(MINI_RELEASE.TENANT_ID.eq(CurrentTenant.id().value()), where)
                .orderBy(MINI_RELEASE.NUMBER.desc())
                .limit(limit)
                .fetch(JooqReleases::release));
  }

  @Override
  public List<Release.Step> steps(ReleaseId id) {
    return db.read(
        dsl ->
            dsl.select(
                    MINI_RELEASE_STEP.STATE,
                    MINI_RELEASE_STEP.WHO,
                    MINI_RELEASE_STEP.NOTE,
                    MINI_RELEASE_STEP.AT)
                .from(MINI_RELEASE_STEP)
                .where(
                    MINI_RELEASE_STEP.TENANT_ID.eq(CurrentTenant.id().value()),
                    MINI_RELEASE_STEP.RELEASE_ID.eq(id.value()))
                .orderBy(MINI_RELEASE_STEP.ID)
                .fetch(
                    r ->
                        new Release.Step(
                            Release.State.valueOf(r.value1()),
                            Optional.of(r.value2()).filter(who -> !who.isEmpty()),
                            text(r.value3()),
                            r.value4())));
  }

  @Override
  public Release begin(Tx tx, String appId, String note, String who) {
    var now = clock.instant();
    var dsl = db.on(tx);
    var last =
        dsl.select(DSL.max(MINI_RELEASE.NUMBER))
            .from(MINI_RELEASE)
            .where(MINI_RELEASE.TENANT_ID.eq(CurrentTenant.id().value()))
            .fetchSingle()
            .value1();
    var id = new ReleaseId(ids.next());
    var number = last == null ? 1 : last + 1;
    dsl.insertInto(MINI_RELEASE)
        .set(MINI_RELEASE.TENANT_ID, CurrentTenant.id().value())
        .set(MINI_RELEASE.ID, id.value())
        .set(MINI_RELEASE.NUMBER, number)
        .set(MINI_RELEASE.APP_ID, appId)
        .set(MINI_RELEASE.NOTE, note)
        .set(MINI_RELEASE.STATE, Release.State.UPLOADING.name())
        .set(MINI_RELEASE.LEASED_UNTIL, Instant.EPOCH)
        .set(MINI_RELEASE.CREATED_AT, now)
        .set(MINI_RELEASE.CHANGED_AT, now)
        .execute();
    step(dsl, id, Release.State.UPLOADING, who, null);
    return new Release(
        id,
        number,
        appId,
        note,
        Release.State.UPLOADING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        now);
  }

  @Override
  public boolean move(
      Tx tx, ReleaseId id, Release.State from, Release.State to, String who, Facts facts) {
    var dsl = db.on(tx);
    var reason = facts.reason().map(Json::column).orElse(null);
    var change = new LinkedHashMap<Field<?>, @Nullable Object>();
    change.put(MINI_RELEASE.STATE, to.name());
    change.put(MINI_RELEASE.REASON, reason);
    change.put(MINI_RELEASE.CHANGED_AT, clock.instant());
    facts.made().ifPresent(made -> change.put(MINI_RELEASE.FINGERPRINT, made.fingerprint()));
    facts.made().ifPresent(made -> change.put(MINI_RELEASE.THEME, made.theme()));
    facts.template().ifPresent(template -> change.put(MINI_RELEASE.TEMPLATE_ID, template));
    facts.audit().ifPresent(audit -> change.put(MINI_RELEASE.AUDIT_ID, audit));
    // of two who move it from the same state, one changes no row
    if (dsl.update(MINI_RELEASE)
            .set(change)
            .where(key(id), MINI_RELEASE.STATE.eq(from.name()))
            .execute()
        == 0) {
      return false;
    }
    step(dsl, id, to, who, reason);
    return true;
  }

  private void step(
      DSLContext dsl, ReleaseId id, Release.State state, String who, @Nullable JSON note) {
    dsl.insertInto(MINI_RELEASE_STEP)
        .set(MINI_RELEASE_STEP.TENANT_ID, CurrentTenant.id().value())
        .set(MINI_RELEASE_STEP.RELEASE_ID, id.value())
        .set(MINI_RELEASE_STEP.ID, ids.next())
        .set(MINI_RELEASE_STEP.STATE, state.name())
        .set(MINI_RELEASE_STEP.WHO, who)
        .set(MINI_RELEASE_STEP.NOTE, note)
        .set(MINI_RELEASE_STEP.AT, clock.instant())
        .execute();
  }

  @Override
  public boolean lease(ReleaseId id, Instant until) {
    return db.transaction(
        tx ->
            db.on(tx)
                    .update(MINI_RELEASE)
                    .set(MINI_RELEASE.LEASED_UNTIL, until)
                    .where(key(id), MINI_RELEASE.LEASED_UNTIL.lt(clock.instant()))
                    .execute()
                == 1);
  }

  @Override
  public void giveBack(ReleaseId id) {
    set(id, dsl -> dsl.update(MINI_RELEASE).set(MINI_RELEASE.LEASED_UNTIL, Instant.EPOCH));
  }

  @Override
  public void worksOn(ReleaseId id, JobId job) {
    set(id, dsl -> dsl.update(MINI_RELEASE).set(MINI_RELEASE.JOB_ID, job.value()));
  }

  private void set(
      ReleaseId id, java.util.function.Function<DSLContext, org.jooq.UpdateSetMoreStep<?>> change) {
    db.transaction(tx -> change.apply(db.on(tx)).where(key(id)).execute());
  }

  private static Condition key(ReleaseId id) {
    return MINI_RELEASE
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(MINI_RELEASE.ID.eq(id.value()));
  }

  @Override
  public Optional<Entrusted> lockEntrusted(Tx tx) {
    return db.on(tx)
        .select(
            WECHAT_ENTRUSTED.APP_ID, WECHAT_ENTRUSTED.ENTRUSTED_AT, WECHAT_ENTRUSTED.ENTRUSTED_BY)
        .from(WECHAT_ENTRUSTED)
        .where(WECHAT_ENTRUSTED.TENANT_ID.eq(CurrentTenant.id().value()))
        .forUpdate()
        .fetchOptional(r -> new Entrusted(r.value1(), r.value2(), r.value3()));
  }

  @Override
  public Optional<Entrusted> entrusted() {
    return db.read(
        dsl ->
            dsl.select(
                    WECHAT_ENTRUSTED.APP_ID,
                    WECHAT_ENTRUSTED.ENTRUSTED_AT,
                    WECHAT_ENTRUSTED.ENTRUSTED_BY)
                .from(WECHAT_ENTRUSTED)
                .where(WECHAT_ENTRUSTED.TENANT_ID.eq(CurrentTenant.id().value()))
                .fetchOptional(r -> new Entrusted(r.value1(), r.value2(), r.value3())));
  }

  @Override
  public void entrust(Tx tx, Platform.Authorization authorization, String who) {
    var sealed =
        secrets.seal(
            SealedPlatformSecrets.context(authorization.appId()), authorization.refreshToken());
    var now = clock.instant();
    // no "on duplicate key": the mini-program may be the key of another shop's row
    var rows =
        db.on(tx)
            .update(WECHAT_ENTRUSTED)
            .set(WECHAT_ENTRUSTED.APP_ID, authorization.appId())
            .set(WECHAT_ENTRUSTED.REFRESH_TOKEN, sealed)
            .set(WECHAT_ENTRUSTED.ENTRUSTED_AT, now)
            .set(WECHAT_ENTRUSTED.ENTRUSTED_BY, who)
            .where(WECHAT_ENTRUSTED.TENANT_ID.eq(CurrentTenant.id().value()))
            .execute();
    if (rows == 0) {
      db.on(tx)
          .insertInto(WECHAT_ENTRUSTED)
          .set(WECHAT_ENTRUSTED.TENANT_ID, CurrentTenant.id().value())
          .set(WECHAT_ENTRUSTED.APP_ID, authorization.appId())
          .set(WECHAT_ENTRUSTED.REFRESH_TOKEN, sealed)
          .set(WECHAT_ENTRUSTED.ENTRUSTED_AT, now)
          .set(WECHAT_ENTRUSTED.ENTRUSTED_BY, who)
          .execute();
    }
  }

  @Override
  public List<TenantId> shopsOf(String appId) {
    return cell.read(
        dsl ->
            dsl.select(WECHAT_ENTRUSTED.TENANT_ID)
                .from(WECHAT_ENTRUSTED)
                .where(WECHAT_ENTRUSTED.APP_ID.eq(appId))
                .fetch(r -> new TenantId(r.value1())));
  }

  private static Release release(Record r) {
    return new Release(
        new ReleaseId(r.get(MINI_RELEASE.ID)),
        r.get(MINI_RELEASE.NUMBER),
        r.get(MINI_RELEASE.APP_ID),
        r.get(MINI_RELEASE.NOTE),
        Release.State.valueOf(r.get(MINI_RELEASE.STATE)),
        Optional.ofNullable(r.get(MINI_RELEASE.FINGERPRINT)),
        Optional.ofNullable(r.get(MINI_RELEASE.THEME)),
        Optional.ofNullable(r.get(MINI_RELEASE.TEMPLATE_ID)),
        Optional.ofNullable(r.get(MINI_RELEASE.AUDIT_ID)),
        text(r.get(MINI_RELEASE.REASON)),
        Optional.ofNullable(r.get(MINI_RELEASE.JOB_ID)).map(JobId::new),
        r.get(MINI_RELEASE.CREATED_AT),
        r.get(MINI_RELEASE.CHANGED_AT));
  }

  private static Optional<Text> text(@Nullable JSON json) {
    return Optional.ofNullable(json).map(known -> Json.read(known.data(), Text.class));
  }
}
