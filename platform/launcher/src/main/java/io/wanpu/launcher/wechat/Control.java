package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Plays the shopper and WeChat itself, for tests and the demo.
 *
 * <ul>
 *   <li>{@code POST /sandbox/pay} with {@code out_trade_no} or {@code prepay_id}: the shopper pays,
 *       and the callback is sent. Optional: {@code result} ({@code SUCCESS}; {@code CLOSED}, {@code
 *       PAYERROR}, {@code REVOKED} change the order and send nothing), {@code repeat} (copies of
 *       the callback), {@code delayMillis}, {@code notify: false} (the callback gets lost), {@code
 *       late: true} (money arrives although the order is closed), {@code total} (the callback lies
 *       about the sum), {@code forge: true} (its signature is wrong). Paying what is paid already
 *       sends the callback again.
 *   <li>{@code GET /sandbox/payments}, {@code /sandbox/callbacks}, {@code /sandbox/messages},
 *       {@code /sandbox/shipments}: what happened.
 *   <li>{@code GET /sandbox/health}: 200 when it runs.
 * </ul>
 */
final class Control {
  private static final Set<String> FAILURES = Set.of("CLOSED", "PAYERROR", "REVOKED", "NOTPAY");

  private final Keys keys;
  private final Payments payments;
  private final Notifier notifier;
  private final MiniProgram miniProgram;

  Control(Keys keys, Payments payments, Notifier notifier, MiniProgram miniProgram) {
    this.keys = keys;
    this.payments = payments;
    this.notifier = notifier;
    this.miniProgram = miniProgram;
  }

  Optional<Reply> answer(Call call) {
    if (call.is("POST", "/sandbox/pay")) {
      return Optional.of(pay(call.json()));
    }
    if (!call.method().equals("GET")) {
      return Optional.empty();
    }
    return switch (call.path()) {
      case "/sandbox/health" -> Optional.of(Reply.json(Reply.object().put("status", "UP")));
      case "/sandbox/payments" -> Optional.of(Reply.json(allPayments()));
      case "/sandbox/callbacks" -> Optional.of(Reply.json(notifier.attempts()));
      case "/sandbox/messages" -> Optional.of(Reply.json(miniProgram.messages()));
      case "/sandbox/shipments" -> Optional.of(Reply.json(miniProgram.shipments()));
      default -> Optional.empty();
    };
  }

  private ArrayNode allPayments() {
    ArrayNode list = Call.JSON.createArrayNode();
    payments
        .all()
        .forEach(
            payment ->
                list.add(
                    payment.toJson(keys.merchantId(), null).put("prepay_id", payment.prepayId())));
    return list;
  }

  private Reply pay(ObjectNode wish) {
    Optional<Payment> found =
        wish.has("prepay_id")
            ? payments.byPrepayId(Call.text(wish, "prepay_id"))
            : payments.byOutTradeNo(Call.text(wish, "out_trade_no"));
    if (found.isEmpty()) {
      return Reply.payError(404, "ORDER_NOT_EXIST", "订单不存在");
    }
    String outTradeNo = found.get().outTradeNo();
    String result = wish.path("result").asText("SUCCESS");
    if (FAILURES.contains(result)) {
      return shown(
          payments
              .change(outTradeNo, payment -> payment.isPaid() ? payment : payment.in(result))
              .orElseThrow());
    }
    if (!result.equals("SUCCESS")) {
      return Reply.payError(400, "PARAM_ERROR", "result must be SUCCESS or one of " + FAILURES);
    }
    boolean late = wish.path("late").asBoolean(false);
    Payment payment = payments.change(outTradeNo, known -> pay(known, late)).orElseThrow();
    if (!payment.isPaid()) {
      return Reply.payError(409, "ORDER_CLOSED", "该订单已关闭");
    }
    if (wish.path("notify").asBoolean(true)) {
      Long told = wish.has("total") ? Long.valueOf(wish.path("total").asLong()) : null;
      notifier.send(
          Callback.paid(
              payment, payment.toJson(keys.merchantId(), told).put("trade_state", "SUCCESS")),
          new Delivery(
              Math.clamp(wish.path("repeat").asInt(1), 1, 100),
              Duration.ofMillis(Math.clamp(wish.path("delayMillis").asLong(0), 0L, 600_000L)),
              wish.path("forge").asBoolean(false)));
    }
    return shown(payment);
  }

  private static Payment pay(Payment payment, boolean late) {
    if (payment.isPaid() || (payment.state().equals("CLOSED") && !late)) {
      return payment;
    }
    return payment.paid(PayApi.number("4200000000"), PayApi.now());
  }

  private Reply shown(Payment payment) {
    return Reply.json(payment.toJson(keys.merchantId(), null));
  }
}
