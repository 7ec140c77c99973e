package io.wanpu.api.text;

import java.time.Instant;

/** An argument of a {@link Text}; its type decides how it is written in the reader's language. */
public sealed interface Arg {
  /** An amount in minor units of the shop's currency. */
  record Money(long minor) implements Arg {}

  /** A plain number. */
  record Count(long value) implements Arg {}

  /** A share in basis points: 8500 is 85 %. */
  record Percent(int basisPoints) implements Arg {}

  /** The shop's own words, shown as they are. */
  record Words(String value) implements Arg {}

  /** An instant, written in the shop's zone. */
  record When(Instant at) implements Arg {}

  static Arg money(long minor) {
    return new Money(minor);
  }

  static Arg count(long value) {
    return new Count(value);
  }

  static Arg percent(int basisPoints) {
    return new Percent(basisPoints);
  }

  static Arg words(String value) {
    return new Words(value);
  }

  static Arg when(Instant at) {
    return new When(at);
  }
}
