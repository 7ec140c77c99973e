package io.wanpu.kernel.shared;

import io.wanpu.api.data.Batcher;
import io.wanpu.api.id.TenantId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * A {@link Batcher} for each shop: what its callers want at the same time is done together, bound
 * to that shop, and never together with another shop's.
 *
 * @param <W> a wish
 * @param <A> an answer
 */
public final class TenantBatcher<W, A> {
  private static final String BUSY = "server.busy";

  private final int most;
  private final Function<List<W>, List<A>> errand;
  private final ConcurrentMap<TenantId, Batcher<W, A>> batchers = new ConcurrentHashMap<>();

  /**
   * @param most wishes an errand
   * @param errand answers each wish, in order
   */
  public TenantBatcher(int most, Function<List<W>, List<A>> errand) {
    this.most = most;
    this.errand = errand;
  }

  /**
   * Waits for the answer.
   *
   * @throws io.wanpu.api.error.MallException 503 {@code server.busy} when it takes too long
   */
  public A ask(W wish) {
    return batchers
        .computeIfAbsent(CurrentTenant.id(), shop -> new Batcher<>(BUSY, most, errand))
        .ask(wish);
  }
}
