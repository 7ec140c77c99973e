package io.wanpu.storefront.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * In which language a reader is answered: the {@code lang} of the query, what the member has
 * chosen, what the program accepts, else Chinese.
 */
final class Languages {
  private static final Locale ENGLISH = Locale.ENGLISH;
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private Languages() {}

  /** The language for this request. @param chosen by the member */
  static Locale of(HttpServletRequest request, Optional<Locale> chosen) {
    return asked(request).or(() -> chosen).orElseGet(() -> accepted(request));
  }

  /** The language for a request whose shop or member is not known. */
  static Locale of(HttpServletRequest request) {
    return asked(request).orElseGet(() -> accepted(request));
  }

  /** Reads the query itself: the container would look for parameters in the body, too. */
  private static Optional<Locale> asked(HttpServletRequest request) {
    var query = request.getQueryString();
    if (query == null) {
      return Optional.empty();
    }
    for (var part : query.split("&", -1)) {
      if (part.startsWith("lang=")) {
        return known(part.substring(5));
      }
    }
    return Optional.empty();
  }

  private static Locale accepted(HttpServletRequest request) {
    var header = request.getHeader("Accept-Language");
    if (header == null || header.length() > 400) {
      return CHINESE;
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException noHeader) {
      return CHINESE;
    }
    return ranges.stream()
        .filter(range -> range.getWeight() > 0)
        .flatMap(range -> known(range.getRange()).stream())
        .findFirst()
        .orElse(CHINESE);
  }

  private static Optional<Locale> known(String tag) {
    var language = tag.toLowerCase(Locale.ROOT);
    if (language.equals("en") || language.startsWith("en-")) {
      return Optional.of(ENGLISH);
    }
    return language.equals("zh") || language.startsWith("zh-")
        ? Optional.of(CHINESE)
        : Optional.empty();
  }
}
