package io.wanpu.kernel.tracking;

import java.util.Map;
import java.util.Set;

/**
 * Events that may be tracked, each with the properties that may be said of it. The storefront's
 * {@code utils/track.js} declares the same; a program may lag behind, so entries are only added.
 */
public final class Declared {
  private static final Map<String, Set<String>> EVENTS =
      Map.ofEntries(
          Map.entry("page_view", Set.of("page", "query")),
          Map.entry("page_leave", Set.of("page", "dwell")),
          Map.entry("product_view", Set.of("product", "from")),
          Map.entry("search", Set.of("words", "results")),
          Map.entry("block_tap", Set.of("block", "link")),
          Map.entry("cart_add", Set.of("product", "sku", "quantity")),
          Map.entry("cart_remove", Set.of("sku", "quantity")),
          Map.entry("cart_return", Set.of("order")),
          Map.entry("favourite", Set.of("product", "on")),
          Map.entry("checkout_step", Set.of("step", "amount")),
          Map.entry("pay_channel", Set.of("order", "channel")),
          Map.entry("pay_success", Set.of("order", "amount")),
          Map.entry("share", Set.of("page", "subject")),
          Map.entry("activity_step", Set.of("plugin", "activity", "step")));

  private Declared() {}

  /** Names of all events. */
  public static Set<String> names() {
    return EVENTS.keySet();
  }

  /** Whether there is such an event. */
  static boolean knows(String name) {
    return EVENTS.containsKey(name);
  }

  /** Properties that may be said of an event. */
  public static Set<String> properties(String name) {
    return EVENTS.getOrDefault(name, Set.of());
  }
}
