package io.wanpu.benchmarks.bare;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Small JSON answers. */
final class Replies {
  private Replies() {}

  static void created(HttpServletResponse response, long id) throws IOException {
    send(response, HttpServletResponse.SC_CREATED, "{\"id\":\"" + id + "\",\"state\":\"HELD\"}");
  }

  static void soldOut(HttpServletResponse response) throws IOException {
    send(response, HttpServletResponse.SC_CONFLICT, "{\"code\":\"sold_out\"}");
  }

  private static void send(HttpServletResponse response, int status, String json)
      throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
