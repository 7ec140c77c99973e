package io.wanpu.kernel.staff;

import io.wanpu.api.id.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of a merchant's people.
 *
 * @param login sign-in name, unique in the whole mall
 * @param lockedUntil too many failed sign-ins; empty when she may sign in
 */
public record Staff(
    StaffId id,
    String login,
    String name,
    Status status,
    List<RoleId> roles,
    Optional<Instant> lockedUntil,
    Instant createdAt) {
  public Staff {
    roles = List.copyOf(roles);
  }

  /** Where she stands. */
  public enum Status {
    ACTIVE,
    DISMISSED
  }
}
