package io.wanpu.admin.marketing;

import io.wanpu.admin.text.Phrases;
import io.wanpu.runtime.Mall;

/** What people call plugins. */
public final class PluginNames {
  private PluginNames() {}

  /** The name of a plugin in the reader's language; its id when this node does not have it. */
  public static String of(Mall mall, String id, Phrases phrases) {
    return mall.plugins()
        .loaded(id)
        .map(plugin -> plugin.manifest().name().in(phrases.language().locale()))
        .orElse(id);
  }
}
