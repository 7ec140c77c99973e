package io.wanpu.runtime;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityStore;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Worker;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.store.PluginStore;
import io.wanpu.runtime.store.ShopState;
import io.wanpu.runtime.store.ShopSwitches;
import io.wanpu.runtime.store.Wished;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of the calling shop: its market and its switches. Switching off drains: nothing new
 * begins, what runs finishes, and then the plugin is off by itself.
 */
public final class ShopPlugins implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShopPlugins.class);

  private final TenantDb db;
  private final AuditLog audit;
  private final PluginStore store;
  private final ShopSwitches switches;
  private final Registry registry;
  private final Reconciler reconciler;
  private final ActivityStore activities;
  private final Worker drainer;

  ShopPlugins(
      TenantDb db,
      AuditLog audit,
      PluginStore store,
      ShopSwitches switches,
      Registry registry,
      Reconciler reconciler,
      ActivityStore activities) {
    this.db = db;
    this.audit = audit;
    this.store = store;
    this.switches = switches;
    this.registry = registry;
    this.reconciler = reconciler;
    this.activities = activities;
    this.drainer = new Worker("plugin-drain", Duration.ofSeconds(2), this::drain);
  }

  void start() {
    drainer.start();
  }

  /**
   * A plugin in the market of the shop.
   *
   * @param available whether it serves on this node at the moment
   */
  public record Offer(Manifest manifest, ShopState state, boolean available) {}

  /** What became of switching. */
  public sealed interface Switching {
    record Enabled() implements Switching {}

    /** Nothing new begins; it is off as soon as nothing is open. @param open what still is */
    record Draining(Optional<Text> open) implements Switching {}

    record Disabled() implements Switching {}

    /** Nothing has happened: these have to be switched on first. */
    record Needs(List<String> plugins) implements Switching {}

    /** Nothing has happened: these have to be switched off first. */
    record NeededBy(List<String> plugins) implements Switching {}

    /** There is no such plugin. */
    record Unknown() implements Switching {}
  }

  /** What the shop can switch on or has switched on. */
  public List<Offer> offers() {
    return registry.all().stream()
        .map(
            plugin ->
                new Offer(
                    plugin.manifest(),
                    switches.state(plugin.manifest().id()),
                    plugin.calls().tripped().isEmpty()))
        .toList();
  }

  /** How the shop has switched the plugin; disabled when it is not installed. */
  public ShopState state(String plugin) {
    var wish = reconciler.wished().get(plugin);
    return wish == null || wish.status() != Wished.Status.INSTALLED
        ? ShopState.DISABLED
        : switches.state(plugin);
  }

  /** Switches it on. Idempotent. */
  public Switching enable(Actor actor, String plugin) {
    var loaded = registry.find(plugin);
    if (loaded.isEmpty()) {
      return new Switching.Unknown();
    }
    var missing =
        loaded.get().manifest().requires().stream()
            .filter(need -> !need.optional() && state(need.plugin()) != ShopState.ENABLED)
            .map(Manifest.Requirement::plugin)
            .toList();
    if (!missing.isEmpty()) {
      return new Switching.Needs(missing);
    }
    change(actor, plugin, ShopState.ENABLED);
    return new Switching.Enabled();
  }

  /** Switches it off. Idempotent. */
  public Switching disable(Actor actor, String plugin) {
    if (state(plugin) == ShopState.DISABLED) {
      return new Switching.Disabled();
    }
    var dependents =
        registry.all().stream()
            .filter(
                each ->
                    each.manifest().requires().stream()
                        .anyMatch(need -> need.plugin().equals(plugin) && !need.optional()))
            .map(each -> each.manifest().id())
            .filter(each -> state(each) != ShopState.DISABLED)
            .toList();
    if (!dependents.isEmpty()) {
      return new Switching.NeededBy(dependents);
    }
    change(actor, plugin, ShopState.DRAINING);
    return finish(actor, plugin);
  }

  private void change(Actor actor, String plugin, ShopState to) {
    db.transaction(
        tx -> {
          var from = switches.lock(tx, plugin);
          if (from != to) {
            switches.set(tx, plugin, to);
            audit.record(
                tx,
                actor,
                "plugin." + to.name().toLowerCase(Locale.ROOT),
                "plugin:" + plugin,
                Map.of("state", from.name()),
                Map.of("state", to.name()));
          }
          return to;
        });
  }

  /** Off, when nothing is open any more. */
  private Switching finish(Actor actor, String plugin) {
    if (activities.anyPublished(plugin)) {
      return new Switching.Draining(Optional.of(Text.of("plugin.open.activities")));
    }
    var loaded = registry.find(plugin);
    if (loaded.isEmpty()) {
      return new Switching.Draining(Optional.of(Text.of("error.plugin.away")));
    }
    var open = loaded.get().openObligation();
    if (open.isPresent()) {
      return new Switching.Draining(open);
    }
    return db.transaction(
        tx -> {
          // meanwhile another node may have finished, or somebody has switched it on again
          return switch (switches.lock(tx, plugin)) {
            case ENABLED -> new Switching.Enabled();
            case DISABLED -> new Switching.Disabled();
            case DRAINING -> {
              switches.set(tx, plugin, ShopState.DISABLED);
              audit.record(
                  tx,
                  actor,
                  "plugin.disabled",
                  "plugin:" + plugin,
                  Map.of("state", ShopState.DRAINING.name()),
                  Map.of("state", ShopState.DISABLED.name()));
              yield new Switching.Disabled();
            }
          };
        });
  }

  /** Looks at what is draining in all shops. */
  boolean drain() {
    for (var each : store.draining()) {
      try {
        CurrentTenant.run(each.getKey(), () -> finish(Actor.system(), each.getValue()));
      } catch (RuntimeException e) {
        LOG.warn(
            "could not see whether {} is drained in shop {}: {}",
            each.getValue(),
            each.getKey(),
            e.toString());
      }
    }
    return false;
  }

  /** The plugins that serve the shop on this node. */
  List<LoadedPlugin> serving() {
    return registry.all().stream()
        .filter(plugin -> switches.state(plugin.manifest().id()).serves())
        .toList();
  }

  /** The switch, locked in a transaction that begins something new. */
  ShopState lock(Tx tx, String plugin) {
    return switches.lock(tx, plugin);
  }

  /** Shops that have the plugin on. */
  List<TenantId> shops(String plugin) {
    return store.shops(plugin, ShopState.ENABLED, ShopState.DRAINING);
  }

  @Override
  public void close() {
    drainer.close();
  }
}
