package io.wanpu.seckill;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PromotionRule;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.pricing.Source;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pieces that the member has claimed cost what the sale says; she keeps that price for as long as
 * the claim is hers, also after the sale has ended. Other lines are told that there is a sale.
 */
final class SeckillPrice implements PromotionRule<SeckillActivity> {
  /** The price of a claimed piece is final: no other promotion on the line comes on top. */
  private static final String ON_THE_LINE = "line";

  private static final int FIRST = 1000;

  private final String plugin;

  /**
   * @param plugin id of this plugin, as claims carry it
   */
  SeckillPrice(String plugin) {
    this.plugin = plugin;
  }

  @Override
  public List<Proposal> propose(Cart cart, List<Activity<SeckillActivity>> running) {
    var proposals = new ArrayList<Proposal>();
    for (var activity : running) {
      for (var line : cart.lines()) {
        activity
            .config()
            .item(line.sku())
            .flatMap(item -> proposal(cart, activity, line, item))
            .ifPresent(proposals::add);
      }
    }
    return proposals;
  }

  private Optional<Proposal> proposal(
      Cart cart, Activity<SeckillActivity> activity, CartLine line, SeckillActivity.Item item) {
    var claimed =
        line.claim()
            .filter(claim -> claim.plugin().equals(plugin))
            .filter(claim -> claim.activity().equals(activity.id()));
    if (claimed.isPresent()) {
      return Optional.of(
          new Proposal.FixedPrice(
              source(activity),
              line.no(),
              item.price(),
              Text.of(
                  "seckill.price.why",
                  Arg.money(item.price()),
                  Arg.count(activity.config().perMember()))));
    }
    if (line.claim().isPresent()
        || item.price() >= line.listPrice()
        || !activity.runsAt(cart.at())) {
      return Optional.empty();
    }
    return Optional.of(
        new Proposal.Hint(
            source(activity),
            cart.scope(other -> other.no() == line.no()),
            0,
            Text.of("seckill.price.hint", Arg.money(item.price()), Arg.when(activity.endsAt()))));
  }

  private static Source source(Activity<SeckillActivity> activity) {
    return new Source(
        activity.id(),
        Text.of("seckill.price.name", Arg.words(activity.name())),
        FIRST,
        Optional.of(ON_THE_LINE));
  }
}
