package io.wanpu.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers what the container itself refuses or what fails before any filter runs: a bad address, or
 * a session that can't be read while Redis is away. It needs neither session nor database.
 */
final class LastResort extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var said = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = said instanceof Integer code ? code : 500;
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    var accept = request.getHeader("Accept");
    var html = accept != null && accept.contains("text/html");
    response.setContentType(html ? "text/html;charset=UTF-8" : "application/problem+json");
    var body = html ? page(status) : problem(status, request.getLocale());
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(int status, Locale reader) {
    var code = status >= 500 ? "server.busy" : "request.malformed";
    var detail = "en".equals(reader.getLanguage()) ? english(status) : chinese(status);
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"code\":\"%s\"}"
        .formatted(code, status, detail, code);
  }

  private static String page(int status) {
    return """
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>万铺 Wanpu</title></head>
        <body><h1>%d</h1><p>%s</p><p lang="en">%s</p><p><a href="/">万铺 Wanpu</a></p></body></html>
        """
        .formatted(status, chinese(status), english(status));
  }

  private static String chinese(int status) {
    return status >= 500 ? "服务暂时不可用，请稍后重试。" : "这个请求无法识别，请检查后重试。";
  }

  private static String english(int status) {
    return status >= 500
        ? "The service is not available at the moment. Try again shortly."
        : "This request could not be read. Check it and try again.";
  }
}
