package io.wanpu.storefront.wechat;

import io.wanpu.kernel.publish.HearPlatform;
import io.wanpu.runtime.Mall;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where WeChat pushes events of the third-party platform: {@code POST /wechat/ticket} for the
 * platform itself, {@code POST /wechat/<appid>/events} for mini-programs that were entrusted to it.
 */
public final class PlatformEventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern EVENTS = Pattern.compile("/(\\w{1,40})/events");
  private static final int MOST = 64 * 1024;

  private final transient Mall mall;

  public PlatformEventsServlet(Mall mall) {
    this.mall = mall;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getPathInfo() == null ? "" : request.getPathInfo();
    var mini = EVENTS.matcher(path);
    var hear = mall.publishing().map(publishing -> publishing.events());
    if (hear.isEmpty() || !path.equals("/ticket") && !mini.matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var body = request.getInputStream().readNBytes(MOST + 1);
    if (body.length > MOST) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    var push =
        new HearPlatform.Push(
            parameter(request, "msg_signature"),
            parameter(request, "timestamp"),
            parameter(request, "nonce"),
            new String(body, StandardCharsets.UTF_8));
    var ours =
        path.equals("/ticket")
            ? hear.get().toPlatform(push)
            : hear.get().toMiniProgram(mini.group(1), push);
    if (!ours) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.setContentType("text/plain");
    response.getOutputStream().print("success");
  }

  /** From the address alone: the body is XML. */
  private static String parameter(HttpServletRequest request, String name) {
    var query = request.getQueryString();
    for (var pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }
}
