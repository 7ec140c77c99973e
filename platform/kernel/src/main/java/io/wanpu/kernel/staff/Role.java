package io.wanpu.kernel.staff;

import java.util.Set;

/**
 * A role of the shop.
 *
 * @param permissions names of permissions, or {@link Permissions#ALL}
 */
public record Role(RoleId id, String name, Set<String> permissions) {
  public Role {
    permissions = Set.copyOf(permissions);
  }
}
