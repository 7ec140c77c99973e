package io.wanpu.admin.product;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A description that was written without script: plain paragraphs become HTML. */
final class DetailText {
  private DetailText() {}

  /** HTML of what was entered. */
  static String html(String entered) {
    if (entered.isBlank() || Pattern.compile("<[a-zA-Z/]").matcher(entered).find()) {
      return entered;
    }
    return Arrays.stream(entered.replace("\r\n", "\n").strip().split("\n{2,}"))
        .map(
            paragraph ->
                "<p>"
                    + paragraph
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\n", "<br>")
                    + "</p>")
        .collect(Collectors.joining());
  }
}
