package io.wanpu.admin.audit;

import io.wanpu.admin.web.Visit;
import java.util.Map;
import java.util.Optional;

/** What a line of the audit log is about, as people read it. */
final class Subjects {
  private static final Map<String, String> PAGES =
      Map.of(
          "product", "/products/",
          "order", "/orders/",
          "member", "/members/",
          "staff", "/staff/",
          "role", "/roles/",
          "page", "/pages/");

  private Subjects() {}

  /** {@code product:123} as “Product 123”. */
  static String words(String subject) {
    var parts = subject.split(":", 2);
    return Visit.current()
        .phrases()
        .find("audit.subject." + parts[0])
        .map(kind -> parts.length == 1 ? kind : kind + " " + parts[1])
        .orElse(subject);
  }

  /** The page of it, where there is one. */
  static Optional<String> page(String subject) {
    var parts = subject.split(":", 2);
    return parts.length == 2 && parts[1].matches("\\d+")
        ? Optional.ofNullable(PAGES.get(parts[0])).map(path -> path + parts[1])
        : Optional.empty();
  }
}
