package io.wanpu.runtime.json;

import io.wanpu.api.form.Money;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * JSON Schema of records, as plain maps. Records are collected under their names, so that a
 * document can refer to them.
 */
public final class Schemas {
  private final String prefix;
  private final String base;
  private final Map<String, Object> named = new LinkedHashMap<>();

  /**
   * @param prefix of the names, e.g. a plugin's id
   * @param base where the document keeps them, e.g. {@code #/components/schemas/}
   */
  public Schemas(String prefix, String base) {
    this.prefix = prefix;
    this.base = base;
  }

  /** The schema of one record by itself, with its parts under {@code $defs}. */
  public static Map<String, Object> document(String prefix, Class<? extends Record> type) {
    var schemas = new Schemas(prefix, "#/$defs/");
    var document = new LinkedHashMap<String, Object>();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.putAll(schemas.of(type));
    document.put("$defs", schemas.named());
    return document;
  }

  /** The schemas of all records met so far, by name. */
  public Map<String, Object> named() {
    return named;
  }

  /** The schema of a type; a reference for records. */
  public Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      var raw = (Class<?>) generic.getRawType();
      var arguments = generic.getActualTypeArguments();
      if (raw == Optional.class) {
        return of(arguments[0]);
      }
      if (Collection.class.isAssignableFrom(raw)) {
        return map("type", "array", "items", of(arguments[0]));
      }
      if (Map.class.isAssignableFrom(raw)) {
        return map("type", "object", "additionalProperties", of(arguments[1]));
      }
      return ofClass(raw);
    }
    return type instanceof Class<?> plain ? ofClass(plain) : Map.of();
  }

  private Map<String, Object> ofClass(Class<?> type) {
    if (type == String.class || type == CharSequence.class) {
      return map("type", "string");
    }
    if (type == int.class || type == Integer.class || type == OptionalInt.class) {
      return map("type", "integer", "format", "int32");
    }
    if (type == long.class || type == Long.class || type == OptionalLong.class) {
      return map("type", "integer", "format", "int64");
    }
    if (type == boolean.class || type == Boolean.class) {
      return map("type", "boolean");
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return map("type", "number");
    }
    if (type == Instant.class) {
      return map("type", "string", "format", "date-time");
    }
    if (type == LocalDate.class) {
      return map("type", "string", "format", "date");
    }
    if (type == LocalTime.class) {
      return map("type", "string", "format", "time");
    }
    if (type.getPackageName().equals("io.wanpu.api.id")) {
      return map("type", "string", "pattern", "^[1-9][0-9]{0,18}$");
    }
    if (type.isEnum()) {
      return map(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList());
    }
    if (type.isArray()) {
      return map("type", "array", "items", of(type.getComponentType()));
    }
    return type.isRecord() ? reference(type) : Map.of();
  }

  private Map<String, Object> reference(Class<?> type) {
    var name = prefix + "." + type.getSimpleName();
    if (!named.containsKey(name)) {
      named.put(name, Map.of()); // a record may contain itself
      named.put(name, object(type));
    }
    return map("$ref", base + name);
  }

  private Map<String, Object> object(Class<?> type) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var component : type.getRecordComponents()) {
      var schema = new LinkedHashMap<>(of(component.getGenericType()));
      bound(schema, Bounds.of(type, component.getName()));
      if (component.isAnnotationPresent(Money.class)) {
        schema.put("description", "minor units of the shop's currency");
      }
      properties.put(component.getName(), schema);
      var absent =
          component.getType() == Optional.class
              || component.getType() == OptionalInt.class
              || component.getType() == OptionalLong.class;
      if (!absent) {
        required.add(component.getName());
      }
    }
    var object = map("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private static void bound(Map<String, Object> schema, Bounds bounds) {
    var kind = String.valueOf(schema.get("type"));
    var suffix =
        switch (kind) {
          case "string" -> "Length";
          case "array" -> "Items";
          default -> "imum";
        };
    if (List.of("string", "array", "integer", "number").contains(kind)) {
      bounds.min().ifPresent(min -> schema.put("min" + suffix, min));
      bounds.max().ifPresent(max -> schema.put("max" + suffix, max));
      if (bounds.min().isEmpty() && bounds.notEmpty() && !suffix.equals("imum")) {
        schema.put("min" + suffix, 1);
      }
    }
    bounds.pattern().ifPresent(pattern -> schema.put("pattern", pattern));
  }

  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
