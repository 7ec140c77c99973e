package io.wanpu.kernel.member.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wanpu.kernel.member.Identity;
import io.wanpu.kernel.tenant.WechatApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever WeChat answers, the shopper gets in or is told what to do. */
class WechatLoginTest {
  private HttpServer wechat;
  private volatile String answer = "";
  private volatile int status = 200;
  private volatile String asked = "";
  private WechatLogin login;

  @BeforeEach
  void start() throws IOException {
    wechat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    wechat.createContext(
        "/sns/jscode2session",
        exchange -> {
          asked = exchange.getRequestURI().getRawQuery();
          var body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    wechat.start();
    login =
        new WechatLogin(
            "http://localhost:" + wechat.getAddress().getPort(),
            () -> Optional.of(new WechatApp("wx1", "s&cret")));
  }

  @AfterEach
  void stop() {
    wechat.stop(0);
  }

  @Test
  void openid_and_unionid_name_the_shopper() {
    answer = "{\"openid\":\"o1\",\"unionid\":\"u1\",\"session_key\":\"k\",\"later\":{}}";
    assertThat(login.identify("a&b=c"))
        .containsExactly(new Identity("wechat-mini", "o1"), new Identity("wechat-union", "u1"));
    assertThat(asked).contains("secret=s%26cret", "js_code=a%26b%3Dc");
    answer = "{\"openid\":\"o1\"}";
    assertThat(login.identify("x")).containsExactly(new Identity("wechat-mini", "o1"));
  }

  @ParameterizedTest
  @CsvSource({
    "40029,login.bad_code",
    "40163,login.bad_code",
    "40226,login.refused_by_wechat",
    "45011,login.too_many",
    "40125,login.wechat_misconfigured",
    "-1,login.channel_away",
    "99999,login.channel_away"
  })
  void a_refusal_says_whose_turn_it_is(int code, String expected) {
    answer = "{\"errcode\":" + code + ",\"errmsg\":\"x\"}";
    assertThatThrownBy(() -> login.identify("x")).hasMessage(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>502</html>",
        "null",
        "[]",
        "{}",
        "\"text\"",
        "{\"openid\":\"\"}",
        "{\"openid\":null}",
        "{\"openid\":1e400}",
        "{\"errcode\":{}}"
      })
  void an_answer_that_is_none_counts_as_no_answer(String body) {
    answer = body;
    assertThatThrownBy(() -> login.identify("x")).hasMessage("login.channel_away");
  }

  @Test
  void an_openid_of_absurd_length_counts_as_no_answer() {
    answer = "{\"openid\":\"" + "x".repeat(500) + "\"}";
    assertThatThrownBy(() -> login.identify("x")).hasMessage("login.channel_away");
  }

  @Test
  void a_failing_or_absent_wechat_is_away() {
    status = 500;
    answer = "x";
    assertThatThrownBy(() -> login.identify("x")).hasMessage("login.channel_away");
    wechat.stop(0);
    assertThatThrownBy(() -> login.identify("x")).hasMessage("login.channel_away");
  }

  @Test
  void a_shop_without_a_mini_program_says_so() {
    var none = new WechatLogin("http://localhost:1", Optional::empty);
    assertThatThrownBy(() -> none.identify("x")).hasMessage("login.wechat_not_connected");
  }
}
