package io.wanpu.runtime.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.RichText;
import io.wanpu.runtime.form.FormField.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What people enter, as JSON. */
final class Inputs {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern AMOUNT = Pattern.compile("[+-]?\\d{1,14}(\\.\\d{1,4})?");
  private static final Pattern SHARE = Pattern.compile("[+-]?\\d{1,7}(\\.\\d{1,2})?");
  private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,18}");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Inputs() {}

  static String text(String path, Map<String, List<String>> parameters) {
    var values = parameters.getOrDefault(path, List.of());
    // a checkbox comes after its hidden "false"
    return values.isEmpty() ? "" : values.getLast().strip();
  }

  /** Plain entries, sent as {@code words} many times or as {@code words[0]}, {@code words[1]}. */
  static List<String> texts(String path, Map<String, List<String>> parameters) {
    var numbered = new TreeMap<Integer, String>();
    var form = Pattern.compile(Pattern.quote(path) + "\\[(\\d{1,4})]");
    parameters.forEach(
        (name, values) -> {
          var match = form.matcher(name);
          if (match.matches() && !values.isEmpty()) {
            numbered.put(Integer.parseInt(match.group(1)), values.getLast());
          }
        });
    var all = new ArrayList<>(parameters.getOrDefault(path, List.of()));
    all.addAll(numbered.values());
    return all.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  /** An entry of a list of plain values. */
  static Optional<JsonNode> element(
      FormField field, String text, String path, List<FieldError> errors) {
    if (field.kind() == Kind.PICTURES) {
      if (!PICTURE.matcher(text).matches()) {
        errors.add(new FieldError(path, Text.of("form.not_a_choice")));
        return Optional.empty();
      }
    } else if (field.kind() != Kind.TEXTS && !ID.matcher(text).matches()) {
      errors.add(new FieldError(path, Text.of("form.not_a_choice")));
      return Optional.empty();
    }
    return Optional.of(JSON.textNode(text));
  }

  /** A plain value; empty when nothing was entered. */
  static Optional<JsonNode> value(
      FormField field, String path, String text, FormContext context, List<FieldError> errors) {
    if (field.kind() == Kind.BOOLEAN) {
      return Optional.of(
          JSON.booleanNode(text.equals("true") || text.equals("on") || text.equals("1")));
    }
    if (text.isEmpty()) {
      if (field.required()) {
        errors.add(new FieldError(path, Text.of("validation.NotNull")));
      }
      return field.kind() == Kind.TEXT
              || field.kind() == Kind.RICH_TEXT
              || field.kind() == Kind.LINK
              || field.kind() == Kind.PICTURE
          ? Optional.of(JSON.textNode(""))
          : Optional.empty();
    }
    try {
      return Optional.of(
          switch (field.kind()) {
            case TEXT, LINK -> JSON.textNode(text);
            case RICH_TEXT -> JSON.textNode(RichText.clean(text));
            case PICTURE -> JSON.textNode(picture(text));
            case PERCENT -> JSON.numberNode(basisPoints(text));
            case INTEGER -> JSON.numberNode(whole(text));
            case MONEY -> JSON.numberNode(minor(text, context.decimals()));
            case ENUM -> JSON.textNode(choice(field, text));
            case INSTANT ->
                JSON.textNode(
                    LocalDateTime.parse(text.replace(' ', 'T'))
                        .atZone(context.zone())
                        .toInstant()
                        .toString());
            case DATE -> JSON.textNode(LocalDate.parse(text).toString());
            case TIME -> JSON.textNode(LocalTime.parse(text).toString());
            case SKU, PRODUCT, CATEGORY, MEMBER -> JSON.textNode(id(text));
            case BOOLEAN, RECORD, RECORDS, TEXTS, SKUS, PRODUCTS, CATEGORIES, PICTURES ->
                throw new IllegalStateException("not a plain field: " + path);
          });
    } catch (NumberFormatException | ArithmeticException e) {
      errors.add(
          new FieldError(
              path,
              Text.of(field.kind() == Kind.MONEY ? "form.not_an_amount" : "form.not_a_number")));
    } catch (DateTimeException e) {
      errors.add(new FieldError(path, Text.of("form.not_a_time")));
    } catch (Unknown e) {
      errors.add(
          new FieldError(
              path, Text.of(field.kind() == Kind.SKU ? "form.not_a_sku" : "form.not_a_choice")));
    }
    return Optional.empty();
  }

  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static long whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  private static long minor(String text, int decimals) {
    var plain = text.replace(",", "").replace("¥", "").replace("￥", "");
    if (!AMOUNT.matcher(plain).matches()) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(plain).movePointRight(decimals).longValueExact();
  }

  private static String choice(FormField field, String text) {
    if (field.choices().stream().noneMatch(choice -> choice.value().equals(text))) {
      throw new Unknown();
    }
    return text;
  }

  private static long basisPoints(String text) {
    var plain = text.replace("%", "").replace("％", "").strip();
    if (!SHARE.matcher(plain).matches()) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(plain).movePointRight(2).longValueExact();
  }

  private static String picture(String text) {
    if (!PICTURE.matcher(text).matches()) {
      throw new Unknown();
    }
    return text;
  }

  private static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new Unknown();
    }
    return text;
  }
}
