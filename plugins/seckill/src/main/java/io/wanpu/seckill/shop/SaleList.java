package io.wanpu.seckill.shop;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.plugin.Settings;
import io.wanpu.seckill.Fresh;
import io.wanpu.seckill.Sales;
import io.wanpu.seckill.SeckillActivity;
import io.wanpu.seckill.SeckillSettings;
import io.wanpu.seckill.claim.SaleStock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sales as lists and details, remembered for half a second: a crowd that refreshes costs nothing.
 */
final class SaleList {
  private static final long MOMENT_MILLIS = 500;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Mall mall;
  private final Sales sales;
  private final SaleStock stock;
  private final Settings<SeckillSettings> settings;
  private final Fresh<TenantId, List<SaleView.Slot>> slots;
  private final Fresh<Question, SaleView> details;

  SaleList(Mall mall, Sales sales, SaleStock stock, Settings<SeckillSettings> settings) {
    this.mall = mall;
    this.sales = sales;
    this.stock = stock;
    this.settings = settings;
    this.slots = new Fresh<>(mall.clock(), MOMENT_MILLIS);
    this.details = new Fresh<>(mall.clock(), MOMENT_MILLIS);
  }

  private record Question(TenantId tenant, ActivityId activity) {}

  SaleView.Slots slots() {
    return new SaleView.Slots(
        mall.clock().instant(), slots.get(mall.tenant(), tenant -> bySlot(announced())));
  }

  SaleView.Detail detail(ActivityId id) {
    var sale =
        details.get(
            new Question(mall.tenant(), id), question -> views(List.of(sales.get(id))).getFirst());
    return new SaleView.Detail(
        mall.clock().instant(),
        sale,
        new SaleView.Share(
            sale.name(),
            "packages/seckill/detail/detail?id=" + id,
            sale.items().stream()
                .map(SaleView.Item::picture)
                .flatMap(Optional::stream)
                .findFirst()));
  }

  private List<SaleView> announced() {
    return views(sales.current()).stream().filter(sale -> sale.stage() != Stage.COMING).toList();
  }

  private List<SaleView.Slot> bySlot(List<SaleView> sales) {
    var named = new LinkedHashMap<String, List<SaleView>>();
    for (var sale : sales) {
      var start = sale.startsAt().atZone(mall.zone());
      named
          .computeIfAbsent(start.toLocalDate() + " " + slotName(start), k -> new ArrayList<>())
          .add(sale);
    }
    return named.values().stream().map(this::slot).toList();
  }

  private String slotName(ZonedDateTime start) {
    return settings
        .current()
        .slotAt(start.toLocalTime())
        .map(SeckillSettings.Slot::name)
        .orElse(CLOCK.format(start));
  }

  private SaleView.Slot slot(List<SaleView> together) {
    var startsAt = together.stream().map(SaleView::startsAt).min(Instant::compareTo).orElseThrow();
    return new SaleView.Slot(
        slotName(startsAt.atZone(mall.zone())),
        startsAt,
        together.stream().map(SaleView::endsAt).max(Instant::compareTo).orElseThrow(),
        together.stream().anyMatch(sale -> sale.stage() == Stage.LIVE) ? Stage.LIVE : Stage.PREHEAT,
        List.copyOf(together));
  }

  private List<SaleView> views(List<Activity<SeckillActivity>> activities) {
    var now = mall.clock().instant();
    var preheat = Duration.ofMinutes(settings.current().preheatMinutes());
    var left = stock.left(activities.stream().map(Activity::id).toList());
    var skus = mall.catalog().skus(skus(activities));
    return activities.stream()
        .map(
            activity ->
                new SaleView(
                    activity.id(),
                    activity.name(),
                    activity.startsAt(),
                    activity.endsAt(),
                    Stage.of(activity, preheat, now),
                    activity.config().perMember(),
                    items(activity, left.getOrDefault(activity.id(), Map.of()), skus)))
        .toList();
  }

  private static Collection<SkuId> skus(List<Activity<SeckillActivity>> activities) {
    return activities.stream()
        .flatMap(activity -> activity.config().items().stream())
        .map(SeckillActivity.Item::sku)
        .collect(Collectors.toSet());
  }

  private List<SaleView.Item> items(
      Activity<SeckillActivity> activity,
      Map<SkuId, SaleStock.Sold> left,
      Map<SkuId, Catalog.SkuFacts> skus) {
    return activity.config().items().stream()
        .map(
            item -> {
              var sku = Optional.ofNullable(skus.get(item.sku()));
              var sold = left.getOrDefault(item.sku(), new SaleStock.Sold(item.stock(), 0, 0, 0));
              return new SaleView.Item(
                  item.sku(),
                  sku.map(Catalog.SkuFacts::product),
                  sku.map(Catalog.SkuFacts::title).orElse(""),
                  sku.map(Catalog.SkuFacts::spec).orElse(""),
                  sku.flatMap(Catalog.SkuFacts::media).map(this::address),
                  item.price(),
                  sku.map(Catalog.SkuFacts::price).orElse(item.price()),
                  sold.percent(),
                  left(sold));
            })
        .toList();
  }

  private String address(String media) {
    return "/media/" + mall.tenant() + "/" + media;
  }

  private static SaleView.Left left(SaleStock.Sold sold) {
    if (sold.left() == 0) {
      return SaleView.Left.NONE;
    }
    return sold.left() * 10L <= sold.allocated() ? SaleView.Left.FEW : SaleView.Left.PLENTY;
  }
}
