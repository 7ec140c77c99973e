package io.wanpu.kernel.extension;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.event.Delivery;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.activity.ActivityRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel asks of plugins, for the shop of the call. The plugin runtime answers; each
 * question runs under a deadline, and a plugin that throws or hangs is reported there.
 */
public interface Extensions {
  /**
   * Proposals of all plugins that are enabled or draining, from their running activities.
   *
   * <p>A failing plugin's proposals are left out, unless it holds a claim of this cart: then the
   * price would be wrong.
   *
   * @throws io.wanpu.api.error.MallException 503 {@code plugin.failing} in that case
   */
  List<Proposal> propose(Cart cart);

  /** The first reason of a plugin to refuse the checkout. */
  Optional<Text> refusal(Cart cart);

  /**
   * The claims of a plugin. @throws io.wanpu.api.error.MallException 503 {@code plugin.away} when
   * it is not loaded
   */
  StockClaims claims(String plugin);

  /** Whether the shop may start new uses of the plugin: it is enabled, not draining. */
  boolean enabled(String plugin);

  /** Full names ({@code plugin/handler}) of those who want events of that type in this shop. */
  List<String> handlers(String eventType);

  /**
   * Delivers to one handler. @throws Exception what the handler threw; IllegalStateException when
   * it is not there
   */
  void deliver(String handler, Delivery delivery, String eventType, String payload)
      throws Exception;

  /**
   * Fires a plugin's timer ({@code plugin/name}). @throws Exception what the handler threw, or that
   * it is not there
   */
  void fire(String timer, String key, String payload) throws Exception;

  /**
   * Pieces that publishing the activity moves into it. @throws io.wanpu.api.error.MallException 503
   * when its plugin is not loaded
   */
  Map<SkuId, Long> allocations(ActivityRow activity);

  /** Tells the plugin, in the transaction that publishes, after the stock has been moved. */
  void published(Tx tx, ActivityRow activity);

  /** Tells the plugin, in the transaction that ends it. @return pieces that nobody holds */
  Map<SkuId, Long> ended(Tx tx, ActivityRow activity);

  /** No plugins. */
  static Extensions none() {
    return new NoExtensions();
  }
}
