package io.wanpu.server.demo;

import java.util.List;

/** The rich text of products' pages and of articles. */
final class ProductStory {
  private ProductStory() {}

  /**
   * @param pictures keys; those after the cover are shown between the words
   */
  static String html(ShopFile.Goods goods, List<String> pictures, String promise) {
    var html = new StringBuilder();
    html.append("<p>").append(escaped(goods.story())).append("</p>");
    pictures.stream()
        .skip(Math.max(1, goods.colours().size()))
        .forEach(key -> html.append("<p><img src=\"media:").append(key).append("\"></p>"));
    html.append("<h3>商品信息</h3><table><tbody>");
    goods
        .facts()
        .forEach(
            (name, value) ->
                html.append("<tr><th>")
                    .append(escaped(name))
                    .append("</th><td>")
                    .append(escaped(value.toString()))
                    .append("</td></tr>"));
    html.append("</tbody></table><h3>小贴士</h3><p>")
        .append(escaped(goods.tip()))
        .append("</p><h3>本店承诺</h3><p>")
        .append(escaped(promise))
        .append("</p>");
    return html.toString();
  }

  /** Paragraphs; one that begins with {@code # } is a heading. */
  static String paragraphs(List<String> text) {
    var html = new StringBuilder();
    for (var each : text) {
      html.append(
          each.startsWith("# ")
              ? "<h3>" + escaped(each.substring(2)) + "</h3>"
              : "<p>" + escaped(each) + "</p>");
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
