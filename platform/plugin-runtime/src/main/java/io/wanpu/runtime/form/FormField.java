package io.wanpu.runtime.form;

import java.util.List;
import java.util.Optional;

/**
 * One field of a form.
 *
 * @param name component of the record
 * @param label bundle key of its label
 * @param help bundle key of the help under it, if there is any
 * @param min smallest value, or fewest characters or entries
 * @param max largest value, or most characters or entries
 * @param pattern regular expression that text must match
 * @param choices of an enum
 * @param fields of a record or of each entry of a list of records
 * @param shownWhen what another field must say for this one to be there
 */
public record FormField(
    String name,
    Kind kind,
    String label,
    Optional<String> help,
    boolean required,
    Optional<Long> min,
    Optional<Long> max,
    Optional<String> pattern,
    List<Choice> choices,
    List<FormField> fields,
    Optional<ShownWhen> shownWhen) {

  public FormField {
    choices = List.copyOf(choices);
    fields = List.copyOf(fields);
  }

  /** How a field is entered. */
  public enum Kind {
    TEXT,
    INTEGER,
    /** Minor units, entered as an amount with decimals. */
    MONEY,
    /** Basis points, entered as a percentage with at most two decimals. */
    PERCENT,
    /** Sanitised HTML. */
    RICH_TEXT,
    /** Key of a picture in the media library. */
    PICTURE,
    /** Where something leads in the storefront. */
    LINK,
    BOOLEAN,
    /** One of {@link #choices}. */
    ENUM,
    /** Date and time of day in the shop's zone. */
    INSTANT,
    DATE,
    TIME,
    /** Id of a SKU, chosen with the picker. */
    SKU,
    PRODUCT,
    CATEGORY,
    MEMBER,
    /** A group of fields. */
    RECORD,
    RECORDS,
    TEXTS,
    SKUS,
    PRODUCTS,
    CATEGORIES,
    PICTURES;

    /** Whether it takes any number of plain values. */
    public boolean isList() {
      return this == TEXTS
          || this == SKUS
          || this == PRODUCTS
          || this == CATEGORIES
          || this == PICTURES;
    }
  }

  /** Another field of the same record and the values for which this one is there. */
  public record ShownWhen(String field, List<String> is) {
    public ShownWhen {
      is = List.copyOf(is);
    }
  }

  /** One of the values of an enum. @param label bundle key */
  public record Choice(String value, String label) {}
}
