package io.wanpu.benchmarks.bare;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Statements that the mall was seen to send for one request, with places for what differs between
 * requests: {@code {{member}}} and the like, and {@code {{0}}}, {@code {{1}}} … for new ids.
 *
 * @param steps in their order
 */
public record Trace(List<Step> steps) {

  /**
   * A statement, or one of {@link #BEGIN} and {@link #COMMIT}.
   *
   * @param sql with a question mark for each value
   */
  public record Step(String sql, List<String> values) {}

  /** Begins a transaction. */
  public static final Step BEGIN = new Step("begin", List.of());

  /** Ends it. */
  public static final Step COMMIT = new Step("commit", List.of());

  /** Marks the place of a value. */
  public static String place(Object name) {
    return "{{" + name + "}}";
  }

  /** How many new ids it takes. */
  int freshIds() {
    var count = 0;
    while (mentions(place(count))) {
      count++;
    }
    return count;
  }

  private boolean mentions(String place) {
    return steps.stream().flatMap(step -> step.values().stream()).anyMatch(v -> v.contains(place));
  }

  /** A value with what stands in its places. */
  static String filled(String value, Map<String, String> known) {
    var filled = value;
    for (var at = filled.indexOf("{{"); at >= 0; at = filled.indexOf("{{", at)) {
      var end = filled.indexOf("}}", at);
      var content = known.get(filled.substring(at + 2, end));
      if (content == null) {
        throw new IllegalArgumentException("nothing for " + filled);
      }
      filled = filled.substring(0, at) + content + filled.substring(end + 2);
    }
    return filled;
  }

  /** One line a step, its parts encoded. */
  public String written() {
    return steps.stream()
        .map(
            step ->
                encoded(step.sql())
                    + step.values().stream()
                        .map(value -> "\t" + encoded(value))
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  static Trace read(String written) {
    var steps = new ArrayList<Step>();
    if (written.isEmpty()) {
      return new Trace(steps);
    }
    for (var line : written.split("\n", -1)) {
      var parts = List.of(line.split("\t", -1)).stream().map(Trace::decoded).toList();
      steps.add(new Step(parts.getFirst(), parts.subList(1, parts.size())));
    }
    return new Trace(steps);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
