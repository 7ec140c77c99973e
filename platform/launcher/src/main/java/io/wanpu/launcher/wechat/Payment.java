package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One order at WeChat Pay.
 *
 * @param total in fen
 * @param state {@code NOTPAY}, {@code SUCCESS}, {@code REFUND}, {@code CLOSED}, {@code REVOKED} or
 *     {@code PAYERROR}
 * @param transactionId empty until paid
 * @param paidAt empty until paid, RFC 3339
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Payment(
    String outTradeNo,
    String appId,
    String description,
    String attach,
    String notifyUrl,
    long total,
    String currency,
    String openId,
    String prepayId,
    String state,
    String transactionId,
    String paidAt) {

  Payment {
    Objects.requireNonNull(outTradeNo);
    Objects.requireNonNull(state);
  }

  @JsonIgnore
  boolean isPaid() {
    return state.equals("SUCCESS") || state.equals("REFUND");
  }

  Payment paid(String newTransactionId, String at) {
    return with("SUCCESS", newTransactionId, at);
  }

  Payment in(String newState) {
    return with(newState, transactionId, paidAt);
  }

  private Payment with(String newState, String newTransactionId, String newPaidAt) {
    return new Payment(
        outTradeNo,
        appId,
        description,
        attach,
        notifyUrl,
        total,
        currency,
        openId,
        prepayId,
        newState,
        newTransactionId,
        newPaidAt);
  }

  /** Whether a request for the same number asks for the same thing. */
  boolean sameOrder(Payment other) {
    return appId.equals(other.appId)
        && total == other.total
        && currency.equals(other.currency)
        && openId.equals(other.openId)
        && notifyUrl.equals(other.notifyUrl);
  }

  /**
   * As queries and callbacks show it.
   *
   * @param shownTotal another total than the real one, for callbacks that lie; null for the real
   *     one
   */
  ObjectNode toJson(String merchantId, @Nullable Long shownTotal) {
    long amount = shownTotal == null ? total : shownTotal;
    ObjectNode json =
        Reply.object()
            .put("appid", appId)
            .put("mchid", merchantId)
            .put("out_trade_no", outTradeNo)
            .put("trade_state", state)
            .put("trade_state_desc", describe());
    if (!attach.isEmpty()) {
      json.put("attach", attach);
    }
    json.putObject("payer").put("openid", openId);
    ObjectNode amounts = json.putObject("amount").put("total", amount).put("currency", currency);
    if (isPaid()) {
      amounts.put("payer_total", amount).put("payer_currency", currency);
      json.put("transaction_id", transactionId)
          .put("trade_type", "JSAPI")
          .put("bank_type", "OTHERS")
          .put("success_time", paidAt)
          .putArray("promotion_detail");
    }
    return json;
  }

  private String describe() {
    return switch (state) {
      case "SUCCESS" -> "支付成功";
      case "REFUND" -> "转入退款";
      case "CLOSED" -> "已关闭";
      case "REVOKED" -> "已撤销";
      case "PAYERROR" -> "支付失败";
      default -> "订单未支付";
    };
  }
}
