package io.wanpu.admin.form;

import io.wanpu.admin.text.Phrases;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormField;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A field as a template shows it, in the words of the reader.
 *
 * @param path name of the form's parameter
 * @param kind name of the {@link FormField.Kind}
 * @param help explanation, or null
 * @param error what to do about the value, or null
 * @param value as it was entered or is stored
 * @param chosen words of a chosen SKU, or null
 * @param entries of a list of plain values: each a field of its own
 * @param rows of a group (one) or a list of groups
 * @param fresh fields of a row that is added, with {@code __i__} for its number
 * @param shownField name of the parameter that decides whether it is there, or null
 * @param shownIs its values for which it is there, separated by blanks, or null
 */
public record FieldView(
    String path,
    String id,
    String kind,
    String label,
    @Nullable String help,
    @Nullable String error,
    boolean required,
    @Nullable Long min,
    @Nullable Long max,
    String value,
    @Nullable String chosen,
    List<Choice> choices,
    List<FieldView> entries,
    List<List<FieldView>> rows,
    List<FieldView> fresh,
    @Nullable String shownField,
    @Nullable String shownIs) {
  private static final int FRESH = 4999;

  /**
   * Something to choose.
   *
   * @param picture name of an asset that shows it, null for none
   */
  public record Choice(String value, String label, boolean chosen, @Nullable String picture) {
    public Choice(String value, String label, boolean chosen) {
      this(value, label, chosen, null);
    }
  }

  /** Whether the choices are shown as pictures. */
  public boolean isPictured() {
    return choices.stream().anyMatch(choice -> choice.picture() != null);
  }

  /** What the values of a form are called. */
  public interface Names {
    /** Title and spec of the SKU, or empty when the shop has no such. */
    Optional<String> sku(String id);

    /** Title of the product, or empty when the shop has no such. */
    Optional<String> product(String id);

    /** What a link leads to, or empty when it leads nowhere in the shop. */
    Optional<String> link(String link);

    /** Name of the member, or empty when the shop has no such. */
    Optional<String> member(String id);

    /** The categories of the shop. */
    List<Choice> categories(List<String> chosen);
  }

  /**
   * The fields in the words of the reader.
   *
   * @param emptyRow an empty row of a list, by the list's name and the row's number
   */
  public static List<FieldView> of(
      List<FilledField> fields,
      java.util.function.BiFunction<String, Integer, List<FilledField>> emptyRow,
      Phrases phrases,
      Names names) {
    return fields.stream()
        .map(
            field ->
                of(field, number -> emptyRow.apply(field.field().name(), number), phrases, names))
        .toList();
  }

  private static FieldView of(
      FilledField filled, IntFunction<List<FilledField>> emptyRow, Phrases phrases, Names names) {
    var field = filled.field();
    var kind = field.kind();
    var path = filled.path();
    List<FieldView> fresh =
        switch (kind) {
          case RECORDS ->
              plain(emptyRow.apply(FRESH), phrases, names).stream()
                  .map(FieldView::numbered)
                  .toList();
          case TEXTS, SKUS, PRODUCTS, PICTURES -> List.of(entry(filled, "", phrases, names));
          default -> List.of();
        };
    return new FieldView(
        path,
        id(path),
        kind.name(),
        phrases.words(field.label()),
        field.help().flatMap(phrases::find).orElse(null),
        filled.error().map(phrases::text).orElse(null),
        field.required(),
        field.min().orElse(null),
        field.max().orElse(null),
        filled.value(),
        chosen(kind, filled.value(), names),
        choices(filled, phrases, names),
        kind.isList() && kind != FormField.Kind.CATEGORIES
            ? filled.values().stream().map(v -> entry(filled, v, phrases, names)).toList()
            : List.of(),
        rows(filled, emptyRow, phrases, names),
        fresh,
        field
            .shownWhen()
            .map(when -> path.substring(0, path.length() - field.name().length()) + when.field())
            .orElse(null),
        field.shownWhen().map(when -> String.join(" ", when.is())).orElse(null));
  }

  private static @Nullable String chosen(FormField.Kind kind, String value, Names names) {
    if (value.isEmpty()) {
      return null;
    }
    return switch (kind) {
      case SKU -> names.sku(value).orElse(value);
      case PRODUCT -> names.product(value).orElse(value);
      case MEMBER -> names.member(value).orElse(value);
      case LINK -> names.link(value).orElse(value);
      default -> null;
    };
  }

  /** The rows; a list that must have one begins with an empty one. */
  private static List<List<FieldView>> rows(
      FilledField filled, IntFunction<List<FilledField>> emptyRow, Phrases phrases, Names names) {
    if (filled.rows().isEmpty()
        && filled.field().required()
        && filled.field().kind() == FormField.Kind.RECORDS) {
      return List.of(plain(emptyRow.apply(0), phrases, names));
    }
    return filled.rows().stream().map(row -> plain(row, phrases, names)).toList();
  }

  private static List<FieldView> plain(List<FilledField> row, Phrases phrases, Names names) {
    return row.stream().map(field -> of(field, number -> List.of(), phrases, names)).toList();
  }

  private static List<Choice> choices(FilledField filled, Phrases phrases, Names names) {
    return switch (filled.field().kind()) {
      case ENUM ->
          filled.field().choices().stream()
              .map(
                  choice ->
                      new Choice(
                          choice.value(),
                          phrases.words(choice.label()),
                          choice.value().equals(filled.value()),
                          // the words of a choice may name a picture of it
                          phrases.find(choice.label() + ".picture").orElse(null)))
              .toList();
      case CATEGORY -> names.categories(List.of(filled.value()));
      case CATEGORIES -> names.categories(filled.values());
      default -> List.of();
    };
  }

  /** One entry of a list of plain values; all of them go by the name of the list. */
  private static FieldView entry(FilledField list, String value, Phrases phrases, Names names) {
    var kind =
        switch (list.field().kind()) {
          case SKUS -> FormField.Kind.SKU;
          case PRODUCTS -> FormField.Kind.PRODUCT;
          case PICTURES -> FormField.Kind.PICTURE;
          default -> FormField.Kind.TEXT;
        };
    return new FieldView(
        list.path(),
        id(list.path()) + "-" + value,
        kind.name(),
        phrases.words(list.field().label()),
        null,
        null,
        false,
        null,
        null,
        value,
        chosen(kind, value, names),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  /** The same for a row whose number is not known yet. */
  private FieldView numbered() {
    var open = path.replace("[" + FRESH + "]", "[__i__]");
    return new FieldView(
        open,
        id(open),
        kind,
        label,
        help,
        null,
        required,
        min,
        max,
        value,
        chosen,
        choices,
        entries,
        rows,
        fresh,
        shownField == null ? null : shownField.replace("[" + FRESH + "]", "[__i__]"),
        shownIs);
  }

  /** Id of the field at that path. */
  public static String id(String path) {
    return "f-" + path.replaceAll("[^A-Za-z0-9_]", "-");
  }
}
