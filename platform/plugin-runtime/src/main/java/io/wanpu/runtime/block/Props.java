package io.wanpu.runtime.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.RichText;
import io.wanpu.runtime.form.FormField;
import io.wanpu.runtime.form.FormField.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Settings of blocks as JSON, walked along the fields of their record. */
public final class Props {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");

  private Props() {}

  /**
   * What settings refer to.
   *
   * @param links as {@link io.wanpu.api.form.Link} has them, empty ones left out
   * @param pictures keys
   */
  public record Uses(Set<String> links, Set<String> pictures) {}

  /** Puts in what is not there, as an empty form would: components that came later are absent. */
  static void complete(List<FormField> fields, ObjectNode props) {
    for (var field : fields) {
      var value = props.get(field.name());
      if (value == null) {
        blank(field).ifPresent(blank -> props.set(field.name(), blank));
      } else {
        records(field, value).forEach(row -> complete(field.fields(), row));
      }
    }
  }

  private static Optional<JsonNode> blank(FormField field) {
    return switch (field.kind()) {
      case TEXT, RICH_TEXT, PICTURE, LINK -> Optional.of(JSON.textNode(""));
      case BOOLEAN -> Optional.of(JSON.booleanNode(false));
      case RECORDS, TEXTS, SKUS, PRODUCTS, CATEGORIES, PICTURES -> Optional.of(JSON.arrayNode());
      case ENUM ->
          field.required()
              ? field.choices().stream().findFirst().map(first -> JSON.textNode(first.value()))
              : Optional.empty();
      case INTEGER, MONEY, PERCENT ->
          field.required()
              ? Optional.of(JSON.numberNode(field.min().orElse(0L)))
              : Optional.empty();
      case RECORD -> {
        if (!field.required()) {
          yield Optional.empty();
        }
        var record = JSON.objectNode();
        complete(field.fields(), record);
        yield Optional.of(record);
      }
      case INSTANT, DATE, TIME, SKU, PRODUCT, CATEGORY, MEMBER -> Optional.empty();
    };
  }

  /** Takes out of rich text what is not allowed. */
  static void clean(List<FormField> fields, ObjectNode props) {
    for (var field : fields) {
      var value = props.path(field.name());
      if (field.kind() == Kind.RICH_TEXT && value.isTextual()) {
        props.put(field.name(), RichText.clean(value.textValue()));
      }
      records(field, value).forEach(row -> clean(field.fields(), row));
    }
  }

  /** Links and pictures that can be none. */
  static List<FieldError> check(List<FormField> fields, ObjectNode props) {
    var errors = new ArrayList<FieldError>();
    check(fields, props, "", errors);
    return errors;
  }

  private static void check(
      List<FormField> fields, JsonNode props, String prefix, List<FieldError> errors) {
    for (var field : fields) {
      var path = prefix + field.name();
      var value = props.path(field.name());
      switch (field.kind()) {
        case LINK -> {
          if (!value.asText("").isEmpty() && LinkWords.read(value.asText()).isEmpty()) {
            errors.add(new FieldError(path, Text.of("error.content.bad_link")));
          }
        }
        case PICTURE -> {
          if (!isPicture(value) && !value.asText("").isEmpty()) {
            errors.add(new FieldError(path, Text.of("error.content.bad_picture")));
          }
        }
        case PICTURES -> {
          for (var one : value) {
            if (!isPicture(one)) {
              errors.add(new FieldError(path, Text.of("error.content.bad_picture")));
            }
          }
        }
        case RECORD -> check(field.fields(), value, path + ".", errors);
        case RECORDS -> {
          for (var i = 0; i < value.size(); i++) {
            check(field.fields(), value.path(i), path + "[" + i + "].", errors);
          }
        }
        case TEXT, INTEGER, MONEY, PERCENT, RICH_TEXT, BOOLEAN, ENUM, INSTANT, DATE, TIME -> {}
        case SKU, PRODUCT, CATEGORY, MEMBER, TEXTS, SKUS, PRODUCTS, CATEGORIES -> {}
      }
    }
  }

  private static boolean isPicture(JsonNode value) {
    return value.isTextual() && PICTURE.matcher(value.textValue()).matches();
  }

  static Uses uses(List<FormField> fields, JsonNode props) {
    var uses = new Uses(new TreeSet<>(), new TreeSet<>());
    collect(fields, props, uses);
    return uses;
  }

  private static void collect(List<FormField> fields, JsonNode props, Uses uses) {
    for (var field : fields) {
      var value = props.path(field.name());
      if (field.kind() == Kind.LINK && !value.asText("").isEmpty()) {
        uses.links().add(value.asText());
      } else if (field.kind() == Kind.PICTURE && isPicture(value)) {
        uses.pictures().add(value.asText());
      } else if (field.kind() == Kind.PICTURES) {
        value.forEach(one -> uses.pictures().add(one.asText()));
      }
      records(field, value).forEach(row -> collect(field.fields(), row, uses));
    }
  }

  static ObjectNode shown(List<FormField> fields, JsonNode props, UnaryOperator<String> picture) {
    var shown = JSON.objectNode();
    for (var field : fields) {
      var value = props.path(field.name());
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      shown.set(field.name(), shown(field, value, picture));
    }
    return shown;
  }

  private static JsonNode shown(FormField field, JsonNode value, UnaryOperator<String> picture) {
    return switch (field.kind()) {
      case ENUM -> JSON.textNode(small(value.asText()));
      case PICTURE ->
          value.asText().isEmpty() ? value : JSON.textNode(picture.apply(value.asText()));
      case PICTURES -> {
        var all = JSON.arrayNode();
        value.forEach(one -> all.add(picture.apply(one.asText())));
        yield all;
      }
      case RICH_TEXT -> JSON.textNode(value.asText().replace("\"media:", '"' + picture.apply("")));
      case RECORD -> shown(field.fields(), value, picture);
      case RECORDS -> {
        var rows = JSON.arrayNode();
        value.forEach(row -> rows.add(shown(field.fields(), row, picture)));
        yield rows;
      }
      case TEXT, INTEGER, MONEY, PERCENT, LINK, BOOLEAN, INSTANT, DATE, TIME -> value;
      case SKU, PRODUCT, CATEGORY, MEMBER, TEXTS, SKUS, PRODUCTS, CATEGORIES -> value;
    };
  }

  private static String small(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The other way, for what themes write; what they leave out is as in {@code fresh}. */
  static ObjectNode kept(List<FormField> fields, ObjectNode shown, ObjectNode fresh) {
    var kept = JSON.objectNode();
    for (var field : fields) {
      var value = shown.path(field.name());
      if (value.isMissingNode()) {
        if (field.kind() != Kind.RECORDS && fresh.hasNonNull(field.name())) {
          kept.set(field.name(), fresh.get(field.name()));
        }
      } else if (field.kind() == Kind.ENUM) {
        kept.put(field.name(), value.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
      } else if (field.kind() == Kind.RECORDS) {
        var rows = kept.putArray(field.name());
        value.forEach(
            row -> {
              if (row instanceof ObjectNode object) {
                var one = kept(field.fields(), object, JSON.objectNode());
                complete(field.fields(), one);
                rows.add(one);
              }
            });
      } else {
        kept.set(field.name(), value);
      }
    }
    complete(fields, kept);
    return kept;
  }

  private static List<ObjectNode> records(FormField field, JsonNode value) {
    var rows = new ArrayList<ObjectNode>();
    if (field.kind() == Kind.RECORD && value instanceof ObjectNode one) {
      rows.add(one);
    } else if (field.kind() == Kind.RECORDS && value instanceof ArrayNode all) {
      for (var each : all) {
        if (each instanceof ObjectNode row) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
