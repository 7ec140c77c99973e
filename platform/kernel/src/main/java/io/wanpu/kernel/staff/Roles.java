package io.wanpu.kernel.staff;

import java.util.List;
import java.util.Set;

/** The roles of the calling shop. Nobody gives away what she does not hold herself. */
public interface Roles {
  /** All of them, by name. */
  List<Role> list();

  /**
   * Adds one.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 403 {@code
   *     staff.not_yours_to_give}
   */
  RoleId add(Granter by, String name, Set<String> permissions);

  /**
   * Changes one.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code staff.role_unknown}; 422 naming the fields;
   *     403 {@code staff.not_yours_to_give}; 409 {@code staff.last_owner} when nobody would hold
   *     everything any more
   */
  void change(Granter by, RoleId id, String name, Set<String> permissions);

  /**
   * Removes one that nobody has.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code staff.role_unknown}; 409 {@code
   *     staff.role_in_use}
   */
  void remove(Granter by, RoleId id);
}
