package io.wanpu.runtime.admin;

import io.wanpu.api.admin.Section;

/**
 * A plugin's entry in the admin menu.
 *
 * @param titleKey key of the plugin's bundle
 * @param path within the plugin's pages; the full one is {@link #address}
 * @param icon name of a Tabler icon
 * @param permission who sees it
 */
public record MenuEntry(
    String plugin, Section section, String titleKey, String path, String icon, String permission) {
  /** Path within the admin door. */
  public String address() {
    return "/x/" + plugin + (path.equals("/") ? "" : path);
  }
}
