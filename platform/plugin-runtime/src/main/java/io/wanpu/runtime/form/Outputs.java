package io.wanpu.runtime.form;

import io.wanpu.runtime.form.FormField.Kind;
import io.wanpu.runtime.json.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record as the parameters that its form would send. */
final class Outputs {
  private Outputs() {}

  static void write(
      List<FormField> fields,
      String prefix,
      Record value,
      FormContext context,
      Map<String, List<String>> parameters) {
    var components = Records.components(value);
    for (var field : fields) {
      var path = prefix + field.name();
      var stored = components.get(field.name());
      var present = stored instanceof Optional<?> optional ? optional.orElse(null) : stored;
      if (present == null) {
        continue;
      }
      if (field.kind() == Kind.RECORD) {
        write(field.fields(), path + ".", (Record) present, context, parameters);
      } else if (field.kind() == Kind.RECORDS) {
        var rows = (List<?>) present;
        for (var i = 0; i < rows.size(); i++) {
          write(field.fields(), path + "[" + i + "].", (Record) rows.get(i), context, parameters);
        }
      } else if (field.kind().isList()) {
        parameters.put(path, ((List<?>) present).stream().map(Object::toString).toList());
      } else {
        parameters.put(path, List.of(text(field, present, context)));
      }
    }
  }

  private static String text(FormField field, Object value, FormContext context) {
    return switch (field.kind()) {
      case MONEY ->
          BigDecimal.valueOf(((Number) value).longValue(), context.decimals()).toPlainString();
      case PERCENT ->
          BigDecimal.valueOf(((Number) value).longValue(), 2).stripTrailingZeros().toPlainString();
      case INSTANT -> LocalDateTime.ofInstant((Instant) value, context.zone()).toString();
      case ENUM -> ((Enum<?>) value).name();
      case TEXT,
          RICH_TEXT,
          PICTURE,
          LINK,
          INTEGER,
          BOOLEAN,
          DATE,
          TIME,
          SKU,
          PRODUCT,
          CATEGORY,
          MEMBER ->
          String.valueOf(value);
      case RECORD, RECORDS, TEXTS, SKUS, PRODUCTS, CATEGORIES, PICTURES ->
          throw new IllegalStateException("not a plain field: " + field.name());
    };
  }
}
