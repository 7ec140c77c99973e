package io.wanpu.api.timer;

import io.wanpu.api.data.Tx;
import java.time.Instant;

/**
 * Durable timers of a plugin in the calling shop. They fire at least once, in no promised order.
 */
public interface Timers {
  /**
   * Sets the timer of that name and key, replacing an earlier one.
   *
   * @param name a timer that the plugin contributes
   * @param key what it is about, at most 80 characters
   * @param dueAt fires at this instant, or within a second after it
   * @param payload handed to the handler, JSON text at most 4 KB
   */
  void set(Tx tx, String name, String key, Instant dueAt, String payload);

  /** Cancels it. Nothing happens when there is none. */
  void cancel(Tx tx, String name, String key);
}
