package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What WeChat tells a third-party platform: XML, sealed with AES-256-CBC and signed with SHA-1, as
 * the platform's token and key want it. It goes to the address in the file {@code push-url}, which
 * stands for what is entered at WeChat's console.
 */
final class OpenPush implements AutoCloseable {
  private static final int BLOCK = 32;
  private static final int TRIES = 10;
  private static final long LONGEST_PAUSE = 10_000;

  private final Keys keys;
  private final Path address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().daemon().name("open-push-", 0).factory());

  OpenPush(Keys keys, Path folder) {
    this.keys = keys;
    this.address = folder.resolve("push-url");
  }

  /** Pushes in the background, again when the receiver does not say {@code success}. */
  void send(String path, String xml, long delayMillis) {
    send(path, xml, 0, delayMillis);
  }

  private void send(String path, String xml, int attempt, long delayMillis) {
    var unused =
        clock.schedule(
            () -> {
              if (!delivered(path, xml) && attempt < TRIES) {
                send(path, xml, attempt + 1, Math.min(1000L << attempt, LONGEST_PAUSE));
              }
            },
            delayMillis,
            TimeUnit.MILLISECONDS);
  }

  /** Pushes every so often, as long as the sandbox runs. */
  void repeat(String path, Supplier<String> xml, Duration every) {
    var unused =
        clock.scheduleAtFixedRate(
            () -> send(path, xml.get(), 0),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A push as it goes over the wire. */
  ObjectNode sealed(String xml) {
    String timestamp = "" + System.currentTimeMillis() / 1000;
    String nonce = Crypto.nonce();
    String sealed = seal(xml);
    return Reply.object()
        .put("timestamp", timestamp)
        .put("nonce", nonce)
        .put("msg_signature", signature(timestamp, nonce, sealed))
        .put("body", envelope(sealed));
  }

  private boolean delivered(String path, String xml) {
    try {
      if (!Files.exists(address)) {
        return false;
      }
      ObjectNode push = sealed(xml);
      String query =
          "?encrypt_type=aes&timestamp=%s&nonce=%s&msg_signature=%s"
              .formatted(
                  Call.text(push, "timestamp"),
                  Call.text(push, "nonce"),
                  Call.text(push, "msg_signature"));
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(Files.readString(address).strip() + path + query))
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "text/xml")
                  .POST(HttpRequest.BodyPublishers.ofString(Call.text(push, "body")))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals("success");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String envelope(String sealed) {
    return "<xml><AppId><![CDATA[%s]]></AppId><Encrypt><![CDATA[%s]]></Encrypt></xml>"
        .formatted(keys.componentAppId(), sealed);
  }

  private String signature(String timestamp, String nonce, String sealed) {
    String[] parts = {keys.componentToken(), timestamp, nonce, sealed};
    Arrays.sort(parts);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1")
                  .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 16 random bytes, the length, the text, the receiver; filled up to blocks of 32 bytes. */
  private String seal(String xml) {
    byte[] text = xml.getBytes(StandardCharsets.UTF_8);
    byte[] receiver = keys.componentAppId().getBytes(StandardCharsets.UTF_8);
    int length = 20 + text.length + receiver.length;
    int padding = BLOCK - length % BLOCK;
    ByteBuffer plain = ByteBuffer.allocate(length + padding);
    plain.put(Crypto.nonce().substring(0, 16).getBytes(StandardCharsets.US_ASCII));
    plain.putInt(text.length).put(text).put(receiver);
    while (plain.hasRemaining()) {
      plain.put((byte) padding);
    }
    byte[] key = Base64.getDecoder().decode(keys.componentAesKey() + "=");
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
      return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says where to push from now on. */
  void receiver(String url) {
    try {
      Files.writeString(address, url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    http.shutdownNow();
  }
}
