package io.wanpu.kernel.extension;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mall without plugins. */
final class NoExtensions implements Extensions {
  @Override
  public List<Proposal> propose(Cart cart) {
    return List.of();
  }

  @Override
  public Optional<Text> refusal(Cart cart) {
    return Optional.empty();
  }

  @Override
  public StockClaims claims(String plugin) {
    throw new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
  }

  @Override
  public boolean enabled(String plugin) {
    return false;
  }

  @Override
  public List<String> handlers(String eventType) {
    return List.of();
  }

  @Override
  public void deliver(String handler, Delivery delivery, String eventType, String payload) {
    throw new IllegalStateException("no such handler: " + handler);
  }

  @Override
  public void fire(String timer, String key, String payload) {
    throw new IllegalStateException("no such timer: " + timer);
  }

  @Override
  public Map<SkuId, Long> allocations(ActivityRow activity) {
    return Map.of();
  }

  @Override
  public void published(Tx tx, ActivityRow activity) {}

  @Override
  public Map<SkuId, Long> ended(Tx tx, ActivityRow activity) {
    return Map.of();
  }
}
