package io.wanpu.miniprogram.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as templates know them: null, Boolean, Double, String, List and Map. */
final class Values {
  private Values() {}

  static @Nullable Object of(JsonNode node) {
    if (node.isObject()) {
      var map = new LinkedHashMap<String, @Nullable Object>();
      node.fields().forEachRemaining(field -> map.put(field.getKey(), of(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      var list = new ArrayList<@Nullable Object>();
      node.forEach(each -> list.add(of(each)));
      return list;
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isTextual() ? node.asText() : null;
  }

  static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case Double d -> d != 0 && !d.isNaN();
      case String s -> !s.isEmpty();
      default -> true;
    };
  }

  /** As it stands in a text. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> written(d);
      default -> value.toString();
    };
  }

  private static String written(double d) {
    return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
  }

  static double number(@Nullable Object value) {
    return switch (value) {
      case Double d -> d;
      case Boolean b -> b ? 1 : 0;
      case null -> 0;
      default -> throw new Unpaintable("the number " + value);
    };
  }

  static boolean same(@Nullable Object left, @Nullable Object right) {
    return Objects.equals(left, right);
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static @Nullable Object member(@Nullable Object of, @Nullable Object key) {
    return switch (of) {
      case Map<?, ?> map -> map.get(text(key));
      case List<?> list when "length".equals(key) -> (double) list.size();
      case List<?> list when key instanceof Double at && at >= 0 && at < list.size() ->
          list.get(at.intValue());
      case String text when "length".equals(key) -> (double) text.length();
      case null, default -> null;
    };
  }
}
