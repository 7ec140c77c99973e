package io.wanpu.benchmarks.bare;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes the bytes that {@link ConstantResource} answers with. */
@WebServlet("/constant")
public final class ConstantServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static volatile byte[] bytes = {};

  static byte[] bytes() {
    return bytes;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate")
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    bytes = request.getInputStream().readAllBytes();
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
