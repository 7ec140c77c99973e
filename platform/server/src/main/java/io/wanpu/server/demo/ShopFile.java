package io.wanpu.server.demo;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A demo shop as its file tells it. Amounts are in yuan.
 *
 * @param costShare part of a price that the goods cost the shop
 * @param categories names of two levels
 * @param promise closing words of every product page
 * @param history how many orders to invent besides those that are told
 */
record ShopFile(
    String code,
    String name,
    String notice,
    Contact contact,
    int orderTimeoutSeconds,
    Freight freight,
    String wechatAppId,
    BigDecimal costShare,
    List<Clerk> staff,
    List<Person> members,
    Map<String, List<String>> categories,
    String promise,
    List<Goods> products,
    List<Told> orders,
    Invented history,
    List<Sale> sales,
    List<Story> articles) {

  ShopFile {
    sales = orEmpty(sales);
    articles = orEmpty(articles);
  }

  record Contact(String phone, String address, String hours) {}

  record Freight(BigDecimal fee, BigDecimal freeOver) {}

  record Clerk(String login, String name, String role, List<String> permissions) {}

  /**
   * A member.
   *
   * @param code her login code in the WeChat sandbox is {@code demo-<code>}
   * @param to recipient, province, city, district, street
   */
  record Person(String code, String nickname, String phone, List<String> to) {}

  /**
   * A product.
   *
   * @param picture drawing and palette of the cover
   * @param more further pictures
   * @param specs values by name
   * @param colours main colour of the picture by spec value
   * @param prices price, market price and grams by spec value; without it all SKUs cost the same
   * @param stock pieces of each SKU
   * @param soldOut combinations without stock
   */
  record Goods(
      String title,
      String subtitle,
      String category,
      Map<String, String> picture,
      List<Map<String, String>> more,
      Map<String, List<String>> specs,
      Map<String, String> colours,
      Map<String, List<BigDecimal>> prices,
      @Nullable BigDecimal price,
      @Nullable BigDecimal market,
      int weight,
      long stock,
      List<List<String>> soldOut,
      String story,
      Map<String, Object> facts,
      String tip) {
    Goods {
      more = orEmpty(more);
      colours = orEmpty(colours);
      prices = orEmpty(prices);
      soldOut = orEmpty(soldOut);
    }

    /** Price, market price and grams of the SKU with these spec values. */
    Terms terms(List<String> values) {
      for (var value : values) {
        var row = prices.get(value);
        if (row != null) {
          return new Terms(row.get(0), row.get(1), row.get(2).intValueExact());
        }
      }
      return new Terms(
          Objects.requireNonNull(price, title), Objects.requireNonNull(market, title), weight);
    }
  }

  record Terms(BigDecimal price, BigDecimal market, int weight) {}

  /**
   * An order that the file tells.
   *
   * @param ago when it was placed, e.g. {@code 20m}, {@code 3h}, {@code 4d}
   * @param then what became of it, step by step
   */
  record Told(String by, String ago, List<Wanted> buy, @Nullable String note, List<String> then) {}

  /** Title, spec values joined by spaces, pieces. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Wanted(String title, String spec, int quantity) {}

  /** Orders to be invented over the last days, the same ones in every demo. */
  record Invented(int orders, int days, long seed) {}

  /**
   * An activity of a plugin.
   *
   * @param form fields of the plugin's form; {@code in 20h} stands for an instant, and {@code
   *     [title, spec]} for a SKU
   */
  record Sale(String plugin, String kind, String name, Map<String, Object> form) {}

  /**
   * An article.
   *
   * @param ago when it was published
   * @param cover title of the product that its picture shows
   * @param text paragraphs; one that begins with {@code # } is a heading
   */
  record Story(String title, String summary, String ago, String cover, List<String> text) {}

  /** Reads the file of a shop. */
  static ShopFile named(String name) {
    try (InputStream in = ShopFile.class.getResourceAsStream("/demo/" + name + ".yaml")) {
      var tree = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in);
      var mapper =
          JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
      return mapper.treeToValue(mapper.<JsonNode>valueToTree(tree), ShopFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 20m}, {@code 3h} or {@code 4d}, also negative. */
  static Duration duration(String text) {
    var amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException("not a duration: " + text);
    };
  }

  /** What the map has under that name. @throws IllegalArgumentException when it has nothing */
  static <K, V> V in(Map<K, V> map, K name) {
    var found = map.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the demo has no " + name);
    }
    return found;
  }

  /** Minor units. */
  static long fen(BigDecimal yuan) {
    return yuan.movePointRight(2).longValueExact();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : new LinkedHashMap<>(map);
  }
}
