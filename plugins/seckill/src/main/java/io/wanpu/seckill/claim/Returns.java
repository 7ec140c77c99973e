package io.wanpu.seckill.claim;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.seckill.SeckillActivity;
import java.util.function.Supplier;

/**
 * Where pieces of a released claim go: back into the sale while it runs, back to the shelf once it
 * has ended. The row of stock decides which, so that a release and the end of the activity cannot
 * miss each other.
 */
public final class Returns {
  private static final String BELL = "back";

  private final Mall mall;
  private final ClaimBook book;
  private final Supplier<Activities<SeckillActivity>> activities;

  public Returns(
      Mall mall, ClaimBook book, Supplier<Activities<SeckillActivity>> activities, Floor floor) {
    this.mall = mall;
    this.book = book;
    this.activities = activities;
    mall.bells()
        .listen(
            BELL,
            text -> {
              var at = text.indexOf(':');
              floor.back(ActivityId.of(text.substring(0, at)), SkuId.of(text.substring(at + 1)));
            });
  }

  void giveBack(Tx tx, ActivityId activity, SkuId sku, int pieces) {
    if (!book.putBack(tx, activity, sku, pieces)) {
      activities.get().giveBack(tx, activity, sku, pieces);
      return;
    }
    var sale = new SaleKey(mall.tenant(), activity, sku);
    var epoch = book.lock(tx, sale).orElseThrow().epoch();
    tx.afterCommit(
        () -> {
          // a gate of another epoch was opened from a count of its own; if it lacks these pieces,
          // the row is looked at when it runs dry
          mall.gates().give(sale.gate(), epoch, pieces);
          mall.bells().ring(BELL, activity + ":" + sku);
        });
  }
}
