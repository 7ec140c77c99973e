package io.wanpu.runtime;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.kernel.extension.Extensions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel is built before the plugin runtime, which needs it: this stands between them until
 * both are there.
 */
final class LateExtensions implements Extensions {
  private volatile Extensions behind = Extensions.none();

  void bind(Extensions runtime) {
    behind = runtime;
  }

  @Override
  public List<Proposal> propose(Cart cart) {
    return behind.propose(cart);
  }

  @Override
  public Optional<Text> refusal(Cart cart) {
    return behind.refusal(cart);
  }

  @Override
  public StockClaims claims(String plugin) {
    return behind.claims(plugin);
  }

  @Override
  public boolean enabled(String plugin) {
    return behind.enabled(plugin);
  }

  @Override
  public List<String> handlers(String eventType) {
    return behind.handlers(eventType);
  }

  @Override
  public void deliver(String handler, Delivery delivery, String eventType, String payload)
      throws Exception {
    behind.deliver(handler, delivery, eventType, payload);
  }

  @Override
  public void fire(String timer, String key, String payload) throws Exception {
    behind.fire(timer, key, payload);
  }

  @Override
  public Map<SkuId, Long> allocations(ActivityRow activity) {
    return behind.allocations(activity);
  }

  @Override
  public void published(Tx tx, ActivityRow activity) {
    behind.published(tx, activity);
  }

  @Override
  public Map<SkuId, Long> ended(Tx tx, ActivityRow activity) {
    return behind.ended(tx, activity);
  }
}
