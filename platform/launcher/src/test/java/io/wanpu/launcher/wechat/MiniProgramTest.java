package io.wanpu.launcher.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniProgramTest {
  @TempDir static Path data;
  private static Sandbox sandbox;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(data, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void a_code_stands_for_one_person_with_another_openid_in_each_mini_program() throws Exception {
    JsonNode here = login("wxa", "demo-alice");
    JsonNode there = login("wxb", "demo-alice");
    assertThat(login("wxa", "demo-alice").get("openid")).isEqualTo(here.get("openid"));
    assertThat(here.get("openid").asText()).matches("o[\\w-]{27}");
    assertThat(there.get("openid")).isNotEqualTo(here.get("openid"));
    assertThat(there.get("unionid")).isEqualTo(here.get("unionid"));
    assertThat(login("wxa", "demo-bob").get("openid")).isNotEqualTo(here.get("openid"));
    assertThat(login("wxa", "code-17").get("openid"))
        .isEqualTo(login("wxa", "code-17").get("openid"));
  }

  @Test
  void invalid_codes_are_refused_as_wechat_does() throws Exception {
    assertThat(login("wxa", "bad-one").get("errcode").asInt()).isEqualTo(40029);
    assertThat(login("wxa", "whatever").get("errcode").asInt()).isEqualTo(40029);
    assertThat(login("wxa", "").get("errcode").asInt()).isEqualTo(41008);
    assertThat(login("", "demo-alice").get("errcode").asInt()).isEqualTo(40013);
  }

  @Test
  void a_code_for_one_use_works_once() throws Exception {
    JsonNode first = login("wxa", "once-carol.1");
    assertThat(first.has("openid")).isTrue();
    assertThat(login("wxa", "once-carol.1").get("errcode").asInt()).isEqualTo(40163);
    assertThat(login("wxa", "once-carol.2").get("openid")).isEqualTo(first.get("openid"));
  }

  @Test
  void messages_need_a_token_and_can_be_read_afterwards() throws Exception {
    ObjectNode message =
        Reply.object()
            .put("touser", login("wxa", "demo-alice").get("openid").asText())
            .put("template_id", "t1");
    message.putObject("data").putObject("thing1").put("value", "秒杀即将开始");
    assertThat(
            post("/cgi-bin/message/subscribe/send?access_token=forged.wxa.x", message)
                .get("errcode")
                .asInt())
        .isEqualTo(40001);
    String token =
        get("/cgi-bin/token?grant_type=client_credential&appid=wxa&secret=s")
            .get("access_token")
            .asText();
    String url = "/cgi-bin/message/subscribe/send?access_token=" + token;
    assertThat(post(url, message).get("errcode").asInt()).isZero();
    assertThat(
            post(url, message.deepCopy().put("template_id", "refused-t1")).get("errcode").asInt())
        .isEqualTo(43101);
    assertThat(get("/sandbox/messages").toString()).contains("秒杀即将开始").doesNotContain("refused-t1");
  }

  @Test
  void phone_numbers_and_code_pictures_are_given_to_who_has_a_token() throws Exception {
    ObjectNode who =
        Reply.object()
            .put("grant_type", "client_credential")
            .put("appid", "wxa")
            .put("secret", "s");
    String token = post("/cgi-bin/stable_token", who).get("access_token").asText();
    JsonNode phone =
        post(
            "/wxa/business/getuserphonenumber?access_token=" + token,
            Reply.object().put("code", "phone-13912345678"));
    assertThat(phone.get("phone_info").get("purePhoneNumber").asText()).isEqualTo("13912345678");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(sandbox.url() + "/wxa/getwxacodeunlimit?access_token=" + token))
            .POST(HttpRequest.BodyPublishers.ofString("{\"scene\":\"p=1\"}"))
            .build();
    byte[] picture = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
    assertThat(
            post(
                    "/wxa/getwxacodeunlimit?access_token=" + token,
                    Reply.object().put("scene", "x".repeat(33)))
                .get("errcode")
                .asInt())
        .isEqualTo(40169);
  }

  private static JsonNode login(String appId, String code) throws Exception {
    return get(
        "/sns/jscode2session?appid="
            + appId
            + "&secret=s&js_code="
            + code
            + "&grant_type=authorization_code");
  }

  private static JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path)).build();
    return Call.JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static JsonNode post(String path, ObjectNode body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return Call.JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
