package io.wanpu.testkit;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle.Data;
import io.wanpu.runtime.PluginLifecycle.Installation;
import io.wanpu.runtime.PluginLifecycle.Removal;
import io.wanpu.runtime.ShopPlugins.Switching;
import io.wanpu.runtime.load.LoadedPlugin;
import io.wanpu.runtime.store.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the operator and shops do with plugins, in a test; each step waits until it has worked. */
public final class Plugins {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Mall mall;

  /** Plugins of a mall. */
  public Plugins(Mall mall) {
    this.mall = mall;
  }

  /** Installs a jar and waits until it serves; fails when it does not. */
  public LoadedPlugin install(byte[] jar) {
    return switch (mall.plugins().lifecycle().install(jar, Optional.empty())) {
      case Installation.Accepted(var id, var version, var before) -> serving(id, version);
      case Installation.Unchanged(var id, var version) -> serving(id, version);
      case Installation.Refused(var problems) ->
          throw new AssertionError("the jar was refused: " + problems);
    };
  }

  private LoadedPlugin serving(String id, String version) {
    var nodes = mall.plugins().lifecycle().await(id, PATIENCE);
    if (nodes.stream().anyMatch(node -> node.state() == Seen.State.FAILED)) {
      throw new AssertionError("the plugin could not be loaded: " + nodes);
    }
    TestMall.await(
        id + " " + version + " serves; nodes: " + nodes,
        PATIENCE,
        () ->
            mall.plugins()
                .loaded(id)
                .filter(each -> each.manifest().version().toString().equals(version))
                .isPresent());
    return mall.plugins().loaded(id).orElseThrow();
  }

  /** Hands in a jar and waits until the nodes have said what they make of it. */
  public List<Seen> tryToInstall(byte[] jar) {
    if (mall.plugins().lifecycle().install(jar, Optional.empty())
        instanceof Installation.Accepted accepted) {
      return mall.plugins().lifecycle().await(accepted.id(), PATIENCE);
    }
    throw new AssertionError("the jar was refused");
  }

  /** Uninstalls a plugin with its data and waits until it is gone; nothing when it is not there. */
  public void purge(String id) {
    if (mall.plugins().lifecycle().uninstall(id, Data.PURGE) instanceof Removal.Refused(var why)) {
      throw new AssertionError(id + " cannot be uninstalled: " + why);
    }
    TestMall.await(id + " is gone", PATIENCE, () -> mall.plugins().loaded(id).isEmpty());
  }

  /** Switches a plugin on in a shop. */
  public void enable(Shop shop, String id) {
    shop.run(
        () -> {
          var outcome = mall.plugins().shops().enable(Actor.system(), id);
          if (!(outcome instanceof Switching.Enabled)) {
            throw new AssertionError(id + " was not switched on: " + outcome);
          }
        });
  }

  /** Switches a plugin off in a shop. */
  public Switching disable(Shop shop, String id) {
    return shop.call(() -> mall.plugins().shops().disable(Actor.system(), id));
  }
}
