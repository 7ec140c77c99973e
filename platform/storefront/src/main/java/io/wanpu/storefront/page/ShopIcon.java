package io.wanpu.storefront.page;

import java.nio.charset.StandardCharsets;

/** The sign of a shop that has no picture for it: the first letter of its name on a ground. */
final class ShopIcon {
  private ShopIcon() {}

  static byte[] of(String name) {
    var first = name.isEmpty() ? "万" : name.substring(0, name.offsetByCodePoints(0, 1));
    var escaped = first.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><rect width="192" height="192" rx="40" fill="#c8102e"/>\
    <text x="96" y="100" font-size="104" font-family="sans-serif" fill="#fff" text-anchor="middle" dominant-baseline="central">%s</text></svg>
    """
        .formatted(escaped)
        .getBytes(StandardCharsets.UTF_8);
  }
}
