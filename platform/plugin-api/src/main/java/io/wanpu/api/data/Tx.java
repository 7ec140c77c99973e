package io.wanpu.api.data;

/**
 * A running transaction of one shop. It may run more than once (deadlocks are retried), so its body
 * has no effect outside the database; what should follow goes into {@link #afterCommit}.
 */
public interface Tx {
  /** Runs after the commit, on the same thread; a failure there is logged and changes nothing. */
  void afterCommit(Runnable action);
}
