package io.wanpu.api.timer;

/** What a timer does. */
@FunctionalInterface
public interface TimerHandler {
  /**
   * Called at least once; idempotent by key.
   *
   * @throws Exception any failure; the timer is tried again later
   */
  void fire(String key, String payload) throws Exception;
}
