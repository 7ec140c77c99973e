package io.wanpu.admin.product;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain paragraphs of a product's description: merchants write text, the shop keeps HTML. */
final class DetailText {
  private static final Pattern PLAIN = Pattern.compile("(?:<p>[^<]*(?:<br ?/?>[^<]*)*</p>\\s*)*");

  private static final Pattern ENTITY = Pattern.compile("&#(x[0-9a-fA-F]{1,5}|[0-9]{1,6});");

  private DetailText() {}

  private static int codePoint(String number) {
    return number.startsWith("x")
        ? Integer.parseInt(number.substring(1), 16)
        : Integer.parseInt(number);
  }

  /** What stands in the field: paragraphs as text, anything richer as it is. */
  static String shown(String html) {
    if (!PLAIN.matcher(html).matches()) {
      return html;
    }
    return ENTITY
        .matcher(html)
        .replaceAll(
            match -> Matcher.quoteReplacement(Character.toString(codePoint(match.group(1)))))
        .replaceAll("\\s*</p>\\s*", "\n\n")
        .replaceAll("<p>", "")
        .replaceAll("<br ?/?>", "\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }

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
