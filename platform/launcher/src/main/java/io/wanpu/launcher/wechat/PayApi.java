package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pay, version 3: every request must carry the merchant's signature, every answer carries WeChat
 * Pay's.
 */
final class PayApi {
  private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Pattern BY_NUMBER =
      Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)");
  private static final Pattern BY_ID = Pattern.compile("/v3/pay/transactions/id/([^/]+)");
  private static final Pattern CLOSE =
      Pattern.compile("/v3/pay/transactions/out-trade-no/([^/]+)/close");
  private static final Pattern REFUND = Pattern.compile("/v3/refund/domestic/refunds/([^/]+)");

  private final Keys keys;
  private final PublicKey merchantPublic;
  private final PrivateKey platformPrivate;
  private final Payments payments;
  private final Notifier notifier;

  PayApi(Keys keys, Payments payments, Notifier notifier) {
    this.keys = keys;
    this.merchantPublic = keys.merchantPublic();
    this.platformPrivate = keys.platformPrivate();
    this.payments = payments;
    this.notifier = notifier;
  }

  /** The time as WeChat writes it: China's, to the second. */
  static String now() {
    return Instant.now()
        .truncatedTo(ChronoUnit.SECONDS)
        .atOffset(ZoneOffset.ofHours(8))
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  /** A number of 28 digits, as transactions and refunds have. */
  static String number(String prefix) {
    return prefix
        + DateTimeFormatter.ofPattern("yyyyMMdd")
            .withZone(ZoneOffset.ofHours(8))
            .format(Instant.now())
        + String.format("%010d", ThreadLocalRandom.current().nextLong(10_000_000_000L));
  }

  Optional<Reply> answer(Call call) {
    if (!call.path().startsWith("/v3/")) {
      return Optional.empty();
    }
    return Optional.of(
        isSigned(call) ? route(call) : Reply.payError(401, "SIGN_ERROR", "签名错误：请检查商户私钥、序列号与待签名串"));
  }

  /** Headers that prove that an answer is WeChat Pay's. */
  Map<String, String> signature(Reply reply) {
    return signature(reply.text());
  }

  private Map<String, String> signature(String body) {
    String timestamp = "" + Instant.now().getEpochSecond();
    String nonce = Crypto.nonce();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Wechatpay-Serial", keys.platformKeyId());
    headers.put("Wechatpay-Timestamp", timestamp);
    headers.put("Wechatpay-Nonce", nonce);
    headers.put(
        "Wechatpay-Signature", Crypto.sign(platformPrivate, Crypto.lines(timestamp, nonce, body)));
    headers.put("Wechatpay-Signature-Type", SCHEME);
    return headers;
  }

  private boolean isSigned(Call call) {
    String header = call.headers().getOrDefault("authorization", "");
    if (!header.startsWith(SCHEME + " ")) {
      return false;
    }
    Map<String, String> given = new LinkedHashMap<>();
    Matcher attributes = ATTRIBUTE.matcher(header);
    while (attributes.find()) {
      given.put(attributes.group(1), attributes.group(2));
    }
    String timestamp = given.getOrDefault("timestamp", "");
    return keys.merchantId().equals(given.get("mchid"))
        && keys.merchantSerial().equals(given.get("serial_no"))
        && timestamp.matches("\\d{1,12}")
        && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp))
            < CLOCK_SKEW.toSeconds()
        && Crypto.verify(
            merchantPublic,
            Crypto.lines(
                call.method(),
                call.target(),
                timestamp,
                given.getOrDefault("nonce_str", ""),
                call.body()),
            given.getOrDefault("signature", ""));
  }

  private Reply route(Call call) {
    Matcher byNumber = BY_NUMBER.matcher(call.path());
    Matcher byId = BY_ID.matcher(call.path());
    Matcher close = CLOSE.matcher(call.path());
    Matcher refund = REFUND.matcher(call.path());
    if (call.is("POST", "/v3/pay/transactions/jsapi")) {
      return order(call.json());
    }
    if (call.method().equals("GET") && byNumber.matches()) {
      return shown(payments.byOutTradeNo(byNumber.group(1)));
    }
    if (call.method().equals("GET") && byId.matches()) {
      return shown(payments.byTransactionId(byId.group(1)));
    }
    if (call.method().equals("POST") && close.matches()) {
      return close(close.group(1));
    }
    if (call.is("POST", "/v3/refund/domestic/refunds")) {
      return refund(call.json());
    }
    if (call.method().equals("GET") && refund.matches()) {
      return payments
          .refund(refund.group(1))
          .flatMap(found -> payments.byOutTradeNo(found.outTradeNo()).map(found::toJson))
          .map(Reply::json)
          .orElseGet(() -> Reply.payError(404, "RESOURCE_NOT_EXISTS", "退款单不存在"));
    }
    return Reply.payError(404, "RESOURCE_NOT_EXISTS", "请求的接口不存在");
  }

  private Reply shown(Optional<Payment> payment) {
    return payment
        .map(found -> Reply.json(found.toJson(keys.merchantId(), null)))
        .orElseGet(() -> Reply.payError(404, "ORDER_NOT_EXIST", "订单不存在"));
  }

  private Reply order(ObjectNode body) {
    String outTradeNo = Call.text(body, "out_trade_no");
    String openId = Call.text(body.path("payer"), "openid");
    long total = body.path("amount").path("total").asLong(0);
    String notifyUrl = Call.text(body, "notify_url");
    if (!outTradeNo.matches("[0-9A-Za-z_|*-]{6,32}")) {
      return Reply.payError(400, "PARAM_ERROR", "out_trade_no 须为 6 至 32 位字母、数字或 _-|*");
    }
    if (Call.text(body, "appid").isEmpty()
        || Call.text(body, "description").isEmpty()
        || openId.isEmpty()
        || !body.path("amount").path("total").isIntegralNumber()
        || total < 1
        || !notifyUrl.matches("https?://.+")
        || !keys.merchantId().equals(Call.text(body, "mchid"))) {
      return Reply.payError(
          400,
          "PARAM_ERROR",
          "缺少参数或参数不合法：appid、mchid、description、notify_url、amount.total、payer.openid");
    }
    String currency = body.path("amount").path("currency").asText("CNY");
    Payment wanted =
        new Payment(
            outTradeNo,
            Call.text(body, "appid"),
            Call.text(body, "description"),
            Call.text(body, "attach"),
            notifyUrl,
            total,
            currency,
            openId,
            "wx" + number("") + Crypto.nonce().substring(0, 8),
            "NOTPAY",
            "",
            "");
    Payment kept = payments.create(wanted);
    if (kept.isPaid()) {
      return Reply.payError(400, "ORDERPAID", "该订单已支付");
    }
    if (kept.state().equals("CLOSED")) {
      return Reply.payError(400, "ORDER_CLOSED", "该订单已关闭");
    }
    if (!kept.sameOrder(wanted)) {
      return Reply.payError(403, "OUT_TRADE_NO_USED", "商户订单号重复：同一订单号的内容须一致");
    }
    return Reply.json(Reply.object().put("prepay_id", kept.prepayId()));
  }

  private Reply close(String outTradeNo) {
    Optional<Payment> closed =
        payments.change(outTradeNo, payment -> payment.isPaid() ? payment : payment.in("CLOSED"));
    if (closed.isEmpty()) {
      return Reply.payError(404, "ORDER_NOT_EXIST", "订单不存在");
    }
    return closed.get().isPaid() ? Reply.payError(400, "ORDERPAID", "该订单已支付") : Reply.empty(204);
  }

  private Reply refund(ObjectNode body) {
    String outRefundNo = Call.text(body, "out_refund_no");
    String transactionId = Call.text(body, "transaction_id");
    Optional<Payment> payment =
        transactionId.isEmpty()
            ? payments.byOutTradeNo(Call.text(body, "out_trade_no"))
            : payments.byTransactionId(transactionId);
    long amount = body.path("amount").path("refund").asLong(0);
    if (!outRefundNo.matches("[0-9A-Za-z_|*@-]{1,64}")
        || amount < 1
        || !body.path("amount").has("total")) {
      return Reply.payError(
          400, "PARAM_ERROR", "缺少参数或参数不合法：out_refund_no、amount.refund、amount.total");
    }
    if (payment.filter(Payment::isPaid).isEmpty()) {
      return Reply.payError(404, "RESOURCE_NOT_EXISTS", "订单不存在或未支付");
    }
    if (payment.get().total() != body.path("amount").path("total").asLong()) {
      return Reply.payError(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试");
    }
    Refund wanted =
        new Refund(
            outRefundNo,
            number("503000"),
            payment.get().outTradeNo(),
            amount,
            Call.text(body, "notify_url"),
            "PROCESSING",
            now(),
            "");
    Optional<Refund> kept = payments.create(wanted);
    if (kept.isEmpty()) {
      return Reply.payError(403, "NOT_ENOUGH", "申请退款金额超过可退金额");
    }
    if (kept.get().amount() != amount || !kept.get().outTradeNo().equals(wanted.outTradeNo())) {
      return Reply.payError(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试");
    }
    if (kept.get().equals(wanted)) {
      Refund done = wanted.done(now());
      payments.finish(done);
      if (!done.notifyUrl().isEmpty()) {
        notifier.send(
            Callback.refunded(done, done.toCallback(keys.merchantId(), payment.get())),
            Delivery.once());
      }
    }
    return Reply.json(kept.get().toJson(payment.get()));
  }
}
