package io.wanpu.kernel.tenant;

import io.wanpu.api.data.Tx;
import java.util.Optional;

/**
 * Settings records of the calling shop, one an owner. What it answers may be a second old; on the
 * node that made a change it is current at once.
 */
public interface TenantSettings {
  /** The record of an owner: the kernel's, or a plugin's by its id. Empty when none was saved. */
  Optional<Stored> find(String owner);

  /**
   * Saves the record.
   *
   * @param version of the record that was edited, 0 when there was none
   * @return false when somebody else saved it meanwhile; nothing has happened
   */
  boolean save(Tx tx, String owner, String json, int version);

  /**
   * A record with the version that a save must name.
   *
   * @param version 1 for the first one
   */
  record Stored(String json, int version) {}
}
