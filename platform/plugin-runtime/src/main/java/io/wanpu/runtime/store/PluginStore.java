package io.wanpu.runtime.store;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.NODE;
import static io.wanpu.kernel.db.Tables.PLUGIN;
import static io.wanpu.kernel.db.Tables.PLUGIN_HANDLER;
import static io.wanpu.kernel.db.Tables.PLUGIN_JAR;
import static io.wanpu.kernel.db.Tables.PLUGIN_NODE;
import static io.wanpu.kernel.db.Tables.TENANT_PLUGIN;
import static io.wanpu.kernel.db.Tables.TENANT_SETTING;
import static io.wanpu.kernel.db.Tables.TIMER;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.jar.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record7;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;

/** Plugins of the whole mall. */
public final class PluginStore {
  private static final int MESSAGE = 1000;

  private final CellDb db;
  private final MallClock clock;

  public PluginStore(CellDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Keeps a jar. */
  public void keep(Tx tx, PluginJar jar) {
    db.on(tx)
        .insertInto(
            PLUGIN_JAR,
            PLUGIN_JAR.SHA256,
            PLUGIN_JAR.PLUGIN_ID,
            PLUGIN_JAR.VERSION,
            PLUGIN_JAR.CONTENT,
            PLUGIN_JAR.CREATED_AT)
        .values(
            jar.sha256().bytes(),
            jar.manifest().id(),
            jar.manifest().version().toString(),
            jar.content(),
            clock.instant())
        .onDuplicateKeyIgnore()
        .execute();
  }

  /** Fetches a jar. @throws IllegalStateException when it is gone or not what its checksum says */
  public PluginJar fetch(Sha256 sha256) {
    var content =
        db.read(
                dsl ->
                    dsl.select(PLUGIN_JAR.CONTENT)
                        .from(PLUGIN_JAR)
                        .where(PLUGIN_JAR.SHA256.eq(sha256.bytes()))
                        .fetchOptional(PLUGIN_JAR.CONTENT))
            .orElseThrow(() -> new IllegalStateException("the jar " + sha256 + " is gone"));
    if (!Sha256.of(content).equals(sha256)) {
      throw new IllegalStateException("the jar " + sha256 + " was changed in the database");
    }
    return PluginJar.trusted(content);
  }

  /** What the operator wants, of all plugins. */
  public List<Wished> wished() {
    return db.read(dsl -> wished(dsl).fetch(PluginStore::wished));
  }

  /** The same, locked until the transaction ends. */
  public List<Wished> lockWished(Tx tx) {
    return wished(db.on(tx)).forUpdate().fetch(PluginStore::wished);
  }

  private static SelectJoinStep<Record7<String, byte[], String, String, Long, byte[], Instant>>
      wished(DSLContext dsl) {
    return dsl.select(
            PLUGIN.ID,
            PLUGIN.SHA256,
            PLUGIN.VERSION,
            PLUGIN.STATUS,
            PLUGIN.REVISION,
            PLUGIN.MIGRATED_SHA,
            PLUGIN.CHANGED_AT)
        .from(PLUGIN);
  }

  private static Wished wished(Record7<String, byte[], String, String, Long, byte[], Instant> row) {
    return new Wished(
        row.value1(),
        new Sha256(row.value2()),
        row.value3(),
        Wished.Status.valueOf(row.value4()),
        row.value5(),
        Optional.ofNullable(row.value6()).map(Sha256::new),
        row.value7());
  }

  /** Wants that jar from now on. */
  public void want(Tx tx, PluginJar jar) {
    var id = jar.manifest().id();
    var version = jar.manifest().version().toString();
    db.on(tx)
        .insertInto(
            PLUGIN,
            PLUGIN.ID,
            PLUGIN.SHA256,
            PLUGIN.VERSION,
            PLUGIN.STATUS,
            PLUGIN.REVISION,
            PLUGIN.CHANGED_AT)
        .values(
            id, jar.sha256().bytes(), version, Wished.Status.INSTALLED.name(), 1L, clock.instant())
        .onDuplicateKeyUpdate()
        .set(PLUGIN.SHA256, jar.sha256().bytes())
        .set(PLUGIN.VERSION, version)
        .set(PLUGIN.STATUS, Wished.Status.INSTALLED.name())
        .set(PLUGIN.REVISION, PLUGIN.REVISION.plus(1))
        .set(PLUGIN.CHANGED_AT, clock.instant())
        .execute();
  }

  /** Wants a plugin to stand elsewhere, or to be loaded anew when it stands there already. */
  public void want(Tx tx, String id, Wished.Status status) {
    db.on(tx)
        .update(PLUGIN)
        .set(PLUGIN.STATUS, status.name())
        .set(PLUGIN.REVISION, PLUGIN.REVISION.plus(1))
        .set(PLUGIN.CHANGED_AT, clock.instant())
        .where(PLUGIN.ID.eq(id))
        .execute();
  }

  /** Notes that the migrations of a jar have run. */
  public void migrated(String id, Sha256 sha256) {
    db.transaction(
        tx ->
            db.on(tx)
                .update(PLUGIN)
                .set(PLUGIN.MIGRATED_SHA, sha256.bytes())
                .where(PLUGIN.ID.eq(id), PLUGIN.SHA256.eq(sha256.bytes()))
                .execute());
  }

  /** Whether the migrations of a jar have run. */
  public boolean isMigrated(String id, Sha256 sha256) {
    return db.read(
        dsl ->
            dsl.fetchExists(
                dsl.select(PLUGIN.ID)
                    .from(PLUGIN)
                    .where(PLUGIN.ID.eq(id), PLUGIN.MIGRATED_SHA.eq(sha256.bytes()))));
  }

  /** Notes how a plugin stands on a node. */
  public void saw(Seen seen) {
    var message =
        seen.message()
            .map(text -> text.substring(0, Math.min(MESSAGE, text.length())))
            .orElse(null);
    db.transaction(
        tx ->
            db.on(tx)
                .insertInto(
                    PLUGIN_NODE,
                    PLUGIN_NODE.PLUGIN_ID,
                    PLUGIN_NODE.NODE,
                    PLUGIN_NODE.VERSION,
                    PLUGIN_NODE.STATE,
                    PLUGIN_NODE.MESSAGE,
                    PLUGIN_NODE.REVISION,
                    PLUGIN_NODE.SEEN_AT)
                .values(
                    seen.plugin(),
                    seen.node(),
                    seen.version().orElse(null),
                    seen.state().name(),
                    message,
                    seen.revision(),
                    seen.at())
                .onDuplicateKeyUpdate()
                .set(PLUGIN_NODE.VERSION, seen.version().orElse(null))
                .set(PLUGIN_NODE.STATE, seen.state().name())
                .set(PLUGIN_NODE.MESSAGE, message)
                .set(PLUGIN_NODE.REVISION, seen.revision())
                .set(PLUGIN_NODE.SEEN_AT, seen.at())
                .execute());
  }

  /** How plugins stand on the nodes that run now. */
  public List<Seen> seen() {
    return db.read(
        dsl ->
            dsl.select(
                    PLUGIN_NODE.PLUGIN_ID,
                    PLUGIN_NODE.NODE,
                    PLUGIN_NODE.VERSION,
                    PLUGIN_NODE.STATE,
                    PLUGIN_NODE.MESSAGE,
                    PLUGIN_NODE.REVISION,
                    PLUGIN_NODE.SEEN_AT)
                .from(PLUGIN_NODE)
                .where(
                    PLUGIN_NODE.NODE.in(
                        // leases run on the machine's clock, whatever the mall's says
                        dsl.select(NODE.NAME)
                            .from(NODE)
                            .where(NODE.LEASE_UNTIL.gt(MallClock.system().instant()))))
                .orderBy(PLUGIN_NODE.PLUGIN_ID, PLUGIN_NODE.NODE)
                .fetch(
                    r ->
                        new Seen(
                            r.value1(),
                            r.value2(),
                            Optional.ofNullable(r.value3()),
                            Seen.State.valueOf(r.value4()),
                            Optional.ofNullable(r.value5()),
                            r.value6(),
                            r.value7())));
  }

  /** Remembers which events a plugin wants. @param byType full names by type of event */
  public void rememberHandlers(String plugin, Map<String, List<String>> byType) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          dsl.deleteFrom(PLUGIN_HANDLER).where(PLUGIN_HANDLER.PLUGIN_ID.eq(plugin)).execute();
          byType.forEach(
              (type, names) ->
                  names.forEach(
                      name ->
                          dsl.insertInto(
                                  PLUGIN_HANDLER,
                                  PLUGIN_HANDLER.PLUGIN_ID,
                                  PLUGIN_HANDLER.HANDLER,
                                  PLUGIN_HANDLER.EVENT_TYPE)
                              .values(plugin, name.substring(plugin.length() + 1), type)
                              // another node loads the same version at the same time
                              .onDuplicateKeyUpdate()
                              .set(PLUGIN_HANDLER.EVENT_TYPE, type)
                              .execute()));
          return true;
        });
  }

  /** Full names of handlers by type of event, of all plugins. */
  public Map<String, List<String>> handlers() {
    var byType = new HashMap<String, List<String>>();
    db.read(
            dsl ->
                dsl.select(
                        PLUGIN_HANDLER.EVENT_TYPE, PLUGIN_HANDLER.PLUGIN_ID, PLUGIN_HANDLER.HANDLER)
                    .from(PLUGIN_HANDLER)
                    .orderBy(PLUGIN_HANDLER.PLUGIN_ID, PLUGIN_HANDLER.HANDLER)
                    .fetch())
        .forEach(
            row ->
                byType
                    .computeIfAbsent(row.value1(), k -> new ArrayList<>())
                    .add(row.value2() + "/" + row.value3()));
    return byType;
  }

  /** Shops where the plugin is in that state. */
  public List<TenantId> shops(String plugin, ShopState... states) {
    return db.read(
        dsl ->
            dsl.select(TENANT_PLUGIN.TENANT_ID)
                .from(TENANT_PLUGIN)
                .where(
                    TENANT_PLUGIN.PLUGIN_ID.eq(plugin),
                    TENANT_PLUGIN.STATE.in(Arrays.stream(states).map(Enum::name).toList()))
                .orderBy(TENANT_PLUGIN.TENANT_ID)
                .fetch(r -> new TenantId(r.value1())));
  }

  /** Shop and plugin of everything that is draining. */
  public List<Map.Entry<TenantId, String>> draining() {
    return db.read(
        dsl ->
            dsl.select(TENANT_PLUGIN.TENANT_ID, TENANT_PLUGIN.PLUGIN_ID)
                .from(TENANT_PLUGIN)
                .where(TENANT_PLUGIN.STATE.eq(ShopState.DRAINING.name()))
                .fetch(r -> Map.entry(new TenantId(r.value1()), r.value2())));
  }

  /** What goes with an uninstall: timers, waiting events, the switch in every shop. */
  public void clearAway(Tx tx, String plugin) {
    var dsl = db.on(tx);
    dsl.deleteFrom(TIMER).where(TIMER.OWNER.startsWith(plugin + "/")).execute();
    dsl.deleteFrom(PLUGIN_HANDLER).where(PLUGIN_HANDLER.PLUGIN_ID.eq(plugin)).execute();
    dsl.update(EVENT_DELIVERY)
        .set(EVENT_DELIVERY.STATE, "DEAD")
        .set(EVENT_DELIVERY.ERROR, "the plugin was uninstalled")
        .where(EVENT_DELIVERY.STATE.eq("WAITING"), EVENT_DELIVERY.HANDLER.startsWith(plugin + "/"))
        .execute();
    dsl.update(TENANT_PLUGIN)
        .set(TENANT_PLUGIN.STATE, ShopState.DISABLED.name())
        .set(TENANT_PLUGIN.VERSION, TENANT_PLUGIN.VERSION.plus(1))
        .set(TENANT_PLUGIN.CHANGED_AT, clock.instant())
        .where(
            TENANT_PLUGIN.PLUGIN_ID.eq(plugin), TENANT_PLUGIN.STATE.ne(ShopState.DISABLED.name()))
        .execute();
  }

  /** What a purge takes beside the plugin's schema: settings, switches, jars. */
  public void forget(String plugin) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          dsl.deleteFrom(TENANT_SETTING).where(TENANT_SETTING.OWNER.eq(plugin)).execute();
          dsl.deleteFrom(TENANT_PLUGIN).where(TENANT_PLUGIN.PLUGIN_ID.eq(plugin)).execute();
          dsl.deleteFrom(PLUGIN_NODE).where(PLUGIN_NODE.PLUGIN_ID.eq(plugin)).execute();
          dsl.deleteFrom(PLUGIN_JAR).where(PLUGIN_JAR.PLUGIN_ID.eq(plugin)).execute();
          // that it was removed is remembered, or a server would bring it back
          dsl.update(PLUGIN).setNull(PLUGIN.MIGRATED_SHA).where(PLUGIN.ID.eq(plugin)).execute();
          return true;
        });
  }

  /** Whether the database answers. */
  public boolean answers() {
    try {
      db.read(dsl -> dsl.select(PLUGIN.ID).from(PLUGIN).limit(1).fetch());
      return true;
    } catch (RuntimeException away) {
      return false;
    }
  }

  /** Runs in a transaction over all shops. */
  public <T extends @Nullable Object> T transaction(Function<Tx, T> work) {
    return db.transaction(work);
  }
}
