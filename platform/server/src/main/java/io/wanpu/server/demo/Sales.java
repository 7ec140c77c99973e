package io.wanpu.server.demo;

import io.wanpu.api.activity.Activity;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.ShopPlugins;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.load.ActivityDesk;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The activities of a demo shop, entered through the plugins' own forms as staff would. They are
 * looked after at every start: when a sale has ended, the demo gets a new one.
 */
final class Sales {
  private static final Logger LOG = LoggerFactory.getLogger(Sales.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DECIMALS = 2;

  private final Mall mall;
  private final Map<String, Product> products;

  /**
   * @param products by title
   */
  Sales(Mall mall, Map<String, Product> products) {
    this.mall = mall;
    this.products = products;
  }

  /** An activity that is published. */
  record Running(String id, String plugin, String kind, String name) {}

  /** Switches the plugins on in the calling shop and sees that each sale of the file is there. */
  List<Running> open(List<ShopFile.Sale> wanted) {
    var running = new ArrayList<Running>();
    for (var sale : wanted) {
      desk(sale).flatMap(desk -> open(sale, desk)).ifPresent(running::add);
    }
    return running;
  }

  /** The node has seen the plugin a moment before it offers it to shops. */
  private ShopPlugins.Switching enable(String plugin) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var switched = mall.plugins().shops().enable(Actor.system(), plugin);
      if (!(switched instanceof ShopPlugins.Switching.Unknown) || System.nanoTime() > until) {
        return switched;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Optional<ActivityDesk> desk(ShopFile.Sale sale) {
    mall.plugins().lifecycle().await(sale.plugin(), PATIENCE);
    var switched = enable(sale.plugin());
    if (!(switched instanceof ShopPlugins.Switching.Enabled)) {
      LOG.warn("the demo goes without {}: {}", sale.plugin(), switched);
      return Optional.empty();
    }
    return mall.plugins()
        .loaded(sale.plugin())
        .flatMap(
            plugin ->
                plugin.activities().stream()
                    .filter(desk -> desk.kind().equals(sale.kind()))
                    .findFirst());
  }

  private Optional<Running> open(ShopFile.Sale sale, ActivityDesk desk) {
    var known =
        desk.list(Optional.empty()).stream()
            .filter(each -> each.name().equals(sale.name()))
            .filter(each -> each.status() != Activity.Status.ENDED)
            .filter(each -> each.endsAt().isAfter(mall.clock().instant()))
            .findFirst();
    var id = known.map(ActivityDesk.Shown::id);
    if (id.isEmpty()) {
      var zone = mall.tenants().current().zone();
      var form = new LinkedHashMap<String, List<String>>();
      var now = LocalDateTime.ofInstant(mall.clock().instant(), zone);
      sale.form().forEach((field, value) -> enter(form, field, value, now));
      switch (desk.create(Actor.system(), sale.name(), form, new FormContext(zone, DECIMALS))) {
        case ActivityDesk.Saved.Done(var made) -> id = Optional.of(made);
        case ActivityDesk.Saved.Invalid(var errors) ->
            throw new IllegalStateException(sale.name() + ": " + errors);
      }
    }
    var shown = desk.find(id.get()).orElseThrow();
    if (shown.status() == Activity.Status.DRAFT) {
      desk.publish(Actor.system(), shown.id(), shown.version());
    }
    return Optional.of(new Running(shown.id().toString(), sale.plugin(), sale.kind(), sale.name()));
  }

  /** Enters a value of the file into the form's fields. */
  private void enter(
      Map<String, List<String>> form, String field, Object value, LocalDateTime now) {
    switch (value) {
      case List<?> sku when field.endsWith(".sku") ->
          form.put(
              field,
              List.of(
                  History.skuOf(products, sku.get(0).toString(), sku.get(1).toString())
                      .toString()));
      case List<?> rows -> {
        for (var i = 0; i < rows.size(); i++) {
          var row = field + "[" + i + "].";
          ((Map<?, ?>) rows.get(i)).forEach((inner, entry) -> enter(form, row + inner, entry, now));
        }
      }
      case String text when text.startsWith("in ") ->
          form.put(
              field,
              List.of(
                  now.plus(ShopFile.duration(text.substring(3)))
                      .truncatedTo(ChronoUnit.HOURS)
                      .toString()));
      default -> form.put(field, List.of(value.toString()));
    }
  }
}
