package io.wanpu.kernel.messaging.aliyun;

import io.wanpu.kernel.messaging.TextMessages;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code SendSms} of 2017-05-25, signed with ACS3-HMAC-SHA256. */
public final class AliyunTextMessages implements TextMessages {
  private static final Logger LOG = LoggerFactory.getLogger(AliyunTextMessages.class);
  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  private final MallConfig.Sms account;
  private final MallClock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  public AliyunTextMessages(MallConfig.Sms account, MallClock clock) {
    this.account = account;
    this.clock = clock;
  }

  @Override
  public Sent send(String phone, Map<String, String> values) {
    var query =
        new TreeMap<>(
            Map.of(
                "PhoneNumbers",
                phone.startsWith("+86") ? phone.substring(3) : phone.substring(1),
                "SignName",
                account.signName(),
                "TemplateCode",
                account.template(),
                "TemplateParam",
                Json.write(values)));
    var address = URI.create(account.url());
    var search =
        query.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    var digest = Digests.hex(Digests.sha256(""));
    var headers =
        new TreeMap<>(
            Map.of(
                "host",
                address.getAuthority(),
                "x-acs-action",
                "SendSms",
                "x-acs-content-sha256",
                digest,
                "x-acs-date",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce",
                UUID.randomUUID().toString(),
                "x-acs-version",
                "2017-05-25"));
    var request =
        HttpRequest.newBuilder(URI.create(account.url() + "/?" + search))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", authorization(search, headers, digest))
            .POST(HttpRequest.BodyPublishers.noBody());
    headers.forEach(
        (name, value) -> {
          if (!name.equals("host")) {
            request.header(name, value);
          }
        });
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var code = Json.tree(response.body()).path("Code").asText("");
      if (!code.equals("OK")) {
        LOG.warn("a text message was refused: {}", code);
      }
      return code.equals("OK") ? Sent.ACCEPTED : Sent.REFUSED;
    } catch (IOException | RuntimeException e) {
      LOG.warn("a text message: no clear answer: {}", e.toString());
      return Sent.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sent.UNKNOWN;
    }
  }

  private String authorization(String query, Map<String, String> headers, String digest) {
    var names = String.join(";", headers.keySet());
    var written =
        headers.entrySet().stream()
            .map(e -> e.getKey() + ":" + e.getValue() + "\n")
            .collect(Collectors.joining());
    var canonical = String.join("\n", "POST", "/", query, written, names, digest);
    var text = ALGORITHM + "\n" + Digests.hex(Digests.sha256(canonical));
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(account.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return ALGORITHM
          + " Credential="
          + account.accessKey()
          + ",SignedHeaders="
          + names
          + ",Signature="
          + Digests.hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
