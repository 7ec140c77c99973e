package io.wanpu.server;

import java.util.List;

/** The two doors of the mall and the addresses that each has. Health checks have their own. */
enum Door {
  STOREFRONT,
  ADMIN;

  /** What shoppers' programs ask for; everything else belongs to staff. */
  private static final List<String> STOREFRONT_PATHS =
      List.of("/api", "/s", "/openapi", "/openapi.json", "/openapi.yaml", "/wechat");

  private static final List<String> SHARED_PATHS = List.of("/media");

  /** Whether an address exists behind this door. */
  boolean leadsTo(String path) {
    return covers(SHARED_PATHS, path) || covers(STOREFRONT_PATHS, path) == (this == STOREFRONT);
  }

  /** A loop: every request comes through here. */
  private static boolean covers(List<String> prefixes, String path) {
    for (var prefix : prefixes) {
      if (covers(prefix, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
