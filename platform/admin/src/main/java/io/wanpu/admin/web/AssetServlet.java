package io.wanpu.admin.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves {@link Assets}. */
public final class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Assets assets;

  public AssetServlet(Assets assets) {
    this.assets = assets;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getRequestURI();
    var found = assets.find(path);
    if (found.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var asset = found.get();
    var accepted = request.getHeader("Accept-Encoding");
    var packed =
        accepted != null
            && accepted.contains("gzip")
            && asset.packed().length < asset.plain().length * 9 / 10;
    var body = packed ? asset.packed() : asset.plain();
    if (packed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader(
        "Cache-Control",
        assets.isCurrent(path) ? "public, max-age=31536000, immutable" : "public, max-age=60");
    response.setContentType(asset.type());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
