package io.wanpu.kernel.staff;

import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What staff may do. The kernel's permissions are listed here; those of plugins are strings of
 * their manifests ({@code <plugin>.<name>}). Their texts are {@code permission.<name>} in the
 * bundles.
 */
public final class Permissions {
  /** Everything, what will be added later included. */
  public static final String ALL = "*";

  public static final String PRODUCT_READ = "product.read";
  public static final String PRODUCT_EDIT = "product.edit";
  public static final String STOCK_EDIT = "stock.edit";
  public static final String ORDER_READ = "order.read";
  public static final String ORDER_SHIP = "order.ship";
  public static final String ORDER_REFUND = "order.refund";
  public static final String MEMBER_READ = "member.read";
  public static final String MEMBER_EDIT = "member.edit";
  public static final String PAGE_EDIT = "page.edit";
  public static final String PAGE_PUBLISH = "page.publish";
  public static final String SETTINGS_EDIT = "settings.edit";
  public static final String STOREFRONT_PUBLISH = "storefront.publish";
  public static final String PLUGIN_MANAGE = "plugin.manage";
  public static final String STAFF_MANAGE = "staff.manage";
  public static final String AUDIT_READ = "audit.read";
  public static final String EVENT_RETRY = "event.retry";

  private static final List<String> KERNEL =
      List.of(
          PRODUCT_READ,
          PRODUCT_EDIT,
          STOCK_EDIT,
          ORDER_READ,
          ORDER_SHIP,
          ORDER_REFUND,
          MEMBER_READ,
          MEMBER_EDIT,
          PAGE_EDIT,
          PAGE_PUBLISH,
          SETTINGS_EDIT,
          STOREFRONT_PUBLISH,
          PLUGIN_MANAGE,
          STAFF_MANAGE,
          AUDIT_READ,
          EVENT_RETRY);

  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,39}\\.[a-z][a-z0-9_.-]{0,39}");

  private Permissions() {}

  /** The kernel's, in the order in which forms show them. */
  public static List<String> kernel() {
    return KERNEL;
  }

  /** Its text for people. */
  public static Text text(String permission) {
    return Text.of(permission.equals(ALL) ? "permission.all" : "permission." + permission);
  }

  /** Whether it can be one. */
  public static boolean isWellFormed(String permission) {
    return permission.equals(ALL) || FORM.matcher(permission).matches();
  }

  /** Whether somebody with these permissions has that one. */
  public static boolean allow(Set<String> held, String permission) {
    return held.contains(ALL) || held.contains(permission);
  }

  /** Whether somebody with these permissions has all of those. */
  public static boolean allowAll(Set<String> held, Set<String> wanted) {
    return held.contains(ALL) || held.containsAll(wanted);
  }
}
