package io.wanpu.kernel.staff;

import io.wanpu.kernel.audit.Actor;
import java.util.Set;

/**
 * Who hires, and gives and takes roles.
 *
 * @param permissions what she holds herself
 */
public record Granter(Actor actor, Set<String> permissions) {
  public Granter {
    permissions = Set.copyOf(permissions);
  }

  /** The operator, or the mall itself when it opens a shop. */
  public static Granter unlimited(Actor actor) {
    return new Granter(actor, Set.of(Permissions.ALL));
  }
}
