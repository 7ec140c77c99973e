package io.wanpu.runtime;

import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityStore;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.redis.BellTower;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.runtime.call.Health;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.jar.Problem;
import io.wanpu.runtime.jar.Verify;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.store.Migrations;
import io.wanpu.runtime.store.PluginStore;
import io.wanpu.runtime.store.Seen;
import io.wanpu.runtime.store.ShopState;
import io.wanpu.runtime.store.Wished;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator does with plugins. It changes what is wished; each node's reconciler follows
 * within a second.
 */
public final class PluginLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLifecycle.class);
  static final String BELL = "plugins";

  private final PluginStore store;
  private final Verify verify;
  private final Migrations migrations;
  private final Registry registry;
  private final Reconciler reconciler;
  private final BellTower bells;
  private final Tenants tenants;
  private final ActivityStore activities;

  PluginLifecycle(
      PluginStore store,
      Verify verify,
      Migrations migrations,
      Registry registry,
      Reconciler reconciler,
      BellTower bells,
      Tenants tenants,
      ActivityStore activities) {
    this.store = store;
    this.verify = verify;
    this.migrations = migrations;
    this.registry = registry;
    this.reconciler = reconciler;
    this.bells = bells;
    this.tenants = tenants;
    this.activities = activities;
  }

  /** What became of a jar. */
  public sealed interface Installation {
    /**
     * It is wished now; the nodes follow.
     *
     * @param before version that it takes the place of
     */
    record Accepted(String id, String version, Optional<String> before) implements Installation {}

    /** This very jar is wished already. */
    record Unchanged(String id, String version) implements Installation {}

    /** Nothing has happened. */
    record Refused(List<Problem> problems) implements Installation {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /** What became of an uninstall or a switch. */
  public sealed interface Removal {
    record Done() implements Removal {}

    /** Nothing has happened. @param why naming what is in the way */
    record Refused(List<Obstacle> why) implements Removal {
      public Refused {
        why = List.copyOf(why);
      }
    }

    record Unknown() implements Removal {}
  }

  /**
   * What is in the way.
   *
   * @param detail in the plugin's own words
   */
  public record Obstacle(Text what, Optional<Text> detail) {
    static Obstacle of(String key, String word) {
      return new Obstacle(Text.of(key, Arg.words(word)), Optional.empty());
    }
  }

  /** What happens to a plugin's data when it goes. */
  public enum Data {
    /** It stays, and is there again after the next install. */
    KEEP,
    /** Its schema, settings and jars are deleted. */
    PURGE
  }

  /**
   * Verifies a jar and wishes for it: a first install, an upgrade or a downgrade.
   *
   * @param sha256 checksum that came with it, hexadecimal
   */
  public Installation install(byte[] content, Optional<String> sha256) {
    while (true) {
      var seen = store.wished();
      switch (verify.verify(content, sha256, jars(seen))) {
        case Verify.Outcome.Unsound(var problems) -> {
          return new Installation.Refused(problems);
        }
        case Verify.Outcome.Sound(var jar) -> {
          var outcome = install(jar, seen);
          if (outcome.isPresent()) {
            return outcome.get();
          }
        }
      }
    }
  }

  /**
   * Looks a jar over without installing it, so that the operator sees what it would use.
   *
   * @param sha256 checksum that came with it, hexadecimal
   */
  public Verify.Outcome inspect(byte[] content, Optional<String> sha256) {
    return verify.verify(content, sha256, jars(store.wished()));
  }

  private Map<String, PluginJar> jars(List<Wished> seen) {
    var jars = new HashMap<String, PluginJar>();
    seen.stream()
        .filter(each -> each.status() != Wished.Status.REMOVED)
        .forEach(each -> jars.put(each.id(), store.fetch(each.sha256())));
    return jars;
  }

  /** Empty when somebody changed a plugin meanwhile, and the verification is void. */
  private Optional<Installation> install(PluginJar jar, List<Wished> seen) {
    var id = jar.manifest().id();
    var version = jar.manifest().version().toString();
    Optional<Installation> outcome =
        store.transaction(
            tx -> {
              var now = store.lockWished(tx);
              if (!revisions(now).equals(revisions(seen))) {
                return Optional.empty();
              }
              var before =
                  now.stream()
                      .filter(each -> each.id().equals(id))
                      .filter(each -> each.status() != Wished.Status.REMOVED)
                      .findFirst();
              if (before.filter(each -> each.sha256().equals(jar.sha256())).isPresent()) {
                return Optional.of(new Installation.Unchanged(id, version));
              }
              store.keep(tx, jar);
              store.want(tx, jar);
              return Optional.of(
                  new Installation.Accepted(id, version, before.map(Wished::version)));
            });
    outcome.ifPresent(done -> ring());
    return outcome;
  }

  private static Map<String, Long> revisions(List<Wished> wished) {
    var revisions = new HashMap<String, Long>();
    wished.forEach(each -> revisions.put(each.id(), each.revision()));
    return revisions;
  }

  private void ring() {
    bells.ring(BELL, Optional.empty(), "");
    reconciler.wake();
  }

  /**
   * Uninstalls it: refused while others need it, or while a shop has activities or obligations
   * open.
   */
  public Removal uninstall(String id, Data data) {
    var wished = find(id);
    if (wished.isEmpty()) {
      return new Removal.Unknown();
    }
    var dependents =
        registry.all().stream()
            .filter(
                each ->
                    each.manifest().requires().stream()
                        .anyMatch(need -> need.plugin().equals(id) && !need.optional()))
            .map(each -> each.manifest().id())
            .toList();
    if (!dependents.isEmpty()) {
      return new Removal.Refused(
          List.of(Obstacle.of("plugin.refused.dependents", String.join(", ", dependents))));
    }
    var open =
        store.shops(id, ShopState.ENABLED, ShopState.DRAINING).stream()
            .flatMap(shop -> open(shop, id).stream())
            .toList();
    if (!open.isEmpty()) {
      return new Removal.Refused(open);
    }
    store.transaction(
        tx -> {
          store.want(tx, id, Wished.Status.REMOVED);
          store.clearAway(tx, id);
          return true;
        });
    ring();
    if (data == Data.PURGE) {
      purge(id);
    }
    return new Removal.Done();
  }

  private Optional<Obstacle> open(TenantId shop, String id) {
    var name = tenants.byId(shop).map(each -> each.name()).orElse(shop.toString());
    return CurrentTenant.call(
        shop,
        () -> {
          if (activities.anyPublished(id)) {
            return Optional.of(Obstacle.of("plugin.refused.running", name));
          }
          var loaded = registry.find(id).filter(each -> each.calls().tripped().isEmpty());
          if (loaded.isEmpty()) {
            return Optional.of(Obstacle.of("plugin.refused.silent", name));
          }
          return loaded
              .get()
              .openObligation()
              .map(
                  why ->
                      new Obstacle(
                          Text.of("plugin.refused.obligations", Arg.words(name)),
                          Optional.of(why)));
        });
  }

  private void purge(String id) {
    await(id, Duration.ofSeconds(10));
    try {
      migrations.purge(id);
    } catch (SQLException e) {
      throw new IllegalStateException("could not drop the schema of " + id, e);
    }
    store.forget(id);
    LOG.info("plugin {} and its data are gone", id);
  }

  /** Unloads it everywhere without uninstalling it: the operator's emergency switch. */
  public Removal switchOff(String id) {
    return want(id, Wished.Status.SWITCHED_OFF);
  }

  /** Loads it again after {@link #switchOff}. */
  public Removal switchOn(String id) {
    return want(id, Wished.Status.INSTALLED);
  }

  /** Loads it anew on the nodes where it was switched off by itself. */
  public Removal reset(String id) {
    return want(id, Wished.Status.INSTALLED);
  }

  private Removal want(String id, Wished.Status status) {
    if (find(id).isEmpty()) {
      return new Removal.Unknown();
    }
    store.transaction(
        tx -> {
          store.want(tx, id, status);
          return true;
        });
    ring();
    return new Removal.Done();
  }

  private Optional<Wished> find(String id) {
    return store.wished().stream()
        .filter(each -> each.id().equals(id) && each.status() != Wished.Status.REMOVED)
        .findFirst();
  }

  /** What was ever wished, what was removed included. */
  List<Wished> wished() {
    return store.wished();
  }

  /** The plugins of the mall. */
  public List<Installed> list() {
    var nodes = store.seen();
    return store.wished().stream()
        .filter(wish -> wish.status() != Wished.Status.REMOVED)
        .map(wish -> installed(wish, nodes))
        .toList();
  }

  private Installed installed(Wished wish, List<Seen> nodes) {
    var loaded = registry.find(wish.id());
    return new Installed(
        wish,
        loaded.map(LoadedPlugin::manifest),
        nodes.stream().filter(node -> node.plugin().equals(wish.id())).toList(),
        loaded.<Health>map(each -> each.calls().health()));
  }

  /** Waits until each running node has answered the latest wish. @return how the nodes stand */
  public List<Seen> await(String id, Duration atMost) {
    var until = System.nanoTime() + atMost.toNanos();
    while (true) {
      var wish = store.wished().stream().filter(each -> each.id().equals(id)).findFirst();
      var nodes = store.seen().stream().filter(node -> node.plugin().equals(id)).toList();
      var settled =
          wish.isEmpty()
              || !nodes.isEmpty()
                  && nodes.stream().allMatch(node -> node.revision() >= wish.get().revision());
      if (settled || System.nanoTime() > until) {
        return nodes;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return nodes;
      }
    }
  }
}
