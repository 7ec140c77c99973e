package io.wanpu.runtime.form;

import io.wanpu.api.form.Help;
import io.wanpu.api.form.Link;
import io.wanpu.api.form.Money;
import io.wanpu.api.form.Percent;
import io.wanpu.api.form.Picture;
import io.wanpu.api.form.RichText;
import io.wanpu.api.form.ShownWhen;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.runtime.form.FormField.Choice;
import io.wanpu.runtime.form.FormField.Kind;
import io.wanpu.runtime.json.Bounds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Derives form fields from the components of a record. */
final class FieldReader {
  private static final int MAX_DEPTH = 4;
  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          String.class, Kind.TEXT,
          boolean.class, Kind.BOOLEAN,
          Instant.class, Kind.INSTANT,
          LocalDate.class, Kind.DATE,
          LocalTime.class, Kind.TIME,
          SkuId.class, Kind.SKU,
          ProductId.class, Kind.PRODUCT,
          CategoryId.class, Kind.CATEGORY,
          MemberId.class, Kind.MEMBER);
  private static final Map<Class<?>, Kind> LISTS =
      Map.of(
          String.class, Kind.TEXTS,
          SkuId.class, Kind.SKUS,
          ProductId.class, Kind.PRODUCTS,
          CategoryId.class, Kind.CATEGORIES);

  private final String plugin;

  FieldReader(String plugin) {
    this.plugin = plugin;
  }

  List<FormField> fields(Class<?> type) {
    return fields(type, 1);
  }

  private List<FormField> fields(Class<?> type, int depth) {
    if (!type.isRecord() || depth > MAX_DEPTH) {
      throw new IllegalStateException("no form fits " + type.getName());
    }
    return Arrays.stream(type.getRecordComponents())
        .map(component -> field(type, component, depth))
        .toList();
  }

  private FormField field(Class<?> owner, RecordComponent component, int depth) {
    var label = plugin + ".field." + owner.getSimpleName() + "." + component.getName();
    var optional = component.getType() == Optional.class;
    var type = optional ? argument(component.getGenericType()) : component.getType();
    var list = type == List.class;
    var plain =
        list ? argument(optional ? parameter(component) : component.getGenericType()) : type;
    var kind =
        list
            ? Optional.ofNullable(listKind(plain, component))
            : Optional.ofNullable(kind(plain, component));
    var found =
        kind.orElseThrow(
            () ->
                new IllegalStateException(
                    "no form field fits "
                        + owner.getSimpleName()
                        + "."
                        + component.getName()
                        + " of type "
                        + component.getGenericType()
                        + "; see io.wanpu.api.form"));
    var bounds = Bounds.of(owner, component.getName());
    var required =
        list || plain == String.class ? bounds.notEmpty() : !optional && plain != boolean.class;
    return new FormField(
        component.getName(),
        found,
        label,
        component.isAnnotationPresent(Help.class) ? Optional.of(label + ".help") : Optional.empty(),
        required && !optional,
        bounds.min(),
        bounds.max(),
        bounds.pattern(),
        found == Kind.ENUM ? choices(plain) : List.of(),
        found == Kind.RECORD || found == Kind.RECORDS ? fields(plain, depth + 1) : List.of(),
        Optional.ofNullable(component.getAnnotation(ShownWhen.class))
            .map(when -> new FormField.ShownWhen(when.field(), List.of(when.is()))));
  }

  private static @Nullable Kind listKind(Class<?> element, RecordComponent component) {
    if (element == String.class && component.isAnnotationPresent(Picture.class)) {
      return Kind.PICTURES;
    }
    return element.isRecord() && !LISTS.containsKey(element) ? Kind.RECORDS : LISTS.get(element);
  }

  private static @Nullable Kind kind(Class<?> type, RecordComponent component) {
    if (type == long.class || type == Long.class) {
      return component.isAnnotationPresent(Money.class) ? Kind.MONEY : Kind.INTEGER;
    }
    if (type == int.class || type == Integer.class) {
      return component.isAnnotationPresent(Percent.class) ? Kind.PERCENT : Kind.INTEGER;
    }
    if (type == String.class) {
      return component.isAnnotationPresent(RichText.class)
          ? Kind.RICH_TEXT
          : component.isAnnotationPresent(Link.class)
              ? Kind.LINK
              : component.isAnnotationPresent(Picture.class) ? Kind.PICTURE : Kind.TEXT;
    }
    if (type.isEnum()) {
      return Kind.ENUM;
    }
    return type.isRecord() && !KINDS.containsKey(type) ? Kind.RECORD : KINDS.get(type);
  }

  private List<Choice> choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum.class::cast)
        .map(
            constant ->
                new Choice(
                    constant.name(),
                    plugin + ".field." + type.getSimpleName() + "." + constant.name()))
        .toList();
  }

  private static Type parameter(RecordComponent component) {
    return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static Class<?> argument(Type type) {
    var argument = ((ParameterizedType) type).getActualTypeArguments()[0];
    return argument instanceof ParameterizedType nested
        ? (Class<?>) nested.getRawType()
        : (Class<?>) argument;
  }
}
