package io.wanpu.storefront.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shopper's part in a payment, in a mall with the demo: tells WeChat's sandbox that she pays.
 */
final class SandboxPay {
  private static final Pattern PREPAY_ID = Pattern.compile("[\\w.-]{1,80}");
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final String address;

  SandboxPay(String address) {
    this.address = address;
  }

  /**
   * @param body JSON with {@code prepayId}
   */
  boolean pay(String body) {
    try {
      var prepayId = Json.mapper().readTree(body).path("prepayId").asText("");
      if (!PREPAY_ID.matcher(prepayId).matches()) {
        return false;
      }
      var request =
          HttpRequest.newBuilder(URI.create(address + "/sandbox/pay"))
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("prepay_id", prepayId))))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (JsonProcessingException noJson) {
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
