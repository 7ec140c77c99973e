package io.wanpu.storefront.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves the routes that plugins declare. */
@FunctionalInterface
interface PluginRoutes {
  /**
   * Serves a call.
   *
   * @param path below {@code x/}: the plugin's id and the path within the plugin
   */
  void serve(ShopCall call, String path, byte[] body, HttpServletResponse response)
      throws IOException;
}
