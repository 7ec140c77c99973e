package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.PemUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A merchant's server as its programmers would build it, on WeChat Pay's own library. */
final class Merchant implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String sandbox;
  private final Keys keys;
  private final BlockingQueue<RequestParam> callbacks = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();

  record Answer(int status, JsonNode body, boolean provenWechat) {}

  Merchant(String sandbox, Path data) throws IOException {
    this.sandbox = sandbox;
    this.keys = Keys.of(data);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/callback",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            callbacks.add(
                new RequestParam.Builder()
                    .serialNumber(headers.getFirst("Wechatpay-Serial"))
                    .timestamp(headers.getFirst("Wechatpay-Timestamp"))
                    .nonce(headers.getFirst("Wechatpay-Nonce"))
                    .signature(headers.getFirst("Wechatpay-Signature"))
                    .body(
                        new String(
                            exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .build());
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 204, -1);
          }
        });
    server.start();
  }

  void refuseNextCallbacks(int count) {
    refusals.set(count);
  }

  String callbackUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
  }

  ObjectNode order(String outTradeNo, long fen) {
    ObjectNode order =
        Reply.object()
            .put("appid", "wxshop")
            .put("mchid", keys.merchantId())
            .put("description", "龙井茶 250 克")
            .put("out_trade_no", outTradeNo)
            .put("notify_url", callbackUrl());
    order.putObject("amount").put("total", fen).put("currency", "CNY");
    order.putObject("payer").put("openid", "o123");
    return order;
  }

  Answer post(String path, JsonNode body) throws Exception {
    return send("POST", path, body.toString(), body.toString());
  }

  Answer postSignedAsSomethingElse(String path, JsonNode body) throws Exception {
    return send("POST", path, body.toString(), body + " ");
  }

  Answer get(String path) throws Exception {
    return send("GET", path, "", "");
  }

  /** The next callback, opened by WeChat Pay's library; fails if signature or seal are wrong. */
  Map<?, ?> nextCallback() throws Exception {
    RequestParam received = callbacks.poll(10, TimeUnit.SECONDS);
    if (received == null) {
      throw new AssertionError("no callback within 10 s");
    }
    return parser().parse(received, Map.class);
  }

  boolean hearsNothing() {
    return callbacks.isEmpty();
  }

  JsonNode control(String path, ObjectNode wish) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox + path))
            .POST(HttpRequest.BodyPublishers.ofString(wish.toString()))
            .build();
    return Call.JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }

  private NotificationParser parser() {
    return new NotificationParser(
        new RSAPublicKeyNotificationConfig.Builder()
            .publicKeyFromPath(keys.platformPublicFile().toString())
            .publicKeyId(keys.platformKeyId())
            .apiV3Key(keys.apiV3Key())
            .build());
  }

  private Answer send(String method, String path, String body, String signedBody) throws Exception {
    URI uri = URI.create(sandbox + path);
    RSASigner signer =
        new RSASigner(
            keys.merchantSerial(),
            PemUtil.loadPrivateKeyFromPath(keys.merchantPrivateFile().toString()));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(uri)
                .header(
                    "Authorization",
                    new WechatPay2Credential(keys.merchantId(), signer)
                        .getAuthorization(uri, method, signedBody))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    HttpHeaders headers = new HttpHeaders();
    for (String name :
        List.of(
            "Wechatpay-Serial",
            "Wechatpay-Timestamp",
            "Wechatpay-Nonce",
            "Wechatpay-Signature",
            "Wechatpay-Signature-Type")) {
      headers.addHeader(name, response.headers().firstValue(name).orElse(""));
    }
    boolean proven =
        new WechatPay2Validator(
                new RSAVerifier(
                    PemUtil.loadPublicKeyFromPath(keys.platformPublicFile().toString()),
                    keys.platformKeyId()))
            .validate(headers, response.body());
    return new Answer(
        response.statusCode(),
        response.body().isEmpty() ? Reply.object() : Call.JSON.readTree(response.body()),
        proven);
  }
}
