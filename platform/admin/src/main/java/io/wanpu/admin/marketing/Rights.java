package io.wanpu.admin.marketing;

import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.manifest.Manifest;

/**
 * Who may see and manage a plugin's activities: {@code <plugin>.view} and {@code <plugin>.manage}
 * where its manifest grants them, else whoever manages plugins.
 */
final class Rights {
  private Rights() {}

  static boolean mayView(Manifest plugin) {
    return mayManage(plugin) || Visit.current().may(permission(plugin, "view"));
  }

  static boolean mayManage(Manifest plugin) {
    return Visit.current().may(permission(plugin, "manage"));
  }

  static void requireView(Manifest plugin) {
    require(mayView(plugin));
  }

  static void requireManage(Manifest plugin) {
    require(mayManage(plugin));
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
  }

  private static String permission(Manifest plugin, String what) {
    var own = plugin.id() + "." + what;
    return plugin.grants().stream().anyMatch(grant -> grant.permission().equals(own))
        ? own
        : Permissions.PLUGIN_MANAGE;
  }
}
