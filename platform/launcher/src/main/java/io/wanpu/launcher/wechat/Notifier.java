package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends callbacks, sealed with the API v3 key and signed with WeChat Pay's key, again and again
 * until the merchant says 2xx: WeChat's own ladder of 15 s to 6 h, shortened to 1, 2, 4, 8, 16 and
 * 32 seconds.
 */
final class Notifier implements AutoCloseable {
  private static final int RETRIES = 6;
  private static final int KEPT_ATTEMPTS = 1_000;

  private final Keys keys;
  private final PrivateKey platformPrivate;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          4, Thread.ofPlatform().daemon().name("callback-", 0).factory());
  private final Deque<ObjectNode> attempts = new ArrayDeque<>();

  Notifier(Keys keys) {
    this.keys = keys;
    this.platformPrivate = keys.platformPrivate();
  }

  /** Delivers in the background. */
  void send(Callback callback, Delivery delivery) {
    String body = envelope(callback);
    for (int copy = 0; copy < delivery.copies(); copy++) {
      schedule(callback, body, delivery, 0, delivery.delay().toMillis());
    }
  }

  /** What was sent and what was answered, oldest first. */
  ArrayNode attempts() {
    synchronized (attempts) {
      return Call.JSON.createArrayNode().addAll(attempts);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    http.shutdownNow();
  }

  private String envelope(Callback callback) {
    String nonce = Crypto.nonce().substring(0, 12);
    ObjectNode envelope =
        Reply.object()
            .put("id", UUID.randomUUID().toString())
            .put("create_time", PayApi.now())
            .put("resource_type", "encrypt-resource")
            .put("event_type", callback.event())
            .put("summary", callback.summary());
    envelope
        .putObject("resource")
        .put("original_type", callback.kind())
        .put("algorithm", "AEAD_AES_256_GCM")
        .put(
            "ciphertext",
            Crypto.seal(keys.apiV3Key(), nonce, callback.kind(), callback.resource().toString()))
        .put("associated_data", callback.kind())
        .put("nonce", nonce);
    return envelope.toString();
  }

  private void schedule(
      Callback callback, String body, Delivery delivery, int attempt, long millis) {
    var unused =
        clock.schedule(
            () -> attempt(callback, body, delivery, attempt), millis, TimeUnit.MILLISECONDS);
  }

  private void attempt(Callback callback, String body, Delivery delivery, int attempt) {
    String outcome;
    boolean accepted = false;
    try {
      int status =
          http.send(request(callback, body, delivery), HttpResponse.BodyHandlers.discarding())
              .statusCode();
      accepted = status / 100 == 2;
      outcome = "" + status;
    } catch (IOException | IllegalArgumentException e) {
      outcome = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    record(callback, attempt, outcome);
    if (!accepted && attempt < RETRIES) {
      schedule(callback, body, delivery, attempt + 1, 1000L << attempt);
    }
  }

  private HttpRequest request(Callback callback, String body, Delivery delivery) {
    String timestamp = "" + Instant.now().getEpochSecond();
    String nonce = Crypto.nonce();
    String signed = delivery.forged() ? body + " " : body;
    return HttpRequest.newBuilder(URI.create(callback.url()))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .header("Wechatpay-Serial", keys.platformKeyId())
        .header("Wechatpay-Timestamp", timestamp)
        .header("Wechatpay-Nonce", nonce)
        .header(
            "Wechatpay-Signature",
            Crypto.sign(platformPrivate, Crypto.lines(timestamp, nonce, signed)))
        .header("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private void record(Callback callback, int attempt, String outcome) {
    synchronized (attempts) {
      attempts.addLast(
          Reply.object()
              .put("at", Instant.now().toString())
              .put("event_type", callback.event())
              .put("out_trade_no", Call.text(callback.resource(), "out_trade_no"))
              .put("url", callback.url())
              .put("attempt", attempt + 1)
              .put("outcome", outcome));
      while (attempts.size() > KEPT_ATTEMPTS) {
        attempts.removeFirst();
      }
    }
  }
}
