package io.wanpu.kernel.payment.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.auth.Credential;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Signer;
import com.wechat.pay.java.core.exception.MalformedMessageException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.NonceUtil;
import com.wechat.pay.java.core.util.PemUtil;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.payment.PaymentProvider;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeChat Pay, API version 3. Requests are signed with the merchant's key, answers and callbacks are
 * verified with the platform's public key; cryptography is WeChat Pay's own library's.
 */
public final class WechatPayments implements PaymentProvider {
  private static final Logger LOG = LoggerFactory.getLogger(WechatPayments.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(6);

  private final MallConfig.Wechat config;
  private final Supplier<Optional<String>> appId;
  private final MallClock clock;
  private final HttpClient http;
  private final Signer signer;
  private final Credential credential;
  private final Validator validator;
  private final NotificationParser parser;

  /**
   * @param appId appid of the mini-program of the shop of the call
   */
  public WechatPayments(
      MallConfig.Wechat config, Supplier<Optional<String>> appId, MallClock clock) {
    this.config = config;
    this.appId = appId;
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    this.signer =
        new RSASigner(
            config.merchantSerial(),
            PemUtil.loadPrivateKeyFromPath(config.merchantKey().toString()));
    this.credential = new WechatPay2Credential(config.merchant(), signer);
    this.validator =
        new WechatPay2Validator(
            new RSAVerifier(
                PemUtil.loadPublicKeyFromPath(config.publicKey().toString()),
                config.publicKeyId()));
    this.parser =
        new NotificationParser(
            new RSAPublicKeyNotificationConfig.Builder()
                .publicKeyFromPath(config.publicKey().toString())
                .publicKeyId(config.publicKeyId())
                .apiV3Key(config.apiV3Key())
                .build());
  }

  @Override
  public String name() {
    return "wechat";
  }

  @Override
  public Map<String, String> start(Start start) {
    var app = appId.get().orElseThrow(() -> MallException.conflict("login.wechat_not_connected"));
    var body =
        object()
            .put("appid", app)
            .put("mchid", config.merchant())
            .put("description", start.description())
            .put("out_trade_no", Long.toString(start.payment()))
            .put(
                "time_expire",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    start
                        .expiresAt()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atOffset(ZoneOffset.ofHours(8))))
            .put("notify_url", start.notifyUrl());
    body.putObject("amount").put("total", start.amount()).put("currency", start.currency());
    body.putObject("payer").put("openid", start.payer());
    var prepay = send("POST", "/v3/pay/transactions/jsapi", body).path("prepay_id").asText();
    var timestamp = Long.toString(clock.instant().getEpochSecond());
    var nonce = NonceUtil.createNonce(32);
    var pack = "prepay_id=" + prepay;
    var signature = signer.sign(String.join("\n", app, timestamp, nonce, pack) + "\n");
    var params = new LinkedHashMap<String, String>();
    params.put("timeStamp", timestamp);
    params.put("nonceStr", nonce);
    params.put("package", pack);
    params.put("signType", "RSA");
    params.put("paySign", signature.getSign());
    return params;
  }

  @Override
  public void close(long payment) {
    try {
      send(
          "POST",
          "/v3/pay/transactions/out-trade-no/" + payment + "/close",
          object().put("mchid", config.merchant()));
    } catch (Refusal refusal) {
      // paid or closed already, or never begun there: the query that follows tells
      LOG.debug("closing payment {} was refused: {}", payment, refusal.code);
    }
  }

  @Override
  public Optional<Notice.Paid> query(long payment) {
    JsonNode answer;
    try {
      answer =
          send(
              "GET",
              "/v3/pay/transactions/out-trade-no/" + payment + "?mchid=" + config.merchant(),
              null);
    } catch (Refusal refusal) {
      if (refusal.status == 404) {
        return Optional.empty();
      }
      throw away(refusal);
    }
    return answer.path("trade_state").asText().equals("SUCCESS")
        ? Optional.of(paid(answer))
        : Optional.empty();
  }

  @Override
  public RefundAnswer refund(RefundOrder refund) {
    var body =
        object()
            .put("out_trade_no", Long.toString(refund.payment()))
            .put("out_refund_no", Long.toString(refund.refund()))
            .put("reason", refund.reason())
            .put("notify_url", refund.notifyUrl());
    body.putObject("amount")
        .put("refund", refund.amount())
        .put("total", refund.paid())
        .put("currency", refund.currency());
    try {
      var answer = send("POST", "/v3/refund/domestic/refunds", body);
      return new RefundAnswer(
          answer.path("refund_id").asText(), answer.path("status").asText().equals("SUCCESS"));
    } catch (Refusal refusal) {
      throw away(refusal);
    }
  }

  @Override
  public Notice read(Map<String, String> headers, byte[] body) {
    var request =
        new RequestParam.Builder()
            .serialNumber(headers.getOrDefault("wechatpay-serial", ""))
            .timestamp(headers.getOrDefault("wechatpay-timestamp", ""))
            .nonce(headers.getOrDefault("wechatpay-nonce", ""))
            .signature(headers.getOrDefault("wechatpay-signature", ""))
            .body(new String(body, StandardCharsets.UTF_8))
            .build();
    try {
      var opened = Json.tree(Json.write(parser.parse(request, Map.class)));
      if (opened.has("refund_status")) {
        return new Notice.Refunded(
            ourId(opened, "out_refund_no"),
            opened.path("refund_status").asText().equals("SUCCESS"));
      }
      return opened.path("trade_state").asText().equals("SUCCESS")
          ? paid(opened)
          : new Notice.Other();
    } catch (ValidationException | MalformedMessageException | IllegalArgumentException e) {
      LOG.warn("a callback was refused: {}", e.getMessage());
      throw new MallException(ErrorKind.UNAUTHENTICATED, "payment.bad_signature");
    }
  }

  private static Notice.Paid paid(JsonNode transaction) {
    return new Notice.Paid(
        ourId(transaction, "out_trade_no"),
        transaction.path("transaction_id").asText(),
        // the library reads numbers as doubles: exact far beyond any amount
        new java.math.BigDecimal(transaction.path("amount").path("total").asText())
            .longValueExact());
  }

  private static long ourId(JsonNode node, String field) {
    try {
      return Long.parseLong(node.path(field).asText());
    } catch (NumberFormatException e) {
      throw MallException.notFound("payment.unknown");
    }
  }

  private JsonNode send(String method, String path, @Nullable ObjectNode body) {
    var uri = URI.create(config.url() + path);
    var text = body == null ? "" : body.toString();
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("Authorization", credential.getAuthorization(uri, method, text))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Wechatpay-Serial", config.publicKeyId())
            .method(method, HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
    if (response.statusCode() >= 300) {
      var code =
          Json.tree(response.body().isEmpty() ? "{}" : response.body()).path("code").asText();
      if (response.statusCode() >= 500 || response.statusCode() == 429) {
        throw away(new Refusal(response.statusCode(), code));
      }
      LOG.info("WeChat Pay answered {} {} to {} {}", response.statusCode(), code, method, path);
      throw new Refusal(response.statusCode(), code);
    }
    if (!validator.validate(headers(response), response.body())) {
      LOG.error("an answer to {} {} does not carry WeChat Pay's signature", method, path);
      throw away(null);
    }
    return response.body().isEmpty() ? object() : Json.tree(response.body());
  }

  private static HttpHeaders headers(HttpResponse<String> response) {
    var headers = new HttpHeaders();
    for (var name :
        List.of(
            "Wechatpay-Serial",
            "Wechatpay-Timestamp",
            "Wechatpay-Nonce",
            "Wechatpay-Signature",
            "Wechatpay-Signature-Type",
            "Request-ID")) {
      headers.addHeader(name, response.headers().firstValue(name).orElse(""));
    }
    return headers;
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }

  private static MallException away(@Nullable Exception cause) {
    return new MallException(
        ErrorKind.UNAVAILABLE, "payment.provider_away", List.of(), List.of(), cause);
  }

  /** The provider's no. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code) {
      super(status + " " + code);
      this.status = status;
      this.code = code;
    }
  }
}
