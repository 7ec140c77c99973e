package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Optional;

/** A value as staff read it; escaping, number format, zone and language are the host's. */
public sealed interface Cell {
  /** The shop's own words. */
  record Words(String value) implements Cell {}

  /** Words of a bundle. */
  record Said(Text text) implements Cell {}

  /** An amount in minor units. */
  record Money(long minor) implements Cell {}

  /** Amounts from the lowest to the highest; one amount when they are the same. */
  record MoneyRange(long from, long to) implements Cell {}

  /** A number. @param few whether it is alarmingly small */
  record Count(long value, boolean few) implements Cell {
    public Count(long value) {
      this(value, false);
    }
  }

  /** A number that something changed by, with its sign. */
  record Change(long by) implements Cell {}

  /** A share in basis points: 8500 is 85 %. */
  record Percent(int basisPoints) implements Cell {}

  /** A moment: how long ago, and the exact time on hovering. */
  record Time(Instant at) implements Cell {}

  /** A state. */
  record Badge(Text label, Tone tone) implements Cell {}

  /** A number or code that people read out, perhaps leading somewhere. */
  record Code(String value, Optional<String> href) implements Cell {}

  /** Words that lead somewhere. */
  record Link(Text label, String href) implements Cell {}

  /**
   * What a row is about: a picture, a title that leads to it, and a line under it.
   *
   * @param picture media key, or empty for a placeholder; see {@link #withoutPicture}
   */
  record Item(
      Optional<String> picture, String title, Optional<Text> note, String href, boolean pictured)
      implements Cell {
    public Item(Optional<String> picture, String title, Optional<Text> note, String href) {
      this(picture, title, note, href, true);
    }

    /** One that never has a picture. */
    public static Item withoutPicture(String title, Optional<Text> note, String href) {
      return new Item(Optional.empty(), title, note, href, false);
    }
  }

  /** Nothing to say. */
  record Nothing() implements Cell {}
}
