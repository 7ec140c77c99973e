package io.wanpu.kernel.staff;

import io.wanpu.api.error.MallException;

/**
 * Names a role.
 *
 * @param value TSID, positive
 */
public record RoleId(long value) {
  /** Reads the decimal form. @throws MallException 404 {@code staff.role_unknown} otherwise */
  public static RoleId of(String decimal) {
    if (!decimal.matches("[1-9]\\d{0,17}")) {
      throw MallException.notFound("staff.role_unknown");
    }
    return new RoleId(Long.parseLong(decimal));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
