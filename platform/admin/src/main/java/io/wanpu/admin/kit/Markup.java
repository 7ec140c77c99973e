package io.wanpu.admin.kit;

/** HTML that is written by hand, for what is too frequent for a template: cells of lists. */
final class Markup {
  private final StringBuilder html = new StringBuilder(256);

  /** Adds HTML of our own. */
  Markup raw(String ours) {
    html.append(ours);
    return this;
  }

  /** Adds words of anybody, escaped for text and for attributes in double quotes. */
  Markup text(String anybodys) {
    for (var i = 0; i < anybodys.length(); i++) {
      var c = anybodys.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
