package io.wanpu.kernel.payment;

import static io.wanpu.kernel.db.Tables.PAYMENT;
import static io.wanpu.kernel.db.Tables.REFUND;
import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.order.OrderBook;
import io.wanpu.kernel.order.OrderState;
import io.wanpu.kernel.order.SettleOrder;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;

/**
 * Payments of orders. However often a provider says that money has arrived, and however late, it is
 * noted once, and ends in a fulfilled order or in a refund.
 */
public final class Payments {
  private static final String REFUND_TIMER = "kernel/refund";
  private static final String CLOSE_TIMER = "kernel/payment-close";
  private static final String QUERY_TIMER = "kernel/payment-query";

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final OrderBook book;
  private final SettleOrder settle;
  private final KernelTimers timers;
  private final Map<String, PaymentProvider> providers;
  private final PayerBook payers;
  private final NotifyAddress notify;

  public Payments(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      OrderBook book,
      SettleOrder settle,
      KernelTimers timers,
      TimerWorker fired,
      Map<String, PaymentProvider> providers,
      PayerBook payers,
      NotifyAddress notify) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.book = book;
    this.settle = settle;
    this.timers = timers;
    this.providers = Map.copyOf(providers);
    this.payers = payers;
    this.notify = notify;
    fired.register(REFUND_TIMER, (key, payload) -> sendRefund(Long.parseLong(key)));
    fired.register(CLOSE_TIMER, (key, payload) -> closeAt(OrderId.of(key)));
    fired.register(QUERY_TIMER, (key, payload) -> query(Long.parseLong(key)));
  }

  /** A member's identity at a provider. */
  @FunctionalInterface
  public interface PayerBook {
    Optional<String> payer(MemberId member, String provider);
  }

  /** Address of callbacks: tenant and provider are in its path. */
  @FunctionalInterface
  public interface NotifyAddress {
    String of(String provider);
  }

  /**
   * A payment that the member can make now.
   *
   * @param params what the client hands to the provider's payment sheet
   */
  public record Started(long payment, Map<String, String> params) {}

  /**
   * Starts a payment of an unpaid order, or starts the open one again.
   *
   * @throws MallException 404 unknown order or provider, 409 when the order does not wait for
   *     payment
   */
  public Started start(MemberId member, OrderId id, String provider) {
    var service = provider(provider);
    var order =
        book.find(id)
            .filter(o -> o.member().equals(member))
            .orElseThrow(() -> MallException.notFound("order.unknown"));
    if (order.state() != OrderState.CREATED) {
      throw MallException.conflict("payment.order_not_open");
    }
    if (!order.dueAt().isAfter(clock.instant())) {
      throw MallException.conflict("payment.too_late");
    }
    var payment = order.payable() == 0 ? 0 : open(order.id(), provider, order.payable());
    if (payment == 0) {
      return new Started(settleFree(order.id()), Map.of());
    }
    var payer =
        payers
            .payer(member, provider)
            .orElseThrow(() -> MallException.conflict("payment.no_payer"));
    var params =
        service.start(
            new PaymentProvider.Start(
                payment,
                order.payable(),
                order.currency(),
                order.number(),
                payer,
                order.dueAt(),
                notify.of(provider)));
    return new Started(payment, params);
  }

  private long open(OrderId order, String provider, long amount) {
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var open =
              dsl.select(PAYMENT.ID)
                  .from(PAYMENT)
                  .where(
                      tenant(),
                      PAYMENT.ORDER_ID.eq(order.value()),
                      PAYMENT.PROVIDER.eq(provider),
                      PAYMENT.STATE.eq("PENDING"))
                  .orderBy(PAYMENT.ID)
                  .limit(1)
                  .fetchOptional(PAYMENT.ID);
          if (open.isPresent()) {
            return open.get();
          }
          var id = insert(tx, order, provider, amount);
          // a callback that never comes is found by asking
          timers.set(tx, QUERY_TIMER, Long.toString(id), clock.instant().plusSeconds(60), "null");
          return id;
        });
  }

  private long insert(Tx tx, OrderId order, String provider, long amount) {
    var id = ids.next();
    db.on(tx)
        .insertInto(
            PAYMENT,
            PAYMENT.TENANT_ID,
            PAYMENT.ID,
            PAYMENT.ORDER_ID,
            PAYMENT.PROVIDER,
            PAYMENT.AMOUNT,
            PAYMENT.STATE,
            PAYMENT.CREATED_AT)
        .values(
            CurrentTenant.id().value(),
            id,
            order.value(),
            provider,
            amount,
            "PENDING",
            clock.instant())
        .execute();
    return id;
  }

  /** Nothing to pay: the order is paid at once. */
  private long settleFree(OrderId order) {
    return db.transaction(
        tx -> {
          settle.paid(tx, order, 0, "system");
          return 0L;
        });
  }

  /**
   * Takes a callback of a provider. Idempotent.
   *
   * @throws MallException 401 when it is not the provider's, 404 when we know nothing of it
   */
  public void notified(String provider, Map<String, String> headers, byte[] body) {
    accept(provider, provider(provider).read(headers, body));
  }

  /**
   * What a provider has said, once it is known to be its word. Idempotent. @throws MallException
   * 404 when we know nothing of it
   */
  public void accept(String provider, PaymentProvider.Notice notice) {
    switch (notice) {
      case PaymentProvider.Notice.Paid paid -> arrived(provider, paid);
      case PaymentProvider.Notice.Refunded refunded -> refundSettled(refunded);
      case PaymentProvider.Notice.Other other -> {}
    }
  }

  private void arrived(String provider, PaymentProvider.Notice.Paid paid) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var row =
              dsl.select(PAYMENT.ORDER_ID, PAYMENT.STATE, PAYMENT.PROVIDER)
                  .from(PAYMENT)
                  .where(tenant(), PAYMENT.ID.eq(paid.payment()))
                  // a duplicate callback waits here and then sees that it is one
                  .forUpdate()
                  .fetchOptional()
                  .filter(r -> r.value3().equals(provider))
                  .orElseThrow(() -> MallException.notFound("payment.unknown"));
          if (row.value2().equals("SUCCEEDED")) {
            return false;
          }
          dsl.update(PAYMENT)
              .set(PAYMENT.STATE, "SUCCEEDED")
              .set(PAYMENT.PROVIDER_REF, paid.reference())
              .set(PAYMENT.AMOUNT, paid.amount())
              .set(PAYMENT.SETTLED_AT, clock.instant())
              .where(tenant(), PAYMENT.ID.eq(paid.payment()))
              .execute();
          timers.cancel(tx, QUERY_TIMER, Long.toString(paid.payment()));
          var order = new OrderId(row.value1());
          if (settle.paid(tx, order, paid.amount(), "provider:" + provider)
              instanceof SettleOrder.Paid.GoesBack back) {
            noteMoney(tx, order, paid.amount());
            refund(
                tx,
                paid.payment(),
                order,
                paid.amount(),
                back.reason(),
                "payment:" + paid.payment() + ":" + back.reason());
          }
          return true;
        });
  }

  /** Money that goes back was there: paid and refunded of the order stay true. */
  private void noteMoney(Tx tx, OrderId order, long amount) {
    db.on(tx)
        .update(SHOP_ORDER)
        .set(SHOP_ORDER.PAID, SHOP_ORDER.PAID.plus(amount))
        .where(SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()), SHOP_ORDER.ID.eq(order.value()))
        .execute();
  }

  /**
   * Sends money back; the provider is asked after the commit.
   *
   * @param key one refund per key
   * @throws MallException 409 {@code refund.too_much} when more would go back than was paid
   */
  public void refund(Tx tx, long payment, OrderId order, long amount, String reason, String key) {
    var dsl = db.on(tx);
    var known =
        dsl.select(REFUND.ID)
            .from(REFUND)
            .where(REFUND.TENANT_ID.eq(CurrentTenant.id().value()), REFUND.REQUEST_KEY.eq(key))
            .fetchOptional(REFUND.ID);
    if (known.isPresent()) {
      return;
    }
    // the sum of refunds never exceeds what was paid, whatever runs at the same time
    var rows =
        dsl.update(SHOP_ORDER)
            .set(SHOP_ORDER.REFUNDED, SHOP_ORDER.REFUNDED.plus(amount))
            .where(
                SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                SHOP_ORDER.ID.eq(order.value()),
                SHOP_ORDER.PAID.minus(SHOP_ORDER.REFUNDED).ge(amount))
            .execute();
    if (rows != 1) {
      throw MallException.conflict("refund.too_much");
    }
    var id = ids.next();
    dsl.insertInto(
            REFUND,
            REFUND.TENANT_ID,
            REFUND.ID,
            REFUND.PAYMENT_ID,
            REFUND.ORDER_ID,
            REFUND.REQUEST_KEY,
            REFUND.AMOUNT,
            REFUND.REASON,
            REFUND.STATE,
            REFUND.CREATED_AT)
        .values(
            CurrentTenant.id().value(),
            id,
            payment,
            order.value(),
            key,
            amount,
            reason,
            "PENDING",
            clock.instant())
        .execute();
    book.note(tx, order, "refund-started", "system", Map.of("amount", amount, "reason", reason));
    timers.set(tx, REFUND_TIMER, Long.toString(id), clock.instant(), "null");
  }

  private void sendRefund(long id) {
    record Row(
        long payment,
        long order,
        long amount,
        String reason,
        String state,
        String provider,
        long paid,
        String currency) {}
    var row =
        db.read(
            dsl ->
                dsl.select(
                        REFUND.PAYMENT_ID,
                        REFUND.ORDER_ID,
                        REFUND.AMOUNT,
                        REFUND.REASON,
                        REFUND.STATE,
                        PAYMENT.PROVIDER,
                        PAYMENT.AMOUNT,
                        SHOP_ORDER.CURRENCY)
                    .from(REFUND)
                    .join(PAYMENT)
                    .on(PAYMENT.TENANT_ID.eq(REFUND.TENANT_ID), PAYMENT.ID.eq(REFUND.PAYMENT_ID))
                    .join(SHOP_ORDER)
                    .on(
                        SHOP_ORDER.TENANT_ID.eq(REFUND.TENANT_ID),
                        SHOP_ORDER.ID.eq(REFUND.ORDER_ID))
                    .where(REFUND.TENANT_ID.eq(CurrentTenant.id().value()), REFUND.ID.eq(id))
                    .fetchOptional(
                        r ->
                            new Row(
                                r.value1(),
                                r.value2(),
                                r.value3(),
                                r.value4(),
                                r.value5(),
                                r.value6(),
                                r.value7(),
                                r.value8())));
    if (row.isEmpty() || row.get().state().equals("SUCCEEDED")) {
      return;
    }
    var refund = row.get();
    var answer =
        provider(refund.provider())
            .refund(
                new PaymentProvider.RefundOrder(
                    id,
                    refund.payment(),
                    refund.amount(),
                    refund.paid(),
                    refund.currency(),
                    refund.reason(),
                    notify.of(refund.provider())));
    db.read(
        dsl ->
            dsl.update(REFUND)
                .set(REFUND.STATE, "SENT")
                .set(REFUND.PROVIDER_REF, answer.reference())
                .where(
                    REFUND.TENANT_ID.eq(CurrentTenant.id().value()),
                    REFUND.ID.eq(id),
                    REFUND.STATE.eq("PENDING"))
                .execute());
    if (answer.arrived()) {
      refundSettled(new PaymentProvider.Notice.Refunded(id, true));
    }
  }

  private void refundSettled(PaymentProvider.Notice.Refunded refunded) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var mine =
              REFUND.TENANT_ID.eq(CurrentTenant.id().value()).and(REFUND.ID.eq(refunded.refund()));
          var row =
              dsl.select(REFUND.ORDER_ID, REFUND.AMOUNT)
                  .from(REFUND)
                  .where(mine)
                  .fetchOptional()
                  .orElseThrow(() -> MallException.notFound("refund.unknown"));
          var rows =
              dsl.update(REFUND)
                  .set(REFUND.STATE, refunded.arrived() ? "SUCCEEDED" : "FAILED")
                  .set(REFUND.SETTLED_AT, clock.instant())
                  .where(mine, REFUND.STATE.in("PENDING", "SENT"))
                  .execute();
          if (rows == 1) {
            book.note(
                tx,
                new OrderId(row.value1()),
                refunded.arrived() ? "refunded" : "refund-failed",
                "system",
                Map.of("amount", row.value2()));
          }
          return rows;
        });
  }

  /**
   * A closed order's open payments are closed at their providers; one that was paid meanwhile is
   * noticed.
   */
  private void closeAt(OrderId order) {
    for (var open : openPayments(PAYMENT.ORDER_ID.eq(order.value()))) {
      var service = provider(open.provider());
      service.close(open.id());
      var paid = service.query(open.id());
      if (paid.isPresent()) {
        arrived(open.provider(), paid.get());
      } else {
        db.read(
            dsl ->
                dsl.update(PAYMENT)
                    .set(PAYMENT.STATE, "CLOSED")
                    .where(tenant(), PAYMENT.ID.eq(open.id()), PAYMENT.STATE.eq("PENDING"))
                    .execute());
      }
    }
  }

  private void query(long payment) {
    for (var open : openPayments(PAYMENT.ID.eq(payment))) {
      provider(open.provider()).query(payment).ifPresent(paid -> arrived(open.provider(), paid));
    }
  }

  private record Open(long id, String provider) {}

  private List<Open> openPayments(Condition which) {
    return db.read(
        dsl ->
            dsl.select(PAYMENT.ID, PAYMENT.PROVIDER)
                .from(PAYMENT)
                .where(tenant(), which, PAYMENT.STATE.eq("PENDING"))
                .fetch(r -> new Open(r.value1(), r.value2())));
  }

  private PaymentProvider provider(String name) {
    var provider = providers.get(name);
    if (provider == null) {
      throw new MallException(ErrorKind.NOT_FOUND, "payment.unknown_provider");
    }
    return provider;
  }

  private static Condition tenant() {
    return PAYMENT.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
