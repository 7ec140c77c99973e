package io.wanpu.admin.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was entered: parameters of the address and of the form. Absent is empty. */
public final class Entered {
  private static final int LONGEST = 100_000;

  private final Map<String, List<String>> values;

  private Entered(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads it. @throws MallException 400 when it can't be read */
  public static Entered in(HttpServletRequest request) {
    var values = new LinkedHashMap<String, List<String>>();
    try {
      request.getParameterMap().forEach((name, given) -> values.put(name, Arrays.asList(given)));
    } catch (RuntimeException unreadable) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    for (var list : values.values()) {
      for (var value : list) {
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
          throw new MallException(ErrorKind.MALFORMED, "request.malformed");
        }
      }
    }
    return new Entered(values);
  }

  /** Made by hand, for tests and defaults. */
  public static Entered of(Map<String, List<String>> values) {
    return new Entered(new LinkedHashMap<>(values));
  }

  /** The value without spaces around it. */
  public String text(String name) {
    return raw(name).strip();
  }

  /** The value as it is, for passwords. */
  public String raw(String name) {
    var all = values.get(name);
    return all == null || all.isEmpty() ? "" : all.getFirst();
  }

  /** All values of a name. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A whole number that an input of our own page carries, e.g. a version. */
  public int number(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
  }

  public Map<String, List<String>> values() {
    return Map.copyOf(values);
  }
}
