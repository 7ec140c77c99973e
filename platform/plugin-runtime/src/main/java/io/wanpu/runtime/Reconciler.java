package io.wanpu.runtime;

import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Worker;
import io.wanpu.runtime.call.Trip;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.load.PluginLoader;
import io.wanpu.runtime.load.PluginLoader.LoadFailure;
import io.wanpu.runtime.manifest.Manifest.Requirement;
import io.wanpu.runtime.store.Migrations;
import io.wanpu.runtime.store.PluginStore;
import io.wanpu.runtime.store.Seen;
import io.wanpu.runtime.store.Wished;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the difference between what the operator wants and what this node has loaded, every second
 * and whenever a bell rings. A version that cannot be loaded leaves the one before in service; it
 * is tried again when something changes.
 */
final class Reconciler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final String node;
  private final MallClock clock;
  private final PluginStore store;
  private final Migrations migrations;
  private final PluginLoader loader;
  private final Registry registry;
  private final Worker worker;
  private final Map<String, Failure> failed = new HashMap<>();
  private final Map<String, Seen> written = new HashMap<>();
  private final Map<String, Long> answered = new HashMap<>();
  private volatile Map<String, Wished> wished = Map.of();
  private volatile Map<String, List<String>> handlers = Map.of();

  /** A failure that is not tried again until the revision or what it requires changes. */
  private record Failure(long revision, Set<String> around, String message) {}

  Reconciler(
      String node,
      MallClock clock,
      PluginStore store,
      Migrations migrations,
      PluginLoader loader,
      Registry registry) {
    this.node = node;
    this.clock = clock;
    this.store = store;
    this.migrations = migrations;
    this.loader = loader;
    this.registry = registry;
    this.worker = new Worker("plugins", Duration.ofSeconds(1), this::work);
  }

  /** Loads what is wished, then keeps looking. */
  void start() {
    work();
    worker.start();
  }

  void wake() {
    worker.wake();
  }

  /** What the operator wants, as this node has last read it. */
  Map<String, Wished> wished() {
    return wished;
  }

  /** Full names of event handlers by type of event, whether loaded here or not. */
  Map<String, List<String>> handlers() {
    return handlers;
  }

  /** One look; never more to do at once. */
  synchronized boolean work() {
    var all = new LinkedHashMap<String, Wished>();
    store.wished().forEach(each -> all.put(each.id(), each));
    wished = Map.copyOf(all);
    handlers = store.handlers();
    unload(all);
    load(all);
    handlers = store.handlers();
    report(all);
    return false;
  }

  private void unload(Map<String, Wished> all) {
    for (var plugin : List.copyOf(registry.all())) {
      var wish = all.get(plugin.manifest().id());
      if (wish == null || wish.status() != Wished.Status.INSTALLED) {
        registry.remove(plugin.manifest().id());
        retire(plugin);
      }
    }
  }

  /** Lets a version end what it does, beside the reconciler's own work. */
  private static void retire(LoadedPlugin plugin) {
    LOG.info("{} leaves service on this node", plugin.manifest().label());
    Thread.ofPlatform()
        .daemon()
        .name("plugin-unload-" + plugin.manifest().id())
        .start(plugin::drainAndClose);
  }

  private void load(Map<String, Wished> all) {
    var waiting = new ArrayList<Wished>();
    for (var wish : all.values()) {
      if (wish.status() == Wished.Status.INSTALLED && !isServing(wish)) {
        waiting.add(wish);
      }
    }
    // what others require comes first; a round without progress means that something is missing
    var jars = new HashMap<String, PluginJar>();
    for (var progress = true; progress && !waiting.isEmpty(); ) {
      progress = false;
      for (var wish : List.copyOf(waiting)) {
        var outcome = attempt(wish, all, waiting, jars);
        if (outcome != Outcome.WAITS) {
          waiting.remove(wish);
          progress = true;
        }
      }
    }
    waiting.forEach(
        wish -> fail(wish, "a plugin that it requires is not loaded on this node", null));
    reloadDependents(all);
  }

  private boolean isServing(Wished wish) {
    var serving = registry.find(wish.id());
    if (serving.isEmpty() || !serving.get().sha256().equals(wish.sha256())) {
      return false;
    }
    if (serving.get().calls().tripped().isPresent()) {
      // a new revision without a new jar is the operator's reset
      return answered.getOrDefault(wish.id(), wish.revision()) == wish.revision();
    }
    return true;
  }

  private enum Outcome {
    LOADED,
    FAILED,
    WAITS
  }

  private Outcome attempt(
      Wished wish, Map<String, Wished> all, List<Wished> waiting, Map<String, PluginJar> jars) {
    var before = failed.get(wish.id());
    if (before != null
        && before.revision() == wish.revision()
        && before.around().equals(around())) {
      return Outcome.FAILED;
    }
    try {
      var jar = jars.computeIfAbsent(wish.id(), k -> store.fetch(wish.sha256()));
      var required = new ArrayList<LoadedPlugin>();
      for (var requirement : jar.manifest().requires()) {
        var found = registry.find(requirement.plugin()).filter(each -> fits(each, requirement));
        if (found.isPresent()) {
          required.add(found.get());
        } else if (!requirement.optional()
            || waiting.stream().anyMatch(each -> each.id().equals(requirement.plugin()))) {
          return Outcome.WAITS;
        }
      }
      if (!wish.migrated().equals(Optional.of(wish.sha256()))) {
        migrations.run(jar);
      }
      swap(wish, loader.load(jar, required, trip -> onTrip(wish.id(), trip)));
      return Outcome.LOADED;
    } catch (LoadFailure e) {
      fail(wish, "it could not be loaded: " + e.getMessage(), e);
    } catch (FlywayException e) {
      fail(wish, "a migration failed: " + e.getMessage(), e);
    } catch (SQLException e) {
      LOG.warn("could not migrate {}, trying again", wish.id(), e);
      report(wish, Seen.State.FAILED, Optional.of("could not migrate yet: " + e.getMessage()));
    } catch (MallException e) {
      throw e; // the database is away: everything is tried again
    } catch (RuntimeException e) {
      fail(wish, e.toString(), e);
    }
    return Outcome.FAILED;
  }

  private static boolean fits(LoadedPlugin plugin, Requirement requirement) {
    return requirement.versions().contains(plugin.manifest().version());
  }

  private void swap(Wished wish, LoadedPlugin plugin) {
    try {
      rememberHandlers(wish, plugin);
    } catch (RuntimeException e) {
      plugin.close();
      throw e;
    }
    failed.remove(wish.id());
    answered.put(wish.id(), wish.revision());
    var before = registry.put(plugin);
    LOG.info("{} serves on this node", plugin.manifest().label());
    if (before != null) {
      retire(before);
    }
  }

  private void rememberHandlers(Wished wish, LoadedPlugin plugin) {
    if (!plugin.handlers().equals(ownHandlers(wish.id()))) {
      store.rememberHandlers(wish.id(), plugin.handlers());
    }
  }

  private Map<String, List<String>> ownHandlers(String plugin) {
    var own = new HashMap<String, List<String>>();
    store
        .handlers()
        .forEach(
            (type, names) -> {
              var mine = names.stream().filter(name -> name.startsWith(plugin + "/")).toList();
              if (!mine.isEmpty()) {
                own.put(type, mine);
              }
            });
    return own;
  }

  /** Ones that see packages of a version that no longer serves are loaded anew. */
  private void reloadDependents(Map<String, Wished> all) {
    for (var changed = true; changed; ) {
      changed = false;
      for (var plugin : List.copyOf(registry.all())) {
        var stale =
            plugin.required().stream()
                .anyMatch(each -> registry.find(each.manifest().id()).orElse(null) != each);
        var wish = all.get(plugin.manifest().id());
        if (stale && wish != null) {
          var before = failed.get(wish.id());
          if (attempt(wish, all, List.of(), new HashMap<>()) == Outcome.LOADED) {
            changed = true;
          } else if (before == null) {
            LOG.warn(
                "{} still uses an older version of what it requires", plugin.manifest().label());
          }
        }
      }
    }
  }

  private Set<String> around() {
    var around = new HashSet<String>();
    registry.all().forEach(each -> around.add(each.manifest().id() + each.sha256()));
    return around;
  }

  private void fail(Wished wish, String message, @Nullable Throwable cause) {
    var before = failed.get(wish.id());
    if (before == null || before.revision() != wish.revision()) {
      LOG.error("plugin {} {}: {}", wish.id(), wish.version(), message, cause);
    }
    failed.put(wish.id(), new Failure(wish.revision(), around(), message));
    answered.put(wish.id(), wish.revision());
  }

  private void onTrip(String plugin, Trip trip) {
    LOG.warn("plugin {} was switched off: {}", plugin, trip.reason());
    wake();
  }

  private void report(Map<String, Wished> all) {
    for (var wish : all.values()) {
      var failure = failed.get(wish.id());
      var trip = registry.find(wish.id()).flatMap(each -> each.calls().tripped());
      if (wish.status() != Wished.Status.INSTALLED) {
        failed.remove(wish.id());
        report(wish, Seen.State.UNLOADED, Optional.empty());
      } else if (failure != null && failure.revision() == wish.revision()) {
        report(wish, Seen.State.FAILED, Optional.of(failure.message()));
      } else if (trip.isPresent()) {
        report(wish, Seen.State.TRIPPED, trip.map(Trip::reason));
      } else if (registry.find(wish.id()).isPresent()) {
        answered.put(wish.id(), wish.revision());
        report(wish, Seen.State.LOADED, Optional.empty());
      }
    }
  }

  private void report(Wished wish, Seen.State state, Optional<String> message) {
    var version = registry.find(wish.id()).map(each -> each.manifest().version().toString());
    var seen = new Seen(wish.id(), node, version, state, message, wish.revision(), clock.instant());
    var before = written.get(wish.id());
    var same =
        before != null
            && before.state() == state
            && before.revision() == seen.revision()
            && before.version().equals(version)
            && before.message().equals(message);
    if (!same) {
      store.saw(seen);
      written.put(wish.id(), seen);
    }
  }

  /** Unloads everything; what is in flight has a moment to end. */
  @Override
  public void close() {
    worker.close();
    for (var plugin : List.copyOf(registry.all())) {
      registry.remove(plugin.manifest().id());
      plugin.drainAndClose();
    }
  }
}
