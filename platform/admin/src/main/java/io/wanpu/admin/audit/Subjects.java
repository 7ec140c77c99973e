package io.wanpu.admin.audit;

import io.wanpu.admin.marketing.PluginNames;
import io.wanpu.admin.text.Phrases;
import io.wanpu.kernel.audit.AuditEntry;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.Mall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

  private static final List<String> NAMES = List.of("title", "name", "number");

  private Subjects() {}

  /** {@code product:123} as “Product Oolong”, or “Product 123” when the line names it not. */
  static String words(AuditEntry entry, Phrases phrases, Mall mall) {
    var parts = entry.subject().split(":", 2);
    return phrases
        .find("audit.subject." + parts[0])
        .map(kind -> parts.length == 1 ? kind : kind + " " + name(entry, parts, phrases, mall))
        .orElse(entry.subject());
  }

  private static String name(AuditEntry entry, String[] parts, Phrases phrases, Mall mall) {
    return parts[0].equals("plugin")
        ? PluginNames.of(mall, parts[1], phrases)
        : name(entry).orElse(parts[1]);
  }

  /** What people call it, as it was noted. */
  private static Optional<String> name(AuditEntry entry) {
    return Stream.of(entry.after(), entry.before())
        .flatMap(Optional::stream)
        .map(Json::tree)
        .flatMap(json -> NAMES.stream().map(field -> json.path(field).asText("")))
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  /** The page of it, where there is one. */
  static Optional<String> page(String subject) {
    var parts = subject.split(":", 2);
    return parts.length == 2 && parts[1].matches("\\d+")
        ? Optional.ofNullable(PAGES.get(parts[0])).map(path -> path + parts[1])
        : Optional.empty();
  }
}
