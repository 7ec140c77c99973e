package io.wanpu.runtime.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How a plugin stands on a node.
 *
 * @param version that is loaded
 * @param message why it failed or was switched off
 * @param revision of the wished state that this answers
 */
public record Seen(
    String plugin,
    String node,
    Optional<String> version,
    State state,
    Optional<String> message,
    long revision,
    Instant at) {
  /** Where it stands. */
  public enum State {
    LOADED,
    /** The wished version could not be loaded; the one before, if there was one, still serves. */
    FAILED,
    UNLOADED,
    /** Switched off by itself after too many failures. */
    TRIPPED
  }
}
