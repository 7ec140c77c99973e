package io.wanpu.admin.text;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Languages of the interface; Chinese comes first. */
public enum Language {
  ZH("zh-CN", "中文"),
  EN("en", "English");

  private final String tag;
  private final String ownName;
  private final Locale locale;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = Locale.forLanguageTag(tag);
  }

  /** BCP 47 tag. */
  public String tag() {
    return tag;
  }

  /** Its name in itself. */
  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** The language with exactly that tag. */
  public static Optional<Language> of(@Nullable String tag) {
    for (var language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The best one for an {@code Accept-Language} header. */
  public static Language negotiate(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > 500) {
      return ZH;
    }
    try {
      for (LanguageRange range : LanguageRange.parse(header)) {
        var name = range.getRange();
        if (name.startsWith("zh")) {
          return ZH;
        }
        if (name.startsWith("en")) {
          return EN;
        }
      }
    } catch (IllegalArgumentException unreadable) {
      return ZH;
    }
    return ZH;
  }

  /** All of them. */
  public static List<Language> all() {
    return List.of(values());
  }
}
