package io.wanpu.admin.home;

import io.wanpu.admin.kit.ChartView;
import io.wanpu.admin.marketing.RunningActivities;
import io.wanpu.admin.order.OrderRow;
import io.wanpu.admin.publish.Outdated;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Chart;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.store.ShopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What happened today and what waits. A new shop sees a list of what to do first instead of zeros.
 */
@Path("/")
@ApplicationScoped
public class HomePage {
  private static final int LATEST = 6;
  private static final int DAYS = 14;
  private static final int ACTIVITIES = 6;

  /** Fewer available pieces than this are few. */
  private static final int FEW = 10;

  @Inject Mall mall;
  @Inject Storefronts storefronts;

  /**
   * A figure of today.
   *
   * @param yesterday the same time yesterday
   * @param week the same time a week ago
   */
  public record Figure(String label, String value, Against yesterday, Against week) {}

  /**
   * Another day to compare with.
   *
   * @param change share by which today is more or less; empty when there was nothing
   * @param more whether today is more
   */
  public record Against(String words, String change, boolean more) {}

  /** Something that waits. */
  public record Waiting(String label, String value, String note, String address, boolean urgent) {}

  /** A step of the list for a new shop. */
  public record Step(String label, String address, boolean done) {}

  @GET
  @Permission("")
  public View show() {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var view = View.of("home").with("activities", RunningActivities.of(mall, phrases, ACTIVITIES));
    if (visit.may(Permissions.STOREFRONT_PUBLISH)) {
      view.with("outdated", Outdated.of(mall, storefronts).isPresent());
    }
    var steps = steps(visit);
    if (steps.stream().anyMatch(step -> !step.done())) {
      view.with("steps", steps);
    }
    if (!visit.may(Permissions.ORDER_READ)) {
      return view;
    }
    var latest = mall.orders().list(Optional.empty(), Optional.empty(), Optional.empty(), LATEST);
    return view.with("latest", latest.stream().map(o -> OrderRow.of(o, phrases)).toList())
        .with("figures", latest.isEmpty() ? List.of() : figures(phrases))
        .with("chart", latest.isEmpty() ? null : chart(phrases))
        .with("waiting", latest.isEmpty() ? List.of() : waiting(phrases));
  }

  private List<Figure> figures(Phrases phrases) {
    var now = mall.clock().instant();
    var midnight = now.atZone(phrases.zone()).truncatedTo(ChronoUnit.DAYS).toInstant();
    var since = Duration.between(midnight, now);
    var today = mall.orders().takings(midnight, now.plusMillis(1));
    var yesterday = upTo(dayBefore(midnight, 1, phrases), since);
    var week = upTo(dayBefore(midnight, 7, phrases), since);
    return List.of(
        new Figure(
            phrases.words("home.revenue"),
            phrases.money(today.revenue()),
            against("home.against", today.revenue(), yesterday.revenue(), true, phrases),
            against("home.week", today.revenue(), week.revenue(), true, phrases)),
        new Figure(
            phrases.words("home.orders"),
            phrases.count(today.orders()),
            against("home.against", today.orders(), yesterday.orders(), false, phrases),
            against("home.week", today.orders(), week.orders(), false, phrases)),
        new Figure(
            phrases.words("home.average"),
            phrases.money(average(today)),
            against("home.against", average(today), average(yesterday), true, phrases),
            against("home.week", average(today), average(week), true, phrases)));
  }

  private static Against against(
      String key, long today, long then, boolean money, Phrases phrases) {
    var words = phrases.words(key, money ? phrases.money(then) : phrases.count(then));
    if (then <= 0) {
      return new Against(words, "", true);
    }
    var change = Math.clamp((today - then) * 10_000 / then, -1_000_000, 1_000_000);
    return new Against(words, phrases.percent(Math.abs(change) / 100 * 100), change >= 0);
  }

  /** Two weeks up to today, and the two before them. */
  private ChartView chart(Phrases phrases) {
    var today = mall.clock().instant().atZone(phrases.zone()).toLocalDate();
    var all = mall.orders().daily(today.minusDays(2L * DAYS - 1), 2 * DAYS, phrases.zone());
    var points =
        IntStream.range(0, DAYS)
            .mapToObj(i -> today.minusDays(DAYS - 1L - i))
            .map(phrases::day)
            .toList();
    return ChartView.of(
        new Chart(
            Text.of("home.chart"),
            Chart.Kind.LINE,
            Chart.Unit.MONEY,
            Text.of("home.chart.day"),
            points,
            List.of(
                new Chart.Series(
                    Text.of("home.chart.now"),
                    all.subList(DAYS, 2 * DAYS).stream().map(Orders.Takings::revenue).toList()),
                new Chart.Series(
                    Text.of("home.chart.before"),
                    all.subList(0, DAYS).stream().map(Orders.Takings::revenue).toList()))),
        phrases);
  }

  private static Instant dayBefore(Instant midnight, int days, Phrases phrases) {
    return midnight.atZone(phrases.zone()).minusDays(days).toInstant();
  }

  private Orders.Takings upTo(Instant midnight, Duration since) {
    return mall.orders().takings(midnight, midnight.plus(since));
  }

  private static long average(Orders.Takings takings) {
    return takings.orders() == 0 ? 0 : takings.revenue() / takings.orders();
  }

  private List<Waiting> waiting(Phrases phrases) {
    var counts = mall.orders().counts(Set.of(OrderState.PAID, OrderState.CREATED));
    var toShip = counts.getOrDefault(OrderState.PAID, 0);
    var unpaid = counts.getOrDefault(OrderState.CREATED, 0);
    var low = mall.skus().countLow(FEW);
    return List.of(
        new Waiting(
            phrases.words("home.to_ship"),
            phrases.count(toShip, Orders.MOST_COUNTED),
            phrases.words("home.to_ship.note"),
            "/orders?view=PAID",
            toShip > 0),
        new Waiting(
            phrases.words("home.unpaid"),
            phrases.count(unpaid, Orders.MOST_COUNTED),
            phrases.words("home.unpaid.note"),
            "/orders?view=CREATED",
            false),
        new Waiting(
            phrases.words("home.low_stock"),
            phrases.count(low),
            phrases.words("home.low_stock.note", FEW),
            "/inventory?view=LOW",
            low > 0));
  }

  private List<Step> steps(Visit visit) {
    var phrases = visit.phrases();
    var products = mall.products().list(Products.Filter.all(), Optional.empty(), 30).items();
    var orders = mall.orders().list(Optional.empty(), Optional.empty(), Optional.empty(), 1);
    return List.of(
        new Step(
            phrases.words("home.start.product"),
            visit.may(Permissions.PRODUCT_EDIT) ? "/products/new" : "",
            !products.isEmpty()),
        new Step(
            phrases.words("home.start.category"),
            visit.may(Permissions.PRODUCT_EDIT) ? "/categories" : "",
            !mall.categories().tree().isEmpty()),
        new Step(
            phrases.words("home.start.stock"),
            visit.may(Permissions.STOCK_EDIT) ? "/inventory" : "",
            products.stream().anyMatch(product -> product.available() > 0)),
        new Step(
            phrases.words("home.start.plugin"),
            visit.may(Permissions.PLUGIN_MANAGE) ? "/plugins" : "",
            mall.plugins().shops().offers().stream()
                .anyMatch(offer -> offer.state() == ShopState.ENABLED)),
        new Step(phrases.words("home.start.order"), "", !orders.isEmpty()));
  }
}
