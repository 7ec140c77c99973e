package io.wanpu.kernel.order;

import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.OrderClosed;
import io.wanpu.api.event.OrderPaid;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides the fate of a placed order: paid, or closed. Each decision is taken once, under the
 * order's lock; stock, claims, events and timers follow it in the same transaction.
 */
public final class SettleOrder {
  private static final String CLOSE_PAYMENTS = "kernel/payment-close";

  private final TenantDb db;
  private final MallClock clock;
  private final OrderBook book;
  private final Products products;
  private final Inventory inventory;
  private final Extensions extensions;
  private final KernelTimers timers;
  private final Outbox outbox;

  public SettleOrder(
      TenantDb db,
      MallClock clock,
      OrderBook book,
      Products products,
      Inventory inventory,
      Extensions extensions,
      KernelTimers timers,
      TimerWorker fired,
      Outbox outbox) {
    this.db = db;
    this.clock = clock;
    this.book = book;
    this.products = products;
    this.inventory = inventory;
    this.extensions = extensions;
    this.timers = timers;
    this.outbox = outbox;
    fired.register(PlaceOrder.TIMEOUT, (key, payload) -> closeIfDue(OrderId.of(key)));
  }

  /** What became of money that arrived for an order. */
  public sealed interface Paid {
    /** The order is paid and will be fulfilled. */
    record Accepted() implements Paid {}

    /**
     * The order cannot take it; the payment must go back. @param reason e.g. {@code late}, {@code
     * twice}, {@code claim-refused}
     */
    record GoesBack(String reason) implements Paid {}
  }

  /**
   * Money has arrived for an order, in the transaction that notes the payment.
   *
   * @param amount minor units
   */
  public Paid paid(Tx tx, OrderId id, long amount, String actor) {
    var order = book.lock(tx, id);
    var now = clock.instant();
    if (order.state() == OrderState.CLOSED) {
      book.note(tx, id, "paid-late", actor, Map.of("amount", amount));
      return new Paid.GoesBack("late");
    }
    if (order.state() != OrderState.CREATED) {
      book.note(tx, id, "paid-twice", actor, Map.of("amount", amount));
      return new Paid.GoesBack("twice");
    }
    if (amount != order.payable()) {
      book.note(tx, id, "paid-wrong-amount", actor, Map.of("amount", amount));
      return new Paid.GoesBack("wrong-amount");
    }
    var claims = book.claims(tx, order);
    for (var claim : claims) {
      var outcome = extensions.claims(claim.plugin()).confirm(tx, claim.id(), id);
      if (outcome instanceof StockClaims.Outcome.Refused refused) {
        book.note(tx, id, "claim-refused", actor, Map.of("code", refused.code()));
        close(tx, order, "claim-refused", actor);
        return new Paid.GoesBack("claim-refused");
      }
    }
    book.change(
        tx,
        order,
        set ->
            set.set(SHOP_ORDER.STATE, OrderState.PAID.name())
                .set(SHOP_ORDER.PAID, amount)
                .set(SHOP_ORDER.PAID_AT, now),
        "paid",
        actor,
        Map.of("amount", amount));
    for (var claim : claims) {
      var line = claim.line();
      inventory.sellAllocated(
          tx,
          line.activity().orElseThrow(),
          Map.of(line.sku(), (long) line.quantity()),
          "order:" + id);
    }
    inventory.sell(tx, "order:" + id);
    products.countSold(
        tx,
        order.lines().stream()
            .collect(
                Collectors.toMap(Order.Line::product, line -> (long) line.quantity(), Long::sum)));
    timers.cancel(tx, PlaceOrder.TIMEOUT, id.toString());
    outbox.append(tx, new OrderPaid(id, order.member(), amount));
    return new Paid.Accepted();
  }

  /** The member changes her mind before paying. @throws MallException 409 when it is too late */
  public Order cancel(MemberId member, OrderId id) {
    return db.transaction(
        tx -> {
          var order = book.lock(tx, id);
          if (!order.member().equals(member)) {
            throw MallException.notFound("order.unknown");
          }
          if (order.state() != OrderState.CREATED && order.state() != OrderState.CLOSED) {
            throw MallException.conflict("order.not_cancellable");
          }
          close(tx, order, "member", "member");
          return order;
        });
  }

  /** Staff close an unpaid order. @throws MallException 409 when it is paid */
  public void closeUnpaid(OrderId id, Actor actor) {
    db.transaction(
        tx -> {
          var order = book.lock(tx, id);
          if (order.state() != OrderState.CREATED) {
            throw MallException.conflict("order.not_closable");
          }
          close(tx, order, "shop", actor.key());
          book.audit(tx, actor, "order.closed", order, Map.of("state", OrderState.CLOSED));
          return order;
        });
  }

  private void closeIfDue(OrderId id) {
    db.transaction(
        tx -> {
          var order = book.lock(tx, id);
          if (order.state() == OrderState.CREATED && !order.dueAt().isAfter(clock.instant())) {
            close(tx, order, "timeout", "system");
          }
          return order;
        });
  }

  private void close(Tx tx, Order order, String reason, String actor) {
    if (order.state() != OrderState.CREATED) {
      return;
    }
    book.change(
        tx,
        order,
        set ->
            set.set(SHOP_ORDER.STATE, OrderState.CLOSED.name())
                .set(SHOP_ORDER.CLOSE_REASON, reason)
                .set(SHOP_ORDER.CLOSED_AT, clock.instant()),
        "closed",
        actor,
        Map.of("reason", reason));
    inventory.release(tx, "order:" + order.id());
    for (var claim : book.claims(tx, order)) {
      extensions.claims(claim.plugin()).release(tx, claim.id(), order.id());
    }
    timers.cancel(tx, PlaceOrder.TIMEOUT, order.id().toString());
    timers.set(tx, CLOSE_PAYMENTS, order.id().toString(), clock.instant(), "null");
    outbox.append(tx, new OrderClosed(order.id(), order.member(), reason));
  }
}
