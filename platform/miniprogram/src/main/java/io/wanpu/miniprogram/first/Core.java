package io.wanpu.miniprogram.first;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the scripts of the core's components make of their properties when they are first shown. A
 * component that is not here is left to the runtime.
 */
final class Core {
  /** A component. @param words section of the words that it says, empty for none */
  record Component(
      String words, Map<String, Object> properties, Function<Given, Map<String, Object>> data) {}

  /**
   * What a component is given.
   *
   * @param ask answers by address
   */
  record Given(
      Map<String, @Nullable Object> properties,
      String currency,
      Function<String, @Nullable Object> ask) {
    @Nullable Object prop(String name) {
      return Values.member(properties.get("props"), name);
    }
  }

  private static final String BLOCKS = "blocks";
  private static final int MOST_WAYS = 10;
  private static final int FEW_WAYS = 5;
  private static final int MOST_PRODUCTS = 40;
  private static final int NORMAL_PRODUCTS = 6;

  private static final Map<String, Component> COMPONENTS =
      Map.ofEntries(
          Map.entry("components/shop-icon/shop-icon", plain("", Map.of("name", ""))),
          Map.entry(
              "components/shop-image/shop-image",
              new Component(
                  "",
                  Map.of(
                      "src", "",
                      "alt", "",
                      "ratio", "square",
                      "width", 400.0,
                      "mode", "aspectFill",
                      "round", false,
                      "lazy", true),
                  given ->
                      Map.of(
                          "broken",
                          false,
                          "url",
                          picture(
                              Values.text(given.properties().get("src")),
                              given.properties().get("width"))))),
          Map.entry(
              "components/shop-price/shop-price",
              new Component(
                  "",
                  Map.of("value", 0.0, "size", "m", "strike", false, "plain", false, "from", ""),
                  given -> Map.of("currency", given.currency()))),
          Map.entry(
              "components/shop-card/shop-card",
              new Component(
                  "card",
                  Map.of("product", Map.of(), "layout", "grid", "lazy", true),
                  given -> Map.of("currency", given.currency()))),
          Map.entry("components/shop-consent/shop-consent", plain("privacy", Map.of())),
          Map.entry("generated/blocks/blocks", plain("", Map.of("blocks", List.of()))),
          block("search", given -> Map.of()),
          block("banner", given -> Map.of()),
          block("nav-grid", Core::ways),
          block("product-list", Core::products),
          block("image-cube", given -> Map.of()),
          block("title", given -> Map.of()),
          block("notice", given -> Map.of()),
          block("spacer", given -> Map.of()));

  private Core() {}

  static Component component(String path) {
    var component = COMPONENTS.get(path);
    if (component == null) {
      throw new Unpaintable(path);
    }
    return component;
  }

  private static Component plain(String words, Map<String, Object> properties) {
    return new Component(words, properties, given -> Map.of());
  }

  private static Map.Entry<String, Component> block(
      String name, Function<Given, Map<String, Object>> data) {
    return Map.entry(
        "components/blocks/" + name + "/" + name,
        new Component(BLOCKS, Map.of("props", Map.of()), data));
  }

  /** {@code platform.picture} */
  private static String picture(String url, @Nullable Object width) {
    return url.startsWith("/media/") && Values.isTrue(width) && url.indexOf('?') < 0
        ? url + "?w=" + Values.text(width)
        : url;
  }

  private static Map<String, Object> ways(Given given) {
    var items = new ArrayList<@Nullable Object>();
    if (!"categories".equals(given.prop("source"))) {
      items.addAll(Values.list(given.prop("items")));
    } else {
      var roots = Values.list(Values.member(given.ask().apply("categories"), "items"));
      var shown = new ArrayList<@Nullable Object>();
      for (var root : roots) {
        var below = Values.list(Values.member(root, "children"));
        if (roots.size() >= FEW_WAYS || below.isEmpty()) {
          shown.add(root);
        } else {
          shown.addAll(below);
        }
      }
      for (var category : shown) {
        items.add(
            Map.of(
                "label",
                Values.text(Values.member(category, "name")),
                "link",
                "category:" + Values.text(Values.member(category, "id"))));
      }
    }
    return Map.of("items", List.copyOf(items.subList(0, Math.min(MOST_WAYS, items.size()))));
  }

  private static Map<String, Object> products(Given given) {
    var source = Values.text(given.prop("source"));
    if (source.equals("products")) {
      throw new Unpaintable("products one by one");
    }
    var category = Values.text(given.prop("category"));
    var wanted = given.prop("limit");
    var limit =
        Math.min(
            MOST_PRODUCTS, Values.isTrue(wanted) ? (int) Values.number(wanted) : NORMAL_PRODUCTS);
    var list =
        given
            .ask()
            .apply(
                "products?limit="
                    + limit
                    + (source.equals("best-selling") ? "&sort=best-selling" : "")
                    + (source.equals("category") && !category.isEmpty()
                        ? "&category=" + URLEncoder.encode(category, StandardCharsets.UTF_8)
                        : ""));
    var products = Values.list(Values.member(list, "items"));
    var layout = Values.text(given.prop("layout"));
    var data = new HashMap<String, Object>();
    data.put("layout", Set.of("grid", "list", "scroll").contains(layout) ? layout : "grid");
    data.put("products", products);
    data.put("gone", products.isEmpty());
    data.put(
        "more",
        switch (source) {
          case "category" -> "category:" + category;
          case "best-selling" -> "path:/pages/search/search?q=&sort=best-selling";
          default -> "search:";
        });
    return data;
  }
}
