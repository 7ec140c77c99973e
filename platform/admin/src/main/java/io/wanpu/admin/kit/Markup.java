package io.wanpu.admin.kit;

import org.jspecify.annotations.Nullable;

/** HTML that is written by hand, for what is too frequent for a template: cells of lists. */
final class Markup {
  private final StringBuilder html;

  /**
   * @param characters how many there may be, roughly
   */
  Markup(int characters) {
    html = new StringBuilder(characters);
  }

  /** Adds HTML of our own. */
  Markup raw(String ours) {
    html.append(ours);
    return this;
  }

  /** Adds words of anybody, escaped for text and for attributes in double quotes. */
  Markup text(String anybodys) {
    var from = 0;
    for (var i = 0; i < anybodys.length(); i++) {
      var escaped = escaped(anybodys.charAt(i));
      if (escaped != null) {
        html.append(anybodys, from, i).append(escaped);
        from = i + 1;
      }
    }
    html.append(anybodys, from, anybodys.length());
    return this;
  }

  private static @Nullable String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> null;
    };
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
