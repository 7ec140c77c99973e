package io.wanpu.launcher.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third-party platform, as its documents describe it. */
class OpenPlatformTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @TempDir static Path data;
  private static Sandbox sandbox;
  private static Keys keys;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(data, 0);
    keys = Keys.of(data);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static JsonNode ask(String path, ObjectNode body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + path));
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }
    return Call.JSON.readTree(
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private static JsonNode ask(String path, String... pairs) throws Exception {
    ObjectNode body = Reply.object();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put(pairs[i], pairs[i + 1]);
    }
    return ask(path, body);
  }

  private static String componentToken() throws Exception {
    return ask(
            "/cgi-bin/component/api_component_token",
            "component_appid",
            keys.componentAppId(),
            "component_appsecret",
            keys.componentSecret(),
            "component_verify_ticket",
            ticket())
        .path("component_access_token")
        .asText();
  }

  /** The sandbox pushes it sealed; the kernel's tests open it. */
  private static String ticket() {
    return "ticket@@@"
        + java.util.HexFormat.of()
            .formatHex(
                Crypto.digest(
                    String.join("\n", "ticket", "", keys.componentSecret())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** Entrusts it as a merchant does. @return the token with which the platform speaks for it */
  private static String entrusted(String appId) throws Exception {
    String page =
        HTTP.send(
                HttpRequest.newBuilder(
                        URI.create(
                            sandbox.url()
                                + "/cgi-bin/componentloginpage?component_appid=x&pre_auth_code=x&auth_type=2&biz_appid="
                                + appId
                                + "&redirect_uri=http%3A%2F%2Flocalhost%2Fback"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String code = page.replaceFirst("(?s).*auth_code=([^&\"]+).*", "$1");
    JsonNode given =
        ask(
                "/cgi-bin/component/api_query_auth?component_access_token=" + componentToken(),
                "component_appid",
                keys.componentAppId(),
                "authorization_code",
                code)
            .path("authorization_info");
    assertThat(given.path("authorizer_appid").asText()).isEqualTo(appId);
    return ask(
            "/cgi-bin/component/api_authorizer_token?component_access_token=" + componentToken(),
            "component_appid",
            keys.componentAppId(),
            "authorizer_appid",
            appId,
            "authorizer_refresh_token",
            given.path("authorizer_refresh_token").asText())
        .path("authorizer_access_token")
        .asText();
  }

  private static int commit(String token, String version, String ext, long template)
      throws Exception {
    return ask(
            "/wxa/commit?access_token=" + token,
            Reply.object()
                .put("template_id", template)
                .put("user_version", version)
                .put("user_desc", "news")
                .put("ext_json", ext))
        .path("errcode")
        .asInt();
  }

  private static void judge(String appId, String verdict, String reason) throws Exception {
    ask(
        "/sandbox/open/audit",
        Reply.object()
            .put("appid", appId)
            .put("verdict", verdict)
            .put("reason", reason)
            .put("afterMillis", 0)
            .put("notify", false));
  }

  private static int code(String operation, String token) throws Exception {
    return ask("/wxa/" + operation + "?access_token=" + token, Reply.object())
        .path("errcode")
        .asInt();
  }

  @Test
  void a_version_goes_from_commit_to_release_and_back() throws Exception {
    String token = entrusted("wxjourney");
    assertThat(code("submit_audit", token)).isEqualTo(85086);
    for (String version : new String[] {"1.0.1", "1.0.2"}) {
      assertThat(commit(token, version, "{\"pages\":[]}", 1)).isZero();
      judge("wxjourney", "wait", "");
      assertThat(code("submit_audit", token)).isZero();
      assertThat(code("submit_audit", token)).isEqualTo(85009);
      assertThat(code("release", token)).isEqualTo(85020);
      judge("wxjourney", "pass", "");
      JsonNode audit = ask("/wxa/get_latest_auditstatus?access_token=" + token, (ObjectNode) null);
      assertThat(audit.path("status").asInt()).isZero();
      assertThat(audit.path("user_version").asText()).isEqualTo(version);
      assertThat(code("release", token)).isZero();
      assertThat(code("release", token)).isEqualTo(85052);
    }
    JsonNode out = ask("/wxa/getversioninfo?access_token=" + token, Reply.object());
    assertThat(out.path("release_info").path("release_version").asText()).isEqualTo("1.0.2");
    assertThat(code("revertcoderelease", token)).isZero();
    out = ask("/wxa/getversioninfo?access_token=" + token, Reply.object());
    assertThat(out.path("release_info").path("release_version").asText()).isEqualTo("1.0.1");
    assertThat(code("revertcoderelease", token)).isEqualTo(87012);
  }

  @Test
  void a_refusal_says_why() throws Exception {
    String token = entrusted("wxrefused");
    assertThat(commit(token, "1.0.1", "{}", 1)).isZero();
    judge("wxrefused", "refuse", "类目不符");
    assertThat(code("submit_audit", token)).isZero();
    JsonNode audit = ask("/wxa/get_latest_auditstatus?access_token=" + token, (ObjectNode) null);
    assertThat(audit.path("status").asInt()).isEqualTo(1);
    assertThat(audit.path("reason").asText()).isEqualTo("类目不符");
    assertThat(code("release", token)).isEqualTo(85020);
  }

  @Test
  void what_is_not_in_the_template_is_refused() throws Exception {
    String token = entrusted("wxsubset");
    ObjectNode template = Reply.object().put("user_desc", "wanpu/test");
    template.putArray("pages").add("pages/home/home");
    ask("/sandbox/open/templates", template);
    JsonNode all =
        ask("/wxa/gettemplatelist?access_token=" + componentToken(), (ObjectNode) null)
            .path("template_list");
    long id = all.get(all.size() - 1).path("template_id").asLong();
    assertThat(commit(token, "1.0.1", "{\"pages\":[\"pages/home/home\"]}", id)).isZero();
    assertThat(commit(token, "1.0.1", "{\"pages\":[\"pages/gone/gone\"]}", id)).isEqualTo(85045);
    assertThat(commit(token, "1.0.1", "no json", id)).isEqualTo(85013);
    assertThat(commit(token, "1.0.1", "{}", 999_999)).isEqualTo(85014);
  }

  @Test
  void nobody_speaks_for_a_mini_program_without_its_token() throws Exception {
    assertThat(code("release", "made-up")).isEqualTo(40001);
    assertThat(code("release", componentToken())).isEqualTo(40001);
    assertThat(
            ask(
                    "/cgi-bin/component/api_component_token",
                    "component_appid",
                    keys.componentAppId(),
                    "component_appsecret",
                    keys.componentSecret(),
                    "component_verify_ticket",
                    "old")
                .path("errcode")
                .asInt())
        .isEqualTo(61006);
    assertThat(
            ask(
                    "/cgi-bin/component/api_authorizer_token?component_access_token="
                        + componentToken(),
                    "authorizer_appid",
                    "wxstranger",
                    "authorizer_refresh_token",
                    "x")
                .path("errcode")
                .asInt())
        .isEqualTo(61003);
  }

  @Test
  void an_answer_can_get_lost_after_its_effect() throws Exception {
    String token = entrusted("wxlost");
    assertThat(commit(token, "1.0.1", "{}", 1)).isZero();
    judge("wxlost", "wait", "");
    ask("/sandbox/open/fault", "path", "/wxa/submit_audit", "drop", "after");
    assertThatThrownBy(() -> code("submit_audit", token)).isInstanceOf(IOException.class);
    assertThat(code("submit_audit", token)).isEqualTo(85009);
  }
}
