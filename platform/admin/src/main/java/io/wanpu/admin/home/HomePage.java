package io.wanpu.admin.home;

import io.wanpu.admin.marketing.RunningActivities;
import io.wanpu.admin.order.OrderRow;
import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.store.ShopState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What happened today and what waits. A new shop sees a list of what to do first instead of zeros.
 */
@Path("/")
@RequestScoped
public class HomePage {
  private static final int LATEST = 6;
  private static final int ACTIVITIES = 6;

  /** Fewer available pieces than this are few. */
  private static final int FEW = 10;

  @Inject Mall mall;

  /**
   * A figure of today.
   *
   * @param yesterday the same time yesterday
   * @param week the same time a week ago
   */
  public record Figure(String label, String value, String yesterday, String week) {}

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
            phrases.words("home.against", phrases.money(yesterday.revenue())),
            phrases.words("home.week", phrases.money(week.revenue()))),
        new Figure(
            phrases.words("home.orders"),
            phrases.count(today.orders()),
            phrases.words("home.against", phrases.count(yesterday.orders())),
            phrases.words("home.week", phrases.count(week.orders()))),
        new Figure(
            phrases.words("home.average"),
            phrases.money(average(today)),
            phrases.words("home.against", phrases.money(average(yesterday))),
            phrases.words("home.week", phrases.money(average(week)))));
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
    var counts = mall.orders().counts();
    var toShip = counts.getOrDefault(OrderState.PAID, 0);
    var unpaid = counts.getOrDefault(OrderState.CREATED, 0);
    var low = mall.skus().countLow(FEW);
    return List.of(
        new Waiting(
            phrases.words("home.to_ship"),
            phrases.count(toShip),
            phrases.words("home.to_ship.note"),
            "/orders?view=PAID",
            toShip > 0),
        new Waiting(
            phrases.words("home.unpaid"),
            phrases.count(unpaid),
            phrases.words("home.unpaid.note"),
            "/orders?view=CREATED",
            false),
        new Waiting(
            phrases.words("home.low_stock"),
            phrases.count(low),
            phrases.words("home.low_stock.note", FEW),
            "/products",
            low > 0));
  }

  private List<Step> steps(Visit visit) {
    var phrases = visit.phrases();
    var products = mall.products().list(Products.Filter.all(), Optional.empty(), 1).items();
    var orders = mall.orders().list(Optional.empty(), Optional.empty(), Optional.empty(), 1);
    return List.of(
        new Step(
            phrases.words("home.start.product"),
            visit.may(Permissions.PRODUCT_EDIT) ? "/products/new" : "",
            !products.isEmpty()),
        new Step(
            phrases.words("home.start.plugin"),
            visit.may(Permissions.PLUGIN_MANAGE) ? "/plugins" : "",
            mall.plugins().shops().offers().stream()
                .anyMatch(offer -> offer.state() == ShopState.ENABLED)),
        new Step(phrases.words("home.start.order"), "", !orders.isEmpty()));
  }
}
