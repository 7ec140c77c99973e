package io.wanpu.kernel.shared;

import io.wanpu.api.id.TenantId;
import java.util.Optional;

/**
 * The shop of the call. Bound at the edge (servlet filter, socket adapter, worker) and nowhere
 * else; other threads get it through {@link TenantExecutor}.
 */
public final class CurrentTenant {
  private static final ScopedValue<TenantId> CURRENT = ScopedValue.newInstance();

  private CurrentTenant() {}

  /** The shop. @throws IllegalStateException outside a call */
  public static TenantId id() {
    return CURRENT.orElseThrow(() -> new IllegalStateException("no shop is bound to this call"));
  }

  /** The shop, or empty outside a call. */
  public static Optional<TenantId> find() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Calls with the shop bound. */
  public static <T, X extends Throwable> T call(TenantId tenant, ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(CURRENT, tenant).call(work);
  }

  /** Runs with the shop bound. */
  public static void run(TenantId tenant, Runnable work) {
    ScopedValue.where(CURRENT, tenant).run(work);
  }
}
