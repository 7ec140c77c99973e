package io.wanpu.kernel.tenant.jooq;

import static io.wanpu.kernel.db.Tables.TENANT_SETTING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.tenant.TenantSettings;
import java.time.Duration;
import java.util.Optional;
import org.jooq.JSON;

/** Settings in MariaDB, kept in memory for a second. */
public final class JooqTenantSettings implements TenantSettings {
  private final TenantDb db;
  private final MallClock clock;
  private final Cache<Key, Optional<Stored>> known =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).maximumSize(50_000).build();

  private record Key(long tenant, String owner) {}

  public JooqTenantSettings(TenantDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Optional<Stored> find(String owner) {
    return known.get(new Key(CurrentTenant.id().value(), owner), this::load);
  }

  private Optional<Stored> load(Key key) {
    return db.read(
        dsl ->
            dsl.select(TENANT_SETTING.VALUE, TENANT_SETTING.VERSION)
                .from(TENANT_SETTING)
                .where(
                    TENANT_SETTING.TENANT_ID.eq(CurrentTenant.id().value()),
                    TENANT_SETTING.OWNER.eq(key.owner()))
                .fetchOptional(
                    r ->
                        new Stored(
                            r.get(TENANT_SETTING.VALUE).data(), r.get(TENANT_SETTING.VERSION))));
  }

  @Override
  public boolean save(Tx tx, String owner, String json, int version) {
    var tenant = CurrentTenant.id().value();
    // the version in the WHERE, or the primary key for the first record, decides a race
    var rows =
        version == 0
            ? db.on(tx)
                .insertInto(TENANT_SETTING)
                .set(TENANT_SETTING.TENANT_ID, tenant)
                .set(TENANT_SETTING.OWNER, owner)
                .set(TENANT_SETTING.VALUE, JSON.valueOf(json))
                .set(TENANT_SETTING.VERSION, 1)
                .set(TENANT_SETTING.CHANGED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute()
            : db.on(tx)
                .update(TENANT_SETTING)
                .set(TENANT_SETTING.VALUE, JSON.valueOf(json))
                .set(TENANT_SETTING.VERSION, version + 1)
                .set(TENANT_SETTING.CHANGED_AT, clock.instant())
                .where(
                    TENANT_SETTING.TENANT_ID.eq(tenant),
                    TENANT_SETTING.OWNER.eq(owner),
                    TENANT_SETTING.VERSION.eq(version))
                .execute();
    tx.afterCommit(() -> known.invalidate(new Key(tenant, owner)));
    return rows == 1;
  }
}
