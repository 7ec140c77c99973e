package io.wanpu.seckill.staff;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.admin.AdminCall;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.admin.Section;
import io.wanpu.api.catalog.Catalog;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.seckill.Figures;
import io.wanpu.seckill.Fresh;
import io.wanpu.seckill.SeckillActivity;
import io.wanpu.seckill.claim.SaleStock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The running sale as staff watch it: figures that renew themselves, and the button that stops it.
 */
public final class LivePages {
  private static final String VIEW = "seckill.view";
  private static final String MANAGE = "seckill.manage";
  private static final long MOMENT_MILLIS = 900;

  private final Mall mall;
  private final Supplier<Activities<SeckillActivity>> activities;
  private final SaleStock stock;
  private final Fresh<ActivityId, Figures> figures;

  public LivePages(Mall mall, Supplier<Activities<SeckillActivity>> activities, SaleStock stock) {
    this.mall = mall;
    this.activities = activities;
    this.stock = stock;
    this.figures = new Fresh<>(mall.clock(), MOMENT_MILLIS);
  }

  /** Registers them. */
  public void register(AdminPages pages) {
    pages.menu(Section.MARKETING, "seckill.menu.live", "/live", "bolt", VIEW);
    pages.page("/live", VIEW, call -> all());
    pages.page("/live/{id}", VIEW, this::one);
    pages.page(
        "/live/{id}/figures",
        VIEW,
        call -> new AdminAnswer.Fragment("live-figures", model(find(call))));
    pages.action("/live/{id}/stop", MANAGE, this::stop);
  }

  private AdminAnswer all() {
    return new AdminAnswer.Page(
        "seckill.menu.live",
        "live",
        Map.of(
            "sales",
            activities.get().current(mall.clock().instant()).stream().map(this::row).toList()));
  }

  private Map<String, Object> row(Activity<SeckillActivity> activity) {
    var counted = counted(activity);
    var row = facts(activity);
    row.put("percent", percent(counted.held() + counted.sold(), counted.allocated()));
    row.put("sold", counted.sold());
    row.put("held", counted.held());
    row.put("allocated", counted.allocated());
    return row;
  }

  private AdminAnswer one(AdminCall call) {
    return new AdminAnswer.Page("seckill.live.title", "live-sale", model(find(call)));
  }

  private AdminAnswer stop(AdminCall call) {
    var activity = find(call);
    activities.get().end(activity.id());
    return new AdminAnswer.Redirect(
        "/live/" + activity.id(),
        Optional.of(Text.of("seckill.live.stopped", Arg.words(activity.name()))));
  }

  private Activity<SeckillActivity> find(AdminCall call) {
    return activities
        .get()
        .find(ActivityId.of(call.path().getOrDefault("id", "")))
        .filter(activity -> activity.status() != Activity.Status.DRAFT)
        .orElseThrow(() -> MallException.notFound("seckill.unknown_activity"));
  }

  private Figures counted(Activity<SeckillActivity> activity) {
    // ids are unique over all shops
    return figures.get(activity.id(), id -> Figures.of(activity, stock));
  }

  private Map<String, Object> model(Activity<SeckillActivity> activity) {
    var counted = counted(activity);
    var skus =
        mall.catalog().skus(activity.config().items().stream().map(item -> item.sku()).toList());
    var sale = facts(activity);
    sale.put("allocated", counted.allocated());
    sale.put("left", counted.left());
    sale.put("held", counted.held());
    sale.put("sold", counted.sold());
    sale.put("revenue", counted.revenue());
    sale.put("perMember", activity.config().perMember());
    return Map.of(
        "sale", sale, "items", counted.items().stream().map(line -> item(line, skus)).toList());
  }

  private static Map<String, Object> item(Figures.Line line, Map<SkuId, Catalog.SkuFacts> skus) {
    var sku = Optional.ofNullable(skus.get(line.item().sku()));
    var sold = line.sold();
    return Map.of(
        "title", sku.map(Catalog.SkuFacts::title).orElse(line.item().sku().toString()),
        "spec", sku.map(Catalog.SkuFacts::spec).orElse(""),
        "price", line.item().price(),
        "allocated", sold.allocated(),
        "left", sold.left(),
        "held", sold.held(),
        "sold", sold.sold(),
        "percent", percent((long) sold.held() + sold.sold(), sold.allocated()));
  }

  private Map<String, Object> facts(Activity<SeckillActivity> activity) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", activity.id().toString());
    facts.put("name", activity.name());
    facts.put("startsAt", activity.startsAt());
    facts.put("endsAt", activity.endsAt());
    facts.put("stage", stage(activity));
    return facts;
  }

  private String stage(Activity<SeckillActivity> activity) {
    var now = mall.clock().instant();
    if (activity.status() == Activity.Status.ENDED || !now.isBefore(activity.endsAt())) {
      return "ended";
    }
    return now.isBefore(activity.startsAt()) ? "coming" : "live";
  }

  private static int percent(long part, long whole) {
    return whole == 0 ? 0 : (int) (100 * part / whole);
  }
}
