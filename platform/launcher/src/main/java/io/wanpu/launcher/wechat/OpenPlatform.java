package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The third-party platform: who may speak for which mini-program ({@code /cgi-bin/component/...}),
 * and the code of those mini-programs ({@link CodeDesk}).
 *
 * <p>{@code /cgi-bin/componentloginpage} is the page on which a merchant entrusts her mini-program
 * to the platform. What WeChat's people would do is done through {@code POST /sandbox/open/...}:
 *
 * <ul>
 *   <li>{@code audit}: {@code appid}, {@code verdict} ({@code pass}, {@code refuse}, {@code wait}),
 *       {@code reason}, {@code afterMillis}, {@code notify}: how the audit that runs, and the next
 *       ones, end. Without it they pass after 15 s.
 *   <li>{@code fault}: {@code path}, and {@code errcode} with {@code errmsg}, or {@code drop}
 *       ({@code before} or {@code after} the effect): the next call of that path fails so.
 *   <li>{@code templates}: {@code user_desc}, {@code pages}: one more template.
 *   <li>{@code receiver}: {@code url}: where events are pushed.
 * </ul>
 *
 * {@code GET /sandbox/open/apps} shows the mini-programs, {@code ticket} what would be pushed to
 * the platform now.
 */
final class OpenPlatform implements AutoCloseable {
  private static final Set<String> OUR_PREFIXES =
      Set.of("/cgi-bin/component", "/wxa/", "/sandbox/open/");

  private final Keys keys;
  private final OpenPush push;
  private final CodeDesk code;
  private final Map<String, ObjectNode> faults = new ConcurrentHashMap<>();

  OpenPlatform(Keys keys, Path folder) {
    this.keys = keys;
    this.push = new OpenPush(keys, folder);
    this.code = new CodeDesk(folder.resolve("open.json"), push);
    push.repeat("/ticket", this::ticketEvent, Duration.ofMinutes(10));
  }

  Optional<Reply> answer(Call call) {
    if (OUR_PREFIXES.stream().noneMatch(call.path()::startsWith)) {
      return Optional.empty();
    }
    ObjectNode fault = faults.remove(call.path());
    if (fault == null) {
      return route(call);
    }
    if (fault.has("errcode")) {
      return Optional.of(Reply.errcode(fault.path("errcode").asInt(), Call.text(fault, "errmsg")));
    }
    if (Call.text(fault, "drop").equals("after")) {
      var unused = route(call);
    }
    return Optional.of(Reply.broken());
  }

  private Optional<Reply> route(Call call) {
    if (call.path().startsWith("/sandbox/open/")) {
      return control(call);
    }
    if (call.path().startsWith("/wxa/")) {
      return call.path().equals("/wxa/gettemplatelist")
          ? Optional.of(isComponent(call) ? code.templates() : badToken())
          : code.answer(call, appOf(call.parameter("access_token")));
    }
    return Optional.ofNullable(
        switch (call.path()) {
          case "/cgi-bin/component/api_start_push_ticket" -> pushTicket(call.json());
          case "/cgi-bin/component/api_component_token" -> componentToken(call.json());
          case "/cgi-bin/component/api_create_preauthcode" ->
              isComponent(call)
                  ? Reply.json(
                      Reply.object()
                          .put("pre_auth_code", "preauthcode@@@" + Crypto.nonce())
                          .put("expires_in", 1800))
                  : badToken();
          case "/cgi-bin/component/api_query_auth" ->
              isComponent(call) ? entrusted(call.json()) : badToken();
          case "/cgi-bin/component/api_authorizer_token" ->
              isComponent(call) ? authorizerToken(call.json()) : badToken();
          case "/cgi-bin/componentloginpage" -> loginPage(call);
          default -> null;
        });
  }

  private Reply pushTicket(ObjectNode body) {
    if (!Call.text(body, "component_secret").equals(keys.componentSecret())) {
      return Reply.errcode(40125, "invalid appsecret");
    }
    push.send("/ticket", ticketEvent(), 0);
    return Reply.errcode(0, "ok");
  }

  private String ticketEvent() {
    return ("<xml><AppId>%s</AppId><CreateTime>%d</CreateTime><InfoType>component_verify_ticket</InfoType>"
            + "<ComponentVerifyTicket><![CDATA[%s]]></ComponentVerifyTicket></xml>")
        .formatted(keys.componentAppId(), System.currentTimeMillis() / 1000, ticket());
  }

  private Reply componentToken(ObjectNode body) {
    if (!Call.text(body, "component_appid").equals(keys.componentAppId())) {
      return Reply.errcode(40013, "invalid appid");
    }
    if (!Call.text(body, "component_appsecret").equals(keys.componentSecret())) {
      return Reply.errcode(40125, "invalid appsecret");
    }
    if (!Call.text(body, "component_verify_ticket").equals(ticket())) {
      return Reply.errcode(61006, "component ticket is invalid");
    }
    return Reply.json(
        Reply.object()
            .put("component_access_token", token("component", ""))
            .put("expires_in", 7200));
  }

  private Reply entrusted(ObjectNode body) {
    String given = Call.text(body, "authorization_code");
    String appId = given.replaceFirst("^queryauthcode@@@(\\w+)\\..*$", "$1");
    if (!given.equals(authorizationCode(appId))) {
      return Reply.errcode(61010, "code is expired");
    }
    code.entrust(appId);
    ObjectNode answer = Reply.object();
    answer
        .putObject("authorization_info")
        .put("authorizer_appid", appId)
        .put("authorizer_access_token", token("authorizer", appId))
        .put("expires_in", 7200)
        .put("authorizer_refresh_token", "refreshtoken@@@" + token("refresh", appId))
        .putArray("func_info");
    return Reply.json(answer);
  }

  private Reply authorizerToken(ObjectNode body) {
    String appId = Call.text(body, "authorizer_appid");
    if (!code.isEntrusted(appId)) {
      return Reply.errcode(61003, "component is not authorized by this account");
    }
    String refresh = "refreshtoken@@@" + token("refresh", appId);
    if (!Call.text(body, "authorizer_refresh_token").equals(refresh)) {
      return Reply.errcode(61023, "refresh_token is invalid");
    }
    return Reply.json(
        Reply.object()
            .put("authorizer_access_token", token("authorizer", appId))
            .put("expires_in", 7200)
            .put("authorizer_refresh_token", refresh));
  }

  private Reply loginPage(Call call) {
    String appId = call.parameter("biz_appid");
    String back = call.parameter("redirect_uri");
    if (!appId.matches("\\w{1,40}") || !back.matches("https?://[^\"<>\\s]+")) {
      return Reply.errcode(61000, "invalid request");
    }
    String target =
        back
            + (back.contains("?") ? "&" : "?")
            + "auth_code="
            + authorizationCode(appId)
            + "&expires_in=3600";
    String page =
        ("<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>授权 · 微信沙箱</title>"
                + "<main><h1>微信沙箱</h1><p>把小程序 %s 授权给第三方平台？</p><p><a id=\"entrust\" href=\"%s\">授权</a></p></main></html>")
            .formatted(appId, target.replace("&", "&amp;"));
    return new Reply(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Reply> control(Call call) {
    if (call.is("GET", "/sandbox/open/apps")) {
      return Optional.of(Reply.json(code.apps()));
    }
    if (call.is("GET", "/sandbox/open/ticket")) {
      return Optional.of(Reply.json(push.sealed(ticketEvent())));
    }
    if (!call.method().equals("POST")) {
      return Optional.empty();
    }
    ObjectNode wish = call.json();
    switch (call.path()) {
      case "/sandbox/open/audit" -> code.judge(wish);
      case "/sandbox/open/templates" -> code.addTemplate(wish);
      case "/sandbox/open/fault" -> faults.put(Call.text(wish, "path"), wish);
      case "/sandbox/open/receiver" -> push.receiver(Call.text(wish, "url"));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(Reply.errcode(0, "ok"));
  }

  private boolean isComponent(Call call) {
    String wanted = token("component", "");
    return wanted.equals(call.parameter("component_access_token"))
        || wanted.equals(call.parameter("access_token"));
  }

  /** The mini-program that a token speaks for; empty when it is none. */
  private String appOf(String given) {
    for (var names = code.apps().fieldNames(); names.hasNext(); ) {
      String appId = names.next();
      if (given.equals(token("authorizer", appId))) {
        return appId;
      }
    }
    return "";
  }

  static Reply badToken() {
    return Reply.errcode(40001, "invalid credential, access_token is invalid or not latest");
  }

  private String ticket() {
    return "ticket@@@" + token("ticket", "");
  }

  private String authorizationCode(String appId) {
    return "queryauthcode@@@" + appId + "." + token("code", appId);
  }

  private String token(String kind, String appId) {
    return HexFormat.of()
        .formatHex(
            Crypto.digest(
                String.join("\n", kind, appId, keys.componentSecret())
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    push.close();
  }
}
