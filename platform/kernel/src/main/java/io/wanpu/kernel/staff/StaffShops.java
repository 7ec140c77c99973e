package io.wanpu.kernel.staff;

import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import java.util.List;
import java.util.Optional;

/**
 * The shops of somebody who works in several. She has a login in each; whoever has proved that two
 * of them are hers goes from one to the other without signing in again. A changed password, or
 * whatever else ends her sessions, ends the link as well.
 */
public interface StaffShops {
  /**
   * One of her logins.
   *
   * @param shopName name of the shop
   * @param factor whether a second factor guards it
   */
  record Place(
      TenantId shop, String shopName, StaffId staff, String name, int epoch, boolean factor) {}

  /** Her other logins, those of open shops alone, by the name of the shop. */
  List<Place> of(TenantId shop, StaffId staff);

  /**
   * Links two logins that have both been proved; the logins that each is linked with come along.
   *
   * @param by who is signed in with the first one
   * @param otherName how the other shop calls her
   */
  void link(
      Actor by,
      TenantId shop,
      StaffId staff,
      TenantId otherShop,
      StaffId otherStaff,
      String otherName);

  /** Takes the first login out. */
  void unlink(Actor by, TenantId shop, StaffId staff);

  /**
   * Notes in both shops that she goes from the one to the other.
   *
   * @return where she arrives; empty when the logins are not linked any more
   */
  Optional<Place> go(Actor by, TenantId shop, StaffId staff, TenantId to);
}
