package io.wanpu.api.admin;

import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.text.Text;
import java.util.Map;
import java.util.Optional;

/** What staff get to see. */
public sealed interface AdminAnswer {
  /**
   * A page of the plugin inside the host's layout.
   *
   * @param titleKey key of the plugin's bundle
   * @param template name of the template; its fragment {@code content} is placed into the layout
   * @param model values of the template; records become maps before rendering
   */
  record Page(String titleKey, String template, Map<String, ?> model) implements AdminAnswer {}

  /** A fragment for htmx, without the layout. */
  record Fragment(String template, Map<String, ?> model) implements AdminAnswer {}

  /** A list of the list kit. */
  record Listed(ListPage page) implements AdminAnswer {}

  /** A detail of the detail kit. */
  record Shown(DetailPage page) implements AdminAnswer {}

  /** Go to another page of the plugin, with a message that says what was done. */
  record Redirect(String path, Optional<Text> message) implements AdminAnswer {}
}
