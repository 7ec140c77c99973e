package io.wanpu.runtime;

import io.wanpu.runtime.load.LoadedPlugin;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plugins that serve on this node. A version is swapped for another in one step. */
final class Registry {
  private volatile Map<String, LoadedPlugin> serving = Map.of();

  Optional<LoadedPlugin> find(String plugin) {
    return Optional.ofNullable(serving.get(plugin));
  }

  /** By id. */
  Collection<LoadedPlugin> all() {
    return serving.values();
  }

  /** Puts it in the place of the version before, which is returned. */
  synchronized @Nullable LoadedPlugin put(LoadedPlugin plugin) {
    var next = new TreeMap<>(serving);
    var before = next.put(plugin.manifest().id(), plugin);
    serving = next;
    return before;
  }

  synchronized @Nullable LoadedPlugin remove(String plugin) {
    var next = new TreeMap<>(serving);
    var before = next.remove(plugin);
    serving = next;
    return before;
  }
}
