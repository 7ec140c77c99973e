package io.wanpu.api.gate;

import java.util.OptionalLong;

/**
 * Fast counters in front of durable stock. The database is the truth; a gate only spares it
 * hopeless requests. All of Redis may vanish at any moment: a gate is then gone, and is opened
 * again under a new epoch from the database.
 *
 * <p>Keys are confined to the plugin and the calling shop.
 */
public interface Gates {
  /** Asks for up to {@code wanted} pieces. */
  default Answer take(String key, long wanted) {
    return take(key, wanted, 0);
  }

  /**
   * Asks for up to {@code wanted} pieces, and for some that will be wanted soon: as long as there
   * are plenty, so that one caller leaves three quarters to the others.
   *
   * @param key the counter
   * @param ahead pieces beyond those wanted, at most
   * @return what the gate says; {@link Answer.Gone} when it does not exist, {@link
   *     Answer.Unreachable} when Redis does not answer within its deadline (250 ms)
   */
  Answer take(String key, long wanted, long ahead);

  /**
   * Opens the gate with so many pieces under an epoch; does nothing when it is open under a later
   * or the same epoch.
   */
  void open(String key, long epoch, long pieces);

  /**
   * Gives pieces back, if it is open under that epoch; false when it is not, or Redis does not
   * answer.
   */
  boolean give(String key, long epoch, long pieces);

  /** Shuts it: the next {@code take} finds it gone. */
  void shut(String key);

  /** What is left in it, for statistics and tests; empty when it is gone or out of reach. */
  OptionalLong left(String key);

  /** What a gate says. */
  sealed interface Answer {
    /**
     * So many pieces may be tried in the database, under this epoch. {@code pieces} is 0 when none
     * is left.
     */
    record Ticket(long epoch, long pieces) implements Answer {}

    record Gone() implements Answer {}

    record Unreachable() implements Answer {}
  }
}
