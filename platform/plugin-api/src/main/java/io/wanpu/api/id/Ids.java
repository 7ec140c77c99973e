package io.wanpu.api.id;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;

/** Reads and checks ids. */
final class Ids {
  private Ids() {}

  static void check(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("an id is positive, not " + value);
    }
  }

  static long parse(String decimal) {
    if (decimal.isEmpty() || decimal.length() > 19) {
      throw bad();
    }
    for (var i = 0; i < decimal.length(); i++) {
      if (decimal.charAt(i) < '0' || decimal.charAt(i) > '9') {
        throw bad();
      }
    }
    try {
      var value = Long.parseLong(decimal);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException tooLarge) {
      throw bad();
    }
    throw bad();
  }

  private static MallException bad() {
    return new MallException(ErrorKind.NOT_FOUND, "request.bad_id");
  }
}
