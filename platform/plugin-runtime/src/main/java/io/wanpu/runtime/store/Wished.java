package io.wanpu.runtime.store;

import io.wanpu.runtime.jar.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * What the operator wants of a plugin.
 *
 * @param revision grows with every change
 * @param migrated jar whose migrations have run
 */
public record Wished(
    String id,
    Sha256 sha256,
    String version,
    Status status,
    long revision,
    Optional<Sha256> migrated,
    Instant changedAt) {
  /** Where it should stand. */
  public enum Status {
    /** Loaded on every node. */
    INSTALLED,
    /** Installed, but loaded nowhere: the operator has switched it off. */
    SWITCHED_OFF,
    REMOVED
  }
}
