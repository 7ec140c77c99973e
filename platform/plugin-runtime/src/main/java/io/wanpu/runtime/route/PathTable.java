package io.wanpu.runtime.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses with variables, {@code /activities/{id}}, by method. An address without variables wins
 * over one with.
 *
 * @param <T> what stands at an address
 */
public final class PathTable<T> {
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._-]{1,60}");
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z][A-Za-z0-9]{0,30})}");

  private final List<Entry<T>> entries = new ArrayList<>();
  private final Map<String, Map<String, Entry<T>>> fixed = new HashMap<>();

  /**
   * An address.
   *
   * @param template as it was declared
   */
  public record Entry<T>(String method, String template, List<String> segments, T value) {
    boolean isFixed() {
      return segments.stream().noneMatch(segment -> segment.startsWith("{"));
    }

    /** Names of the variables, in order. */
    public List<String> variables() {
      return segments.stream()
          .filter(segment -> segment.startsWith("{"))
          .map(segment -> segment.substring(1, segment.length() - 1))
          .toList();
    }
  }

  /** What stands at an address. */
  public sealed interface Match<T> {
    /**
     * @param variables decoded
     */
    record Found<T>(Entry<T> entry, Map<String, String> variables) implements Match<T> {}

    /** The address is there, for other methods. */
    record OtherMethod<T>(Set<String> allowed) implements Match<T> {}

    record Nothing<T>() implements Match<T> {}
  }

  /** Adds an address. @throws IllegalStateException when it is malformed or taken */
  public void add(String method, String declared, T value) {
    var template = declared.startsWith("/") ? declared : "/" + declared;
    var segments = segments(template);
    for (var each : entries) {
      if (each.method().equals(method) && shape(each.segments()).equals(shape(segments))) {
        throw new IllegalStateException(
            method + " " + template + " is the same address as " + each.template());
      }
    }
    var entry = new Entry<>(method, template, segments, value);
    entries.add(entry);
    if (entry.isFixed()) {
      fixed.computeIfAbsent(method, k -> new HashMap<>()).put(template, entry);
    }
  }

  private static List<String> shape(List<String> segments) {
    return segments.stream().map(each -> each.startsWith("{") ? "{}" : each).toList();
  }

  private static List<String> segments(String template) {
    if (template.equals("/")) {
      return List.of();
    }
    if (template.endsWith("/")) {
      throw new IllegalStateException("'" + template + "' is not a path like /activities/{id}");
    }
    var segments = List.of(template.substring(1).split("/", -1));
    for (var segment : segments) {
      if (!SEGMENT.matcher(segment).matches() && !VARIABLE.matcher(segment).matches()) {
        throw new IllegalStateException("'" + segment + "' in " + template + " is not a segment");
      }
    }
    return segments;
  }

  /** All addresses. */
  public Collection<Entry<T>> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** Finds what stands at an address. @param path as it was sent, still encoded */
  public Match<T> find(String method, String path) {
    var literal = fixed.getOrDefault(method, Map.of()).get(path.isEmpty() ? "/" : path);
    if (literal != null) {
      return new Match.Found<>(literal, Map.of());
    }
    var sent = decoded(path);
    if (sent == null) {
      return new Match.Nothing<>();
    }
    @Nullable Entry<T> found = null;
    for (var entry : entries) {
      if (entry.method().equals(method)
          && matches(entry.segments(), sent)
          && (found == null || entry.variables().size() < found.variables().size())) {
        found = entry;
      }
    }
    if (found != null) {
      return new Match.Found<>(found, variables(found.segments(), sent));
    }
    var others = new TreeSet<String>();
    for (var entry : entries) {
      if (matches(entry.segments(), sent)) {
        others.add(entry.method());
      }
    }
    return others.isEmpty() ? new Match.Nothing<>() : new Match.OtherMethod<>(others);
  }

  private static @Nullable List<String> decoded(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return List.of();
    }
    if (!path.startsWith("/")) {
      return null;
    }
    var decoded = new ArrayList<String>();
    for (var start = 1; start <= path.length(); ) {
      var slash = path.indexOf('/', start);
      var end = slash < 0 ? path.length() : slash;
      var segment = decoded(path, start, end);
      if (segment == null) {
        return null;
      }
      decoded.add(segment);
      start = end + 1;
      if (end == slash && start == path.length()) {
        return null; // ends with a slash
      }
    }
    return decoded;
  }

  private static @Nullable String decoded(String path, int start, int end) {
    var raw = path.substring(start, end);
    String segment;
    try {
      segment =
          raw.indexOf('%') < 0
              ? raw
              : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    return segment.isEmpty()
            || segment.equals(".")
            || segment.equals("..")
            || segment.indexOf('/') >= 0
            || segment.indexOf('\uFFFD') >= 0
            || hasControl(segment)
        ? null
        : segment;
  }

  private static boolean hasControl(String segment) {
    for (var i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) < 0x20) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<String> template, List<String> sent) {
    if (template.size() != sent.size()) {
      return false;
    }
    for (var i = 0; i < sent.size(); i++) {
      var segment = template.get(i);
      if (!segment.startsWith("{") && !segment.equals(sent.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(List<String> template, List<String> sent) {
    var variables = new ArrayList<Map.Entry<String, String>>(2);
    for (var i = 0; i < sent.size(); i++) {
      var segment = template.get(i);
      if (segment.startsWith("{")) {
        variables.add(Map.entry(segment.substring(1, segment.length() - 1), sent.get(i)));
      }
    }
    // most have one
    return variables.size() == 1 ? Map.ofEntries(variables.getFirst()) : inOrder(variables);
  }

  private static Map<String, String> inOrder(List<Map.Entry<String, String>> variables) {
    var all = new LinkedHashMap<String, String>();
    variables.forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }
}
