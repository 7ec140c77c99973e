package io.wanpu.kernel.operator;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.tenant.Tenants;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operator helps in a shop. That it happened, and why, stands in the shop's own audit log, as
 * does everything that is changed there.
 */
public final class SupportAccess {
  private final TenantDb db;
  private final Tenants tenants;
  private final AuditLog audit;

  public SupportAccess(TenantDb db, Tenants tenants, AuditLog audit) {
    this.db = db;
    this.tenants = tenants;
    this.audit = audit;
  }

  /** What the kernel lets support do: everything but hiring, dismissing and giving rights. */
  public static Set<String> permissions() {
    var held = new HashSet<>(Permissions.kernel());
    held.remove(Permissions.STAFF_MANAGE);
    return Set.copyOf(held);
  }

  /**
   * Writes down that somebody enters.
   *
   * @param reason 4..200 characters, read by the merchant
   * @throws MallException 404 {@code tenant.unknown}; 422 naming {@code reason}
   */
  public void enter(String login, TenantId shop, String reason, Optional<String> network) {
    var fields = new Fields();
    var why = fields.line("reason", reason, 4, 200);
    fields.orThrow();
    if (tenants.byId(shop).isEmpty()) {
      throw MallException.notFound("tenant.unknown");
    }
    note(login, shop, "support.entered", Map.of("reason", why), network);
  }

  /** Writes down that she has left. */
  public void leave(String login, TenantId shop, Optional<String> network) {
    note(login, shop, "support.left", Map.of(), network);
  }

  private void note(
      String login,
      TenantId shop,
      String action,
      Map<String, String> detail,
      Optional<String> net) {
    CurrentTenant.run(
        shop,
        () ->
            db.transaction(
                tx -> {
                  audit.record(
                      tx, Actor.operator(login, net), action, "tenant:" + shop, null, detail);
                  return true;
                }));
  }
}
