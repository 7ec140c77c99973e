package io.wanpu.storefront.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * In which language a reader is answered: the {@code lang} of the query, what the member has
 * chosen, what the program accepts, else Chinese.
 */
final class Languages {
  private static final Locale ENGLISH = Locale.ENGLISH;
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  /** Taking such a header apart takes longer than many an answer, and few are about. */
  private static final Cache<String, Locale> ACCEPTED =
      Caffeine.newBuilder().maximumSize(1_000).build();

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
    return header == null || header.length() > 400
        ? CHINESE
        : ACCEPTED.get(header, Languages::best);
  }

  private static Locale best(String header) {
    try {
      return Locale.LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0)
          .flatMap(range -> known(range.getRange()).stream())
          .findFirst()
          .orElse(CHINESE);
    } catch (IllegalArgumentException noHeader) {
      return CHINESE;
    }
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
