package io.wanpu.server.demo;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.order.CheckoutRequest;
import io.wanpu.kernel.order.Order;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.PlaceOrder;
import io.wanpu.kernel.payment.PaymentProvider;
import io.wanpu.runtime.Mall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lives through the weeks of a demo shop in the order of time: orders are placed, paid, shipped and
 * received by the use cases that serve real ones. A step that has been taken by an earlier load is
 * not taken again.
 */
final class History {
  private static final String WECHAT = "wechat";

  private final Mall mall;
  private final DemoClock clock;
  private final String shop;
  private final Actor shipper;
  private final Map<String, Product> products;
  private final Map<String, MemberId> members;
  private final SandboxMoney money;
  private final Map<Integer, OrderId> placed = new HashMap<>();
  private final Map<OrderId, Long> payments = new HashMap<>();

  /**
   * @param shipper who sends the parcels, as the timeline of an order names her
   */
  History(
      Mall mall,
      DemoClock clock,
      String shop,
      Actor shipper,
      Map<String, Product> products,
      Map<String, MemberId> members) {
    this.mall = mall;
    this.clock = clock;
    this.shop = shop;
    this.shipper = shipper;
    this.products = products;
    this.members = members;
    this.money = new SandboxMoney(mall.config().wechat().url());
  }

  private record Moment(Instant at, Runnable happens) {}

  /** Lives through it in the calling shop. */
  void live(List<Plan.Planned> orders) {
    var moments = new ArrayList<Moment>();
    for (var order : orders) {
      var paysLate = order.steps().stream().anyMatch(step -> step.kind().equals("pay-late"));
      moments.add(
          new Moment(
              order.at(),
              () -> {
                place(order);
                if (paysLate) {
                  startPayment(order);
                }
                // at once: a node that runs already would soon close an order of the past
                order.steps().stream()
                    .filter(step -> step.kind().equals("pay"))
                    .forEach(step -> clock.at(step.at(), () -> happen(order, step)));
              }));
      for (var step : order.steps()) {
        if (!step.kind().equals("pay")) {
          moments.add(new Moment(step.at(), () -> happen(order, step)));
        }
      }
    }
    moments.stream()
        .sorted(Comparator.comparing(Moment::at))
        .forEach(moment -> clock.at(moment.at(), moment.happens()));
  }

  private void place(Plan.Planned planned) {
    var member = ShopFile.in(members, planned.by());
    var request =
        new CheckoutRequest(
            planned.buy().stream()
                .map(w -> new CheckoutRequest.Item(sku(w), w.quantity(), Optional.empty()))
                .toList(),
            Optional.of(mall.addresses().list(member).getFirst().id()),
            planned.note());
    var token = "demo-%s-%06d".formatted(shop, planned.number());
    var shown = mall.checkout().preview(member, request).fingerprint();
    switch (mall.placeOrder().place(member, token, shown, request)) {
      case PlaceOrder.Outcome.Placed(var order) -> placed.put(planned.number(), order.id());
      case PlaceOrder.Outcome.OutOfStock(var shortages) ->
          throw new IllegalStateException("the demo sells more than it has: " + planned);
      case PlaceOrder.Outcome.PriceChanged changed ->
          throw new IllegalStateException("the price of a demo order moves: " + planned);
      case PlaceOrder.Outcome.Refused(var code, var why) ->
          throw new IllegalStateException("a demo order is refused: " + code);
    }
  }

  private SkuId sku(ShopFile.Wanted wanted) {
    return skuOf(products, wanted.title(), wanted.spec());
  }

  /** The SKU of a title and its spec values joined by spaces. */
  static SkuId skuOf(Map<String, Product> products, String title, String spec) {
    return ShopFile.in(products, title).skus().stream()
        .filter(sku -> String.join(" ", sku.values()).equals(spec))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(title + " has no SKU " + spec))
        .id();
  }

  private void happen(Plan.Planned planned, Plan.Step step) {
    var id = ShopFile.in(placed, planned.number());
    var order = mall.orders().story(id).order();
    switch (step.kind()) {
      case "pay" -> {
        if (order.state() == OrderState.CREATED) {
          startPayment(planned);
          arrive(order, false);
        }
      }
      case "pay-late" -> {
        if (order.state() == OrderState.CLOSED && order.paid() == 0) {
          arrive(order, true);
          fireTimers();
        }
      }
      case "ship" -> {
        if (order.state() == OrderState.PAID) {
          ship(order, step, List.of());
        }
      }
      case "ship-part" -> {
        var first = order.lines().getFirst();
        if (order.state() == OrderState.PAID && first.shipped() == 0) {
          ship(order, step, List.of(new Order.Packed(first.no(), first.quantity())));
        }
      }
      case "receive" -> {
        if (order.state() == OrderState.SHIPPED) {
          mall.fulfilOrder().receive(order.member(), id);
        }
      }
      case "cancel" -> {
        if (order.state() == OrderState.CREATED) {
          mall.settleOrder().cancel(order.member(), id);
        }
      }
      case "timeout" -> fireTimers();
      default -> throw new IllegalArgumentException("no such step: " + step.kind());
    }
  }

  private void startPayment(Plan.Planned planned) {
    var id = ShopFile.in(placed, planned.number());
    if (mall.orders().story(id).order().state() == OrderState.CREATED) {
      try {
        payments.put(
            id, mall.payments().start(ShopFile.in(members, planned.by()), id, WECHAT).payment());
      } catch (MallException closedMeanwhile) {
        if (closedMeanwhile.kind() != ErrorKind.CONFLICT) {
          throw closedMeanwhile;
        }
      }
    }
  }

  private void arrive(Order order, boolean late) {
    var payment = payments.get(order.id());
    if (payment != null) {
      var reference = money.pay(payment, late);
      mall.payments()
          .accept(WECHAT, new PaymentProvider.Notice.Paid(payment, reference, order.payable()));
    }
  }

  private void ship(Order order, Plan.Step step, List<Order.Packed> contents) {
    var parcel = step.carrier().split(" ", 2);
    mall.fulfilOrder().ship(order.id(), parcel[0], parcel[1], contents, shipper);
  }

  /** What is due at that time happens; closing an order sets a timer of its own. */
  private void fireTimers() {
    for (var round = 0; round < 2; round++) {
      while (mall.timerWorker().work()) {
        Thread.onSpinWait();
      }
    }
  }
}
