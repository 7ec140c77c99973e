package io.wanpu.runtime.load;

import java.util.regex.Pattern;

/** Names that plugins give: of handlers, timers, bells, kinds of activities. */
final class Names {
  /** With the plugin's id and a slash before it, it fits the rows that remember it. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,27}");

  private Names() {}

  /** The name. @throws IllegalArgumentException when it is none */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a name: 1 to 28 of a-z, 0-9 and -, beginning with a letter");
    }
    return name;
  }

  /** A key of at most 80 characters. */
  static String key(String key) {
    if (key.isEmpty() || key.length() > 80) {
      throw new IllegalArgumentException("a key has 1 to 80 characters, not " + key.length());
    }
    return key;
  }
}
