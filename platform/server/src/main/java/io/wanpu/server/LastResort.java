package io.wanpu.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
    response
        .getOutputStream()
        .write((html ? page(status) : problem(status)).getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(int status) {
    var code = status >= 500 ? "server.busy" : "request.malformed";
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
        .formatted(code, status, code);
  }

  private static String page(int status) {
    var chinese = status >= 500 ? "服务暂时不可用，请稍后重试。" : "这个地址无法识别，请检查后重试。";
    var english =
        status >= 500
            ? "The service is not available at the moment. Try again shortly."
            : "This address could not be read. Check it and try again.";
    return """
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>万铺 Wanpu</title></head>
        <body><h1>%d</h1><p>%s</p><p lang="en">%s</p><p><a href="/">万铺 Wanpu</a></p></body></html>
        """
        .formatted(status, chinese, english);
  }
}
