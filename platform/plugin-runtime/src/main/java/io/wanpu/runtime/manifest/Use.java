package io.wanpu.runtime.manifest;

import java.util.Arrays;
import java.util.Optional;

/**
 * What of the mall a plugin may use. What a manifest does not name is refused when the plugin
 * registers or calls it.
 */
public enum Use {
  /** Reads products and SKUs. */
  CATALOG,
  /** Runs activities that hold stock. */
  ACTIVITIES,
  /** Proposes discounts. */
  PRICING,
  /** May refuse checkouts. */
  GUARDS,
  /** Holds stock for members. */
  CLAIMS,
  /** Hears of orders and members. */
  EVENTS,
  /** Sends messages to members. */
  MESSAGES,
  /** Keeps data about members. */
  MEMBERS;

  /** Name in the manifest. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Optional<Use> of(String word) {
    return Arrays.stream(values()).filter(use -> use.word().equals(word)).findFirst();
  }
}
