package io.wanpu.api.event;

/**
 * Handles events of one type.
 *
 * @param <E> the type
 */
@FunctionalInterface
public interface EventHandler<E extends MallEvent> {
  /**
   * Called at least once for each event, in no promised order; a failure is retried later and
   * finally parked for staff.
   *
   * @throws Exception any failure
   */
  void handle(Delivery delivery, E event) throws Exception;
}
