package io.wanpu.kernel.publish.wechat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import me.chanjar.weixin.common.bean.result.WxMinishopImageUploadResult;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.HttpClientType;
import me.chanjar.weixin.open.api.impl.WxOpenServiceAbstractImpl;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Carries WxJava's calls: to the address that the mall is configured with, with a limit of time,
 * and without writing tokens and secrets into the log, which WxJava's own transports do when a call
 * fails. Nothing is tried twice here: who calls knows whether that is safe.
 */
final class Transport extends WxOpenServiceAbstractImpl<CloseableHttpClient, HttpHost> {
  private static final String WECHAT = "https://api.weixin.qq.com";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final String address;

  /**
   * Never repeats a call by itself, as the JDK's client does with every GET whose connection
   * breaks: some of WeChat's GETs do things.
   */
  private final CloseableHttpClient http =
      HttpClients.custom()
          .disableAutomaticRetries()
          .disableRedirectHandling()
          .disableCookieManagement()
          .setDefaultRequestConfig(
              RequestConfig.custom().setResponseTimeout(Timeout.of(ANSWER)).build())
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setDefaultConnectionConfig(
                      ConnectionConfig.custom()
                          .setConnectTimeout(Timeout.of(CONNECT))
                          .setSocketTimeout(Timeout.of(ANSWER))
                          .build())
                  .build())
          .build();

  /**
   * @param address stands in for {@code https://api.weixin.qq.com}
   */
  Transport(String address) {
    this.address = address;
  }

  @Override
  public void initHttp() {
    // there is a client already
  }

  @Override
  public CloseableHttpClient getRequestHttpClient() {
    return http;
  }

  @Override
  public @Nullable HttpHost getRequestHttpProxy() {
    return null;
  }

  @Override
  public HttpClientType getRequestType() {
    return HttpClientType.HTTP_COMPONENTS;
  }

  @Override
  public String get(String url, @Nullable String query) throws WxErrorException {
    return checked(new String(bytes(url, query, null), StandardCharsets.UTF_8));
  }

  @Override
  public String post(String url, String body) throws WxErrorException {
    return checked(new String(bytes(url, null, body), StandardCharsets.UTF_8));
  }

  /** A picture, or what WeChat says instead. */
  byte[] picture(String url) throws WxErrorException {
    var answer = bytes(url, null, null);
    if (answer.length > 0 && answer[0] == '{') {
      var unused = checked(new String(answer, StandardCharsets.UTF_8));
    }
    return answer;
  }

  @Override
  public WxMinishopImageUploadResult uploadMinishopMediaFile(String url, File file) {
    throw new UnsupportedOperationException("nobody uploads media");
  }

  private byte[] bytes(String url, @Nullable String query, @Nullable String body) {
    var target = url.startsWith(WECHAT) ? address + url.substring(WECHAT.length()) : url;
    if (query != null && !query.isEmpty()) {
      target += (target.contains("?") ? "&" : "?") + query;
    }
    HttpUriRequestBase request = body == null ? new HttpGet(target) : new HttpPost(target);
    if (body != null) {
      request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    }
    try {
      return http.execute(
          request,
          answer -> {
            if (answer.getCode() != 200) {
              throw new IOException("answered " + answer.getCode());
            }
            return answer.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(answer.getEntity());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checked(String answer) throws WxErrorException {
    try {
      if (JsonParser.parseString(answer) instanceof JsonObject json) {
        var code = json.has("errcode") ? json.get("errcode").getAsInt() : 0;
        if (code != 0) {
          var words = json.has("errmsg") ? json.get("errmsg").getAsString() : "";
          throw new WxErrorException(
              WxError.builder().errorCode(code).errorMsg(words).json(answer).build());
        }
        return answer;
      }
    } catch (JsonParseException | UnsupportedOperationException | NumberFormatException e) {
      throw new UncheckedIOException(new IOException("no JSON came", e));
    }
    throw new UncheckedIOException(new IOException("no JSON object came"));
  }
}
