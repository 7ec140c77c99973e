package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;

/**
 * An address of the API, taken apart: {@code /api/v1/<area>/<shop>/<rest>}.
 *
 * @param rest what follows the shop, without the slash between; empty for the shop itself
 */
record ApiPath(Area area, String shop, String rest) {
  private static final String SHOPS = "/api/v1/shops/";
  private static final String CALLBACKS = "/api/v1/callbacks/";
  private static final int LONGEST = 2_048;

  /** Who calls. */
  enum Area {
    /** Shoppers' programs. */
    SHOPS,
    /** Payment providers. */
    CALLBACKS
  }

  /**
   * Takes an address apart as it came over the wire.
   *
   * @throws MallException 404 when it is none of the API's, 400 when it plays tricks
   */
  static ApiPath parse(String uri) {
    check(uri);
    if (uri.startsWith(SHOPS)) {
      return of(Area.SHOPS, uri, SHOPS.length());
    }
    if (uri.startsWith(CALLBACKS)) {
      return of(Area.CALLBACKS, uri, CALLBACKS.length());
    }
    throw new MallException(ErrorKind.NOT_FOUND, "request.no_such_route");
  }

  private static ApiPath of(Area area, String uri, int start) {
    var end = uri.indexOf('/', start);
    return end < 0
        ? new ApiPath(area, uri.substring(start), "")
        : new ApiPath(area, uri.substring(start, end), uri.substring(end + 1));
  }

  /**
   * Refuses what could mean one thing to us and another to somebody behind us: parameters of
   * segments, dot segments, empty segments, encoded separators, twofold encoding.
   */
  private static void check(String uri) {
    if (uri.length() > LONGEST) {
      throw bad();
    }
    var before = '\0';
    for (var i = 0; i < uri.length(); i++) {
      var c = uri.charAt(i);
      if (c == '%') {
        var value = hex(uri, i + 1) * 16 + hex(uri, i + 2);
        if (value < ' ' || value == 127 || "%./;\\".indexOf(value) >= 0) {
          throw bad();
        }
      } else if (c <= ' ' || c >= 127 || c == ';' || c == '\\') {
        throw bad();
      } else if (before == '/' && (c == '/' || (c == '.' && isDots(uri, i)))) {
        throw bad();
      }
      before = c;
    }
  }

  /** The query as it came over the wire, if it is one. @throws MallException 400 */
  static void checkQuery(String query) {
    if (query.length() > LONGEST) {
      throw bad();
    }
    for (var i = query.indexOf('%'); i >= 0; i = query.indexOf('%', i + 1)) {
      if (hex(query, i + 1) * 16 + hex(query, i + 2) == 0) {
        throw bad();
      }
    }
  }

  private static boolean isDots(String uri, int start) {
    var end = uri.indexOf('/', start);
    var segment = uri.substring(start, end < 0 ? uri.length() : end);
    return segment.equals(".") || segment.equals("..");
  }

  private static int hex(String text, int at) {
    var digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw bad();
    }
    return digit;
  }

  private static MallException bad() {
    return new MallException(ErrorKind.MALFORMED, "request.bad_path");
  }

  /** Id of the product whose page this is, or 0. */
  long product() {
    var prefix = "products/";
    if (!rest.startsWith(prefix)) {
      return 0;
    }
    var length = rest.length() - prefix.length();
    if (length == 0 || length > 18) {
      return 0;
    }
    var id = 0L;
    for (var i = prefix.length(); i < rest.length(); i++) {
      var c = rest.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      id = id * 10 + (c - '0');
    }
    return id;
  }
}
