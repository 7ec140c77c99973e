package io.wanpu.kernel.messaging.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.messaging.MessageChannel;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.tenant.WechatApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribe messages of the shop's mini-program ({@code cgi-bin/message/subscribe/send}). */
public final class WechatSubscribeMessages implements MessageChannel {
  private static final Logger LOG = LoggerFactory.getLogger(WechatSubscribeMessages.class);

  private final String address;
  private final Supplier<Optional<WechatApp>> app;
  private final Function<MemberId, Optional<String>> openId;
  private final MallClock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  /**
   * @param app the mini-program of the shop of the call
   * @param openId a member's openid in it
   */
  public WechatSubscribeMessages(
      String address,
      Supplier<Optional<WechatApp>> app,
      Function<MemberId, Optional<String>> openId,
      MallClock clock) {
    this.address = address;
    this.app = app;
    this.openId = openId;
    this.clock = clock;
  }

  private record Token(String value, Instant until) {}

  @Override
  public String name() {
    return "wechat-subscribe";
  }

  @Override
  public Sent send(MemberId member, String template, String page, Map<String, String> values) {
    var shop = app.get();
    var receiver = openId.apply(member);
    if (shop.isEmpty() || receiver.isEmpty()) {
      return Sent.REFUSED;
    }
    var body = Json.mapper().createObjectNode();
    body.put("touser", receiver.get()).put("template_id", template).put("page", page);
    var data = body.putObject("data");
    values.forEach((field, value) -> data.putObject(field).put("value", value));
    try {
      var answer = post("/cgi-bin/message/subscribe/send?access_token=" + token(shop.get()), body);
      var error = answer.path("errcode").asInt(0);
      if (error == 40001 || error == 42001) {
        tokens.remove(shop.get().appId());
      }
      if (error != 0) {
        LOG.info(
            "subscribe message {} was refused: {} {}",
            template,
            error,
            answer.path("errmsg").asText());
      }
      return error == 0 ? Sent.SENT : Sent.REFUSED;
    } catch (IOException e) {
      LOG.warn("subscribe message {}: no clear answer: {}", template, e.toString());
      return Sent.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sent.UNKNOWN;
    }
  }

  private String token(WechatApp shop) throws IOException, InterruptedException {
    var known = tokens.get(shop.appId());
    if (known != null && known.until().isAfter(clock.instant())) {
      return known.value();
    }
    var wish =
        Json.mapper()
            .createObjectNode()
            .put("grant_type", "client_credential")
            .put("appid", shop.appId())
            .put("secret", shop.secret());
    var answer = post("/cgi-bin/stable_token", wish);
    var token = answer.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new IOException("no access token: " + answer.path("errcode").asText());
    }
    tokens.put(
        shop.appId(),
        new Token(
            token,
            clock
                .instant()
                .plusSeconds(Math.max(60, answer.path("expires_in").asLong(7200) - 300))));
    return token;
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode());
    }
    return Json.tree(response.body());
  }
}
