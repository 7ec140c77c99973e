package io.wanpu.server.demo;

import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Plays the shopper at the WeChat sandbox: pays, without a callback. */
final class SandboxMoney {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  SandboxMoney(String address) {
    this.address = address;
  }

  /**
   * Pays.
   *
   * @param late although the order was closed at WeChat
   * @return WeChat's number of the transaction
   */
  String pay(long payment, boolean late) {
    var wish = Map.of("out_trade_no", Long.toString(payment), "notify", false, "late", late);
    var request =
        HttpRequest.newBuilder(URI.create(address + "/sandbox/pay"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(wish)))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "the demo needs the WeChat sandbox, which answered " + answer.body());
      }
      return Json.tree(answer.body()).path("transaction_id").asText();
    } catch (IOException e) {
      throw new IllegalStateException("the demo needs the WeChat sandbox at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
