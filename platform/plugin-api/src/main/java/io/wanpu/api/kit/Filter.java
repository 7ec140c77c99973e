package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.List;

/**
 * Narrows a list. What is chosen becomes a chip that can be cleared by itself.
 *
 * @param name in addresses; ranges use {@code <name>.from} and {@code <name>.to}
 * @param choices of {@link Kind#CHOICE}
 */
public record Filter(String name, Text label, Kind kind, List<Choice> choices) {
  public Filter {
    choices = List.copyOf(choices);
  }

  /** What is entered. */
  public enum Kind {
    CHOICE,
    /** The id of something, chosen by a link that leads here and not in the list. */
    ID,
    /** Calendar days in the shop's zone, both included. */
    DAYS,
    /** Amounts, both included. */
    AMOUNTS
  }

  /** Something to choose. */
  public record Choice(String value, Text label) {}

  /** One of several. */
  public static Filter choice(String name, Text label, List<Choice> choices) {
    return new Filter(name, label, Kind.CHOICE, choices);
  }

  /** What a link that leads here has chosen. @param label of the chip */
  public static Filter id(String name, Text label) {
    return new Filter(name, label, Kind.ID, List.of());
  }

  /** From a day to a day. */
  public static Filter days(String name, Text label) {
    return new Filter(name, label, Kind.DAYS, List.of());
  }

  /** From an amount to an amount. */
  public static Filter amounts(String name, Text label) {
    return new Filter(name, label, Kind.AMOUNTS, List.of());
  }
}
