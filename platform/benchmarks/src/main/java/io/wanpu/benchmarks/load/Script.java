package io.wanpu.benchmarks.load;

import org.jspecify.annotations.Nullable;

/** What the connections of a {@link LoadGenerator} ask for. Called by one thread. */
public interface Script {
  /** The next request on that connection, ready to be sent; null when it has none any more. */
  byte @Nullable [] next(int connection);

  /**
   * An answer has arrived.
   *
   * @param answer valid during the call only
   * @return how many units of work are done with it: 1 as a rule, 0 in the middle of several steps
   */
  int answered(int connection, Answer answer);
}
