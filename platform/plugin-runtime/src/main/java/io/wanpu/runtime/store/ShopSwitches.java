package io.wanpu.runtime.store;

import static io.wanpu.kernel.db.Tables.TENANT_PLUGIN;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The switches of the calling shop, one a plugin. What it answers may be a second old; a bell makes
 * a change known at once on every node.
 */
public final class ShopSwitches {
  private static final String BELL = "tenant-plugins";

  private final TenantDb db;
  private final MallClock clock;
  private final BellTower bells;
  private final Cache<TenantId, Map<String, ShopState>> known =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).maximumSize(50_000).build();

  public ShopSwitches(TenantDb db, MallClock clock, BellTower bells) {
    this.db = db;
    this.clock = clock;
    this.bells = bells;
    bells.listen(BELL, (tenant, text) -> tenant.ifPresent(known::invalidate));
  }

  /** How the shop has switched the plugin. */
  public ShopState state(String plugin) {
    return all().getOrDefault(plugin, ShopState.DISABLED);
  }

  /** The switches that the shop has ever touched. */
  public Map<String, ShopState> all() {
    return known.get(
        CurrentTenant.id(),
        tenant ->
            db.read(
                dsl ->
                    dsl
                        .select(TENANT_PLUGIN.PLUGIN_ID, TENANT_PLUGIN.STATE)
                        .from(TENANT_PLUGIN)
                        .where(TENANT_PLUGIN.TENANT_ID.eq(tenant.value()))
                        .fetch()
                        .stream()
                        .collect(
                            Collectors.toUnmodifiableMap(
                                r -> r.value1(), r -> ShopState.valueOf(r.value2())))));
  }

  /** The state as the database has it, locked until the transaction ends. */
  public ShopState lock(Tx tx, String plugin) {
    return db.on(tx)
        .select(TENANT_PLUGIN.STATE)
        .from(TENANT_PLUGIN)
        .where(
            TENANT_PLUGIN.TENANT_ID.eq(CurrentTenant.id().value()),
            TENANT_PLUGIN.PLUGIN_ID.eq(plugin))
        .forUpdate()
        .fetchOptional(r -> ShopState.valueOf(r.value1()))
        .orElse(ShopState.DISABLED);
  }

  /** Sets the switch. */
  public void set(Tx tx, String plugin, ShopState state) {
    db.on(tx)
        .insertInto(
            TENANT_PLUGIN,
            TENANT_PLUGIN.TENANT_ID,
            TENANT_PLUGIN.PLUGIN_ID,
            TENANT_PLUGIN.STATE,
            TENANT_PLUGIN.VERSION,
            TENANT_PLUGIN.CHANGED_AT)
        .values(CurrentTenant.id().value(), plugin, state.name(), 1, clock.instant())
        .onDuplicateKeyUpdate()
        .set(TENANT_PLUGIN.STATE, state.name())
        .set(TENANT_PLUGIN.VERSION, TENANT_PLUGIN.VERSION.plus(1))
        .set(TENANT_PLUGIN.CHANGED_AT, clock.instant())
        .execute();
    var tenant = CurrentTenant.id();
    tx.afterCommit(() -> bells.ring(BELL, Optional.of(tenant), ""));
  }

  /** Forgets what is remembered of all shops: a plugin was removed. */
  public void forgetAll() {
    known.invalidateAll();
  }
}
