package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One refund at WeChat Pay.
 *
 * @param amount in fen
 * @param notifyUrl empty if nobody wants to hear
 * @param state {@code PROCESSING} or {@code SUCCESS}
 * @param doneAt empty until done, RFC 3339
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Refund(
    String outRefundNo,
    String refundId,
    String outTradeNo,
    long amount,
    String notifyUrl,
    String state,
    String createdAt,
    String doneAt) {

  Refund done(String at) {
    return new Refund(
        outRefundNo, refundId, outTradeNo, amount, notifyUrl, "SUCCESS", createdAt, at);
  }

  /** As answers and queries show it. */
  ObjectNode toJson(Payment payment) {
    ObjectNode json = common(payment).put("channel", "ORIGINAL").put("funds_account", "AVAILABLE");
    json.put("status", state).put("create_time", createdAt);
    ObjectNode amounts = json.putObject("amount").put("currency", payment.currency());
    amounts
        .put("total", payment.total())
        .put("refund", amount)
        .put("payer_total", payment.total())
        .put("payer_refund", amount);
    amounts
        .put("settlement_refund", amount)
        .put("settlement_total", payment.total())
        .put("discount_refund", 0);
    return json;
  }

  /** As the callback shows it. */
  ObjectNode toCallback(String merchantId, Payment payment) {
    ObjectNode json = common(payment).put("mchid", merchantId).put("refund_status", state);
    json.putObject("amount")
        .put("total", payment.total())
        .put("refund", amount)
        .put("payer_total", payment.total())
        .put("payer_refund", amount);
    return json;
  }

  private ObjectNode common(Payment payment) {
    ObjectNode json =
        Reply.object()
            .put("refund_id", refundId)
            .put("out_refund_no", outRefundNo)
            .put("transaction_id", payment.transactionId())
            .put("out_trade_no", outTradeNo)
            .put("user_received_account", "支付用户零钱");
    return doneAt.isEmpty() ? json : json.put("success_time", doneAt);
  }
}
