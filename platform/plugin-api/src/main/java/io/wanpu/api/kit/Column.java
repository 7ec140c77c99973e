package io.wanpu.api.kit;

import io.wanpu.api.text.Text;

/**
 * A column of a list.
 *
 * @param name in addresses, e.g. {@code sort=sold}
 * @param optional whether it is shown only when staff choose it
 * @param desktop whether phones leave it out
 */
public record Column(
    String name, Text label, Align align, boolean sorts, boolean optional, boolean desktop) {
  /** Where its values stand. */
  public enum Align {
    START,
    /** Amounts and numbers, with figures of one width. */
    END
  }

  /** A column of words. */
  public static Column of(String name, Text label) {
    return new Column(name, label, Align.START, false, false, false);
  }

  /** A column of amounts or numbers. */
  public static Column amount(String name, Text label) {
    return new Column(name, label, Align.END, false, false, false);
  }

  /** Rows can be sorted by it. */
  public Column sortable() {
    return new Column(name, label, align, true, optional, desktop);
  }

  /** Shown when staff choose it. */
  public Column onDemand() {
    return new Column(name, label, align, sorts, true, desktop);
  }

  /** Left out on phones. */
  public Column notOnPhones() {
    return new Column(name, label, align, sorts, optional, true);
  }
}
