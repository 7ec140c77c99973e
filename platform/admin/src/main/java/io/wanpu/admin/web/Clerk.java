package io.wanpu.admin.web;

import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import java.time.ZoneId;
import java.util.Set;

/**
 * Who is signed in, as read for this request.
 *
 * @param permissions names; {@code *} is everything
 */
public record Clerk(
    TenantId tenant,
    StaffId staff,
    String name,
    Set<String> permissions,
    String shopCode,
    String shopName,
    ZoneId zone,
    String currency) {

  /** Whether this may be done; the empty permission is everybody's. */
  public boolean may(String permission) {
    return permission.isEmpty() || permissions.contains("*") || permissions.contains(permission);
  }
}
