package io.wanpu.launcher.command;

import io.wanpu.launcher.Home;
import io.wanpu.launcher.LauncherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What stands behind a verb.
 *
 * @param values options that take a value
 * @param flags options that take none
 * @param words everything else, in order
 */
public record Arguments(Map<String, String> values, Set<String> flags, List<String> words) {

  /** Sorts the words; an option may be written {@code --name value} or {@code --name=value}. */
  public static Arguments of(List<String> given, List<String> valued, List<String> flagged) {
    Map<String, String> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    List<String> words = new ArrayList<>();
    for (int at = 0; at < given.size(); at++) {
      String word = given.get(at);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (valued.contains(name)) {
        if (equals < 0 && at + 1 == given.size()) {
          throw new LauncherException(name + " takes a value: see ./mall help.");
        }
        values.put(name, equals < 0 ? given.get(++at) : word.substring(equals + 1));
      } else if (flagged.contains(word)) {
        flags.add(word);
      } else if (word.startsWith("-")) {
        throw new LauncherException("There is no option " + word + " here: see ./mall help.");
      } else {
        words.add(word);
      }
    }
    return new Arguments(Map.copyOf(values), Set.copyOf(flags), List.copyOf(words));
  }

  /** The data folder, by default {@code .mall} in the project. */
  Path data(Home home) {
    return Optional.ofNullable(values.get("--data"))
        .map(given -> Path.of(given).toAbsolutePath().normalize())
        .orElseGet(() -> home.path().resolve(".mall"));
  }

  OptionalInt port() {
    String given = values.get("--port");
    if (given == null) {
      return OptionalInt.empty();
    }
    if (!given.matches("\\d{1,5}")) {
      throw new LauncherException("--port takes a number, not " + given + ".");
    }
    return OptionalInt.of(Integer.parseInt(given));
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  void refuseWords(String verb) {
    if (!words.isEmpty()) {
      throw new LauncherException(
          "./mall " + verb + " takes no " + words.getFirst() + ": see ./mall help.");
    }
  }
}
