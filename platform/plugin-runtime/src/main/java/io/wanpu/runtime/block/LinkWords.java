package io.wanpu.runtime.block;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something leads in the storefront, as {@link io.wanpu.api.form.Link} writes it: {@code
 * product:1}, {@code page:spring}, {@code path:/packages/raffle/list/list}, {@code cart}.
 */
public sealed interface LinkWords {
  /** Pages of the core that stand on their own. */
  List<String> PLACES =
      List.of(
          "home",
          "category",
          "cart",
          "member",
          "search",
          "orders",
          "coupons",
          "favourites",
          "footprints",
          "articles",
          "addresses",
          "about");

  /** One of {@link #PLACES}. */
  record Place(String name) implements LinkWords {}

  record Product(String id) implements LinkWords {}

  record Category(String id) implements LinkWords {}

  record Article(String id) implements LinkWords {}

  /** What a search for these words finds; no words are all products. */
  record Search(String words) implements LinkWords {}

  /** A page that the shop has decorated, by its name. */
  record Decorated(String name) implements LinkWords {}

  /**
   * A page of a plugin.
   *
   * @param page path in the plugin's files
   */
  record OfPlugin(String plugin, String page) implements LinkWords {}

  /** Reads it; empty when it can lead nowhere in any shop. */
  static Optional<LinkWords> read(String text) {
    if (PLACES.contains(text)) {
      return Optional.of(new Place(text));
    }
    var colon = text.indexOf(':');
    var value = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "product" -> id(value).map(Product::new);
      case "category" -> id(value).map(Category::new);
      case "article" -> id(value).map(Article::new);
      case "search" ->
          value.length() <= 60 && value.chars().noneMatch(Character::isISOControl)
              ? Optional.of(new Search(value))
              : Optional.empty();
      case "page" ->
          value.matches("[a-z0-9][a-z0-9-]{0,39}")
              ? Optional.of(new Decorated(value))
              : Optional.empty();
      case "path" -> ofPlugin(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> id(String text) {
    return text.matches("[1-9]\\d{0,18}") ? Optional.of(text) : Optional.empty();
  }

  private static Optional<LinkWords> ofPlugin(String path) {
    var match =
        Pattern.compile("/packages/([a-z][a-z0-9-]{1,30})/([\\w/-]{1,120})(\\?[\\w.=&%-]{0,200})?")
            .matcher(path);
    return match.matches()
        ? Optional.of(new OfPlugin(match.group(1), match.group(2)))
        : Optional.empty();
  }
}
