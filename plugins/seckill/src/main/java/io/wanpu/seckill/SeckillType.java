package io.wanpu.seckill;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.activity.Figure;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.seckill.claim.Leases;
import io.wanpu.seckill.claim.SaleStock;
import io.wanpu.seckill.reminder.Reminders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flash sales as a kind of activity: what is right, what publishing and ending does. */
final class SeckillType implements ActivityType<SeckillActivity> {
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Mall mall;
  private final SaleStock stock;
  private final Leases leases;
  private final Reminders reminders;

  SeckillType(Mall mall, SaleStock stock, Leases leases, Reminders reminders) {
    this.mall = mall;
    this.stock = stock;
    this.leases = leases;
    this.reminders = reminders;
  }

  @Override
  public String kind() {
    return "sale";
  }

  @Override
  public Class<SeckillActivity> config() {
    return SeckillActivity.class;
  }

  @Override
  public Instant startsAt(SeckillActivity config) {
    return config.startsAt();
  }

  @Override
  public Instant endsAt(SeckillActivity config) {
    return config.endsAt();
  }

  @Override
  public List<FieldError> check(SeckillActivity config) {
    var errors = new ArrayList<FieldError>();
    if (!config.endsAt().isAfter(config.startsAt())) {
      errors.add(error("endsAt", "ends_before_start"));
    } else if (Duration.between(config.startsAt(), config.endsAt()).compareTo(LONGEST) > 0) {
      errors.add(error("endsAt", "too_long", Arg.count(LONGEST.toDays())));
    }
    var skus = mall.catalog().skus(config.items().stream().map(i -> i.sku()).toList());
    var seen = new HashSet<SkuId>();
    for (var i = 0; i < config.items().size(); i++) {
      var item = config.items().get(i);
      var at = "items[" + i + "].";
      var sku = skus.get(item.sku());
      if (!seen.add(item.sku())) {
        errors.add(error(at + "sku", "twice"));
      } else if (sku == null) {
        errors.add(error(at + "sku", "unknown_sku"));
      } else if (item.price() > sku.price()) {
        errors.add(error(at + "price", "above_list_price", Arg.money(sku.price())));
      }
    }
    return errors;
  }

  private static FieldError error(String field, String code, Arg... args) {
    return new FieldError(field, Text.of("error.seckill." + code, args));
  }

  @Override
  public Map<SkuId, Long> allocations(SeckillActivity config) {
    return config.items().stream()
        .collect(Collectors.toMap(SeckillActivity.Item::sku, item -> (long) item.stock()));
  }

  @Override
  public void published(Tx tx, Activity<SeckillActivity> activity) {
    stock
        .open(tx, activity)
        .ifPresent(
            sku -> {
              throw MallException.conflict("seckill.overlap", Arg.words(title(sku)));
            });
    leases.watch(tx, activity);
    reminders.announce(tx, activity);
  }

  @Override
  public Text summary(Activity<SeckillActivity> activity) {
    var config = activity.config();
    var pieces = config.items().stream().mapToLong(SeckillActivity.Item::stock).sum();
    var first = config.items().getFirst();
    return config.items().size() == 1
        ? Text.of(
            "seckill.summary.one",
            Arg.when(config.startsAt()),
            Arg.when(config.endsAt()),
            Arg.count(pieces),
            Arg.words(title(first.sku())),
            Arg.money(first.price()),
            Arg.count(config.perMember()))
        : Text.of(
            "seckill.summary.many",
            Arg.when(config.startsAt()),
            Arg.when(config.endsAt()),
            Arg.count(pieces),
            Arg.words(title(first.sku())),
            Arg.count(config.items().size()),
            Arg.money(
                config.items().stream().mapToLong(SeckillActivity.Item::price).min().orElse(0)),
            Arg.count(config.perMember()));
  }

  private String title(SkuId sku) {
    var found = mall.catalog().skus(List.of(sku)).get(sku);
    return found == null ? sku.toString() : (found.title() + " " + found.spec()).strip();
  }

  @Override
  public List<Figure> figures(Activity<SeckillActivity> activity) {
    var total = Figures.of(activity, stock);
    return List.of(
        new Figure("seckill.figure.allocated", Arg.count(total.allocated())),
        new Figure("seckill.figure.left", Arg.count(total.left())),
        new Figure("seckill.figure.held", Arg.count(total.held())),
        new Figure("seckill.figure.sold", Arg.count(total.sold())),
        new Figure("seckill.figure.revenue", Arg.money(total.revenue())));
  }

  @Override
  public Map<SkuId, Long> ended(Tx tx, Activity<SeckillActivity> activity) {
    return stock.close(tx, activity.id());
  }
}
