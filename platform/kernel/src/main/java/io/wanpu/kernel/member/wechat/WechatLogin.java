package io.wanpu.kernel.member.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.member.Identity;
import io.wanpu.kernel.member.LoginChannel;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.WechatApp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mini-program's sign-in: {@code jscode2session} turns the code of {@code wx.login} into the
 * openid and, for shops with an Open Platform account, the unionid.
 */
public final class WechatLogin implements LoginChannel {
  /** Channel of the openid; another one in each mini-program. */
  public static final String MINI = "wechat-mini";

  /** Channel of the unionid; one over all channels of a merchant. */
  public static final String UNION = "wechat-union";

  private static final Logger LOG = LoggerFactory.getLogger(WechatLogin.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final String address;
  private final Supplier<Optional<WechatApp>> app;
  private final HttpClient http;

  /**
   * @param address base address of WeChat's interface
   * @param app the mini-program of the shop of the call
   */
  public WechatLogin(String address, Supplier<Optional<WechatApp>> app) {
    this.address = address;
    this.app = app;
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  @Override
  public String name() {
    return MINI;
  }

  @Override
  public List<Identity> identify(String code) {
    var shop =
        app.get()
            .orElseThrow(() -> new MallException(ErrorKind.CONFLICT, "login.wechat_not_connected"));
    var answer = ask(shop, code);
    var error = answer.path("errcode").asInt(0);
    if (error != 0) {
      throw refusal(error, text(answer, "errmsg"));
    }
    var openId = text(answer, "openid");
    var unionId = text(answer, "unionid");
    if (openId.isEmpty() || openId.length() > 100 || unionId.length() > 128) {
      LOG.warn("jscode2session answered without a usable openid");
      throw away(null);
    }
    var identities = new ArrayList<Identity>();
    // an openid means something within its mini-program only, and a shop may change its own
    identities.add(new Identity(MINI, openId));
    if (!unionId.isEmpty()) {
      identities.add(new Identity(UNION, unionId));
    }
    return identities;
  }

  private static String text(JsonNode answer, String name) {
    return answer.path(name).isTextual() ? answer.path(name).textValue() : "";
  }

  private JsonNode ask(WechatApp shop, String code) {
    var query =
        "appid=%s&secret=%s&js_code=%s&grant_type=authorization_code"
            .formatted(encoded(shop.appId()), encoded(shop.secret()), encoded(code));
    var request =
        HttpRequest.newBuilder(URI.create(address + "/sns/jscode2session?" + query))
            .timeout(ANSWER)
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        LOG.warn("jscode2session answered {}", response.statusCode());
        throw away(null);
      }
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
  }

  private static MallException refusal(int error, String message) {
    return switch (error) {
      // invalid, used or missing code
      case 40029, 40163, 41008 -> new MallException(ErrorKind.UNAUTHENTICATED, "login.bad_code");
      case 40226 -> new MallException(ErrorKind.FORBIDDEN, "login.refused_by_wechat");
      case 45011 -> new MallException(ErrorKind.TOO_MANY, "login.too_many");
      case 40013, 40125, 41002, 41004 -> {
        LOG.warn("the mini-program's appid or secret is refused: {} {}", error, message);
        yield new MallException(ErrorKind.CONFLICT, "login.wechat_misconfigured");
      }
      default -> {
        LOG.warn("jscode2session failed: {} {}", error, message);
        yield away(null);
      }
    };
  }

  private static MallException away(@org.jspecify.annotations.Nullable Exception cause) {
    return new MallException(
        ErrorKind.UNAVAILABLE, "login.channel_away", List.of(), List.of(), cause);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
