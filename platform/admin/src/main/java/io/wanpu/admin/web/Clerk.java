package io.wanpu.admin.web;

import io.wanpu.admin.text.Language;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.staff.OwnViews;
import io.wanpu.kernel.staff.Permissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is signed in, as read for this request.
 *
 * @param permissions see {@link Permissions}
 * @param language chosen by her, if she has
 * @param support login of the operator, when it is she who helps in the shop
 * @param ownViews views of lists that she has saved, by the path of the list
 */
public record Clerk(
    TenantId tenant,
    StaffId staff,
    String name,
    Set<String> permissions,
    String shopCode,
    String shopName,
    ZoneId zone,
    String currency,
    Optional<Language> language,
    Optional<String> support,
    Map<String, List<OwnViews.View>> ownViews) {

  /** Whether this may be done; the empty permission is everybody's. */
  public boolean may(String permission) {
    return permission.isEmpty() || Permissions.allow(permissions, permission);
  }
}
