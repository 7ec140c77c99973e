package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that WeChat Pay tells a merchant.
 *
 * @param kind {@code transaction} or {@code refund}: original type and associated data of the
 *     sealed resource
 */
record Callback(String url, String event, String kind, String summary, ObjectNode resource) {

  static Callback paid(Payment payment, ObjectNode resource) {
    return new Callback(
        payment.notifyUrl(), "TRANSACTION.SUCCESS", "transaction", "支付成功", resource);
  }

  static Callback refunded(Refund refund, ObjectNode resource) {
    return new Callback(refund.notifyUrl(), "REFUND.SUCCESS", "refund", "退款成功", resource);
  }
}
