package io.wanpu.storefront.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An answer that is ready to be sent: JSON, or a problem from status 400 on. */
record Answer(int status, byte[] body) {
  static final String JSON = "application/json";
  static final String PROBLEM = "application/problem+json";

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (body.length > 0) {
      response.setContentType(status < 400 ? JSON : PROBLEM);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
