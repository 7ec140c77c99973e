package io.wanpu.kernel.catalog;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Rich text that staff write: text, lists, tables and pictures of the media library. Scripts,
 * handlers, styles, forms, frames and foreign pictures are taken out.
 */
public final class RichText {
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "h1",
              "h2",
              "h3",
              "h4",
              "strong",
              "b",
              "em",
              "i",
              "u",
              "s",
              "ul",
              "ol",
              "li",
              "blockquote",
              "hr",
              "span",
              "div",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "figure",
              "figcaption",
              "img")
          .allowWithoutAttributes("span", "div")
          .allowAttributes("colspan", "rowspan")
          .matching(java.util.regex.Pattern.compile("[1-9]\\d?"))
          .onElements("td", "th")
          // pictures of the library only: a foreign address would tell others who reads the page
          .allowAttributes("src")
          .matching(java.util.regex.Pattern.compile("media:[0-9a-f]{64}"))
          .onElements("img")
          .allowUrlProtocols("media")
          .allowAttributes("alt")
          .onElements("img")
          .allowAttributes("width", "height")
          .matching(java.util.regex.Pattern.compile("\\d{1,4}"))
          .onElements("img")
          .disallowWithoutAttributes("img")
          .toFactory();

  private RichText() {}

  /** The text without what is not allowed. */
  public static String clean(String html) {
    return POLICY.sanitize(html);
  }
}
