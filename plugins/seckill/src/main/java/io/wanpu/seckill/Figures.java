package io.wanpu.seckill;

import io.wanpu.api.activity.Activity;
import io.wanpu.seckill.claim.SaleStock;
import io.wanpu.seckill.claim.SaleStock.Sold;
import java.util.List;
import java.util.Map;

/**
 * How an activity sells.
 *
 * @param revenue of the pieces that are paid, minor units
 * @param items in the order of the activity
 */
public record Figures(
    long allocated, long left, long held, long sold, long revenue, List<Line> items) {

  /** How one SKU sells. */
  public record Line(SeckillActivity.Item item, Sold sold) {}

  /** Counts. */
  public static Figures of(Activity<SeckillActivity> activity, SaleStock stock) {
    var sold = stock.sold(List.of(activity.id())).getOrDefault(activity.id(), Map.of());
    var items =
        activity.config().items().stream()
            .map(item -> new Line(item, sold.getOrDefault(item.sku(), new Sold(0, 0, 0, 0))))
            .toList();
    return new Figures(
        items.stream().mapToLong(line -> line.sold().allocated()).sum(),
        items.stream().mapToLong(line -> line.sold().left()).sum(),
        items.stream().mapToLong(line -> line.sold().held()).sum(),
        items.stream().mapToLong(line -> line.sold().sold()).sum(),
        items.stream().mapToLong(line -> line.sold().sold() * line.item().price()).sum(),
        items);
  }
}
