package io.wanpu.kernel.tenant;

import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.util.Locale;
import java.util.Optional;

/**
 * The directory of shops. What it answers may be a second old; on the node that made a change it is
 * current at once.
 */
public interface Tenants {
  /** The shop of that name in addresses. */
  Optional<Tenant> byCode(String code);

  /** The shop of that id. */
  Optional<Tenant> byId(TenantId id);

  /** The shop of the call. @throws IllegalStateException outside a call */
  Tenant current();

  /** All shops by id, for the operator. */
  Page<Tenant> list(Optional<String> after, int limit);

  /** Opens a shop. @throws io.wanpu.api.error.MallException 422 naming the fields at fault */
  Opening open(Actor actor, NewTenant shop);

  /**
   * Changes where a shop stands.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code tenant.unknown}; 409 {@code tenant.closed}
   *     when it is closed for good
   */
  void changeStatus(Actor actor, TenantId shop, Tenant.Status status);

  /**
   * Changes what a shop is called, its zone, which counts for future days only, and the language of
   * its own text.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 404 {@code tenant.unknown}
   */
  void describe(Actor actor, TenantId shop, String name, String zone, Locale language);

  /**
   * What the operator looks for.
   *
   * @param words beginning of the name or of the code
   */
  record Search(Optional<String> words, Optional<Tenant.Status> status) {}

  /** Shops that fit, the latest first. */
  Page<Tenant> find(Search search, Optional<String> after, int limit);

  /** Books another plan. @throws io.wanpu.api.error.MallException 404 {@code tenant.unknown} */
  void changePlan(Actor actor, TenantId shop, Plan plan);

  /** What became of it. */
  sealed interface Opening {
    record Opened(Tenant shop) implements Opening {}

    /** Another shop has that code. */
    record CodeTaken(String code) implements Opening {}
  }
}
