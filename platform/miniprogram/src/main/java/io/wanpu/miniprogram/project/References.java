package io.wanpu.miniprogram.project;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.miniprogram.source.Library;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which files of a mini-program need which others. */
public final class References {
  private static final Pattern REQUIRE =
      Pattern.compile("\\brequire\\(\\s*['\"]([^'\"]+)['\"]\\s*\\)");
  private static final Pattern SOURCE =
      Pattern.compile("<(import|include|wxs)\\b[^>]*?\\bsrc\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern STYLE =
      Pattern.compile("@import\\s+(?:url\\()?\\s*['\"]?([^'\")]+)['\"]?");
  private static final List<String> COMPONENT = List.of(".js", ".json", ".wxml", ".wxss");

  /** What contents name, by the array that holds them: most files are the same for every shop. */
  private static final Cache<byte[], List<String>> NAMED =
      Caffeine.newBuilder().weakKeys().maximumSize(20_000).build();

  private static final Cache<byte[], Map<String, String>> COMPONENTS =
      Caffeine.newBuilder().weakKeys().maximumSize(20_000).build();

  private final Function<String, byte @Nullable []> files;
  private final Map<String, List<String>> known = new HashMap<>();

  /**
   * @param files content by path, null when there is none
   */
  public References(Function<String, byte @Nullable []> files) {
    this.files = files;
  }

  /** The four files of a component or page, as far as they exist, and all that they need. */
  public Set<String> closure(String component) {
    var start = new ArrayList<String>();
    COMPONENT.forEach(ending -> start.add(component + ending));
    return closure(start);
  }

  /** These files and all that they need. */
  public Set<String> closure(Iterable<String> start) {
    var found = new LinkedHashSet<String>();
    var open = new ArrayDeque<String>();
    start.forEach(open::add);
    while (!open.isEmpty()) {
      var path = open.poll();
      if (files.apply(path) != null && found.add(path)) {
        open.addAll(of(path));
      }
    }
    return found;
  }

  /** What a file names; not all of it needs to exist. */
  public List<String> of(String path) {
    var before = known.get(path);
    if (before == null) {
      before = read(path);
      known.put(path, before);
    }
    return before;
  }

  private List<String> read(String path) {
    var content = files.apply(path);
    if (content == null) {
      return List.of();
    }
    var ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "js" -> modules(path, content);
      case "wxs" -> named(REQUIRE, 1, path, content);
      case "wxml" -> named(SOURCE, 2, path, content);
      case "wxss" -> named(STYLE, 1, path, content);
      case "json" -> components(path);
      default -> List.of();
    };
  }

  /** A file is of one kind, so its content is enough to remember what it names. */
  private static List<String> names(Pattern pattern, int group, byte[] content) {
    return NAMED.get(
        content,
        bytes ->
            pattern
                .matcher(new String(bytes, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(group).strip())
                .toList());
  }

  private static List<String> named(Pattern pattern, int group, String path, byte[] content) {
    return names(pattern, group, content).stream()
        .map(name -> ProjectPath.join(path, name))
        .map(target -> target.contains(".") || pattern != SOURCE ? target : target + ".wxml")
        .toList();
  }

  private List<String> modules(String path, byte[] content) {
    return names(REQUIRE, 1, content).stream()
        .flatMap(name -> module(path, name).stream())
        .toList();
  }

  /** The file that a {@code require} means. */
  public Optional<String> module(String from, String named) {
    var target =
        named.startsWith(".") || named.startsWith("/")
            ? ProjectPath.join(from, named)
            : Library.NPM + named;
    for (var candidate : List.of(target, target + ".js", target + "/index.js")) {
      if (candidate.endsWith(".js") && files.apply(candidate) != null) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private List<String> components(String path) {
    var found = new ArrayList<String>();
    using(path)
        .values()
        .forEach(component -> COMPONENT.forEach(ending -> found.add(component + ending)));
    return found;
  }

  /** The components that a JSON file names: path without ending by tag. */
  public Map<String, String> using(String json) {
    var found = new LinkedHashMap<String, String>();
    var content = files.apply(json);
    if (content == null) {
      return found;
    }
    COMPONENTS
        .get(content, bytes -> declared(json, bytes))
        .forEach((tag, named) -> found.put(tag, component(json, named)));
    return found;
  }

  private static Map<String, String> declared(String path, byte[] content) {
    var found = new LinkedHashMap<String, String>();
    Project.json(Map.of(path, content), path)
        .path("usingComponents")
        .fields()
        .forEachRemaining(each -> found.put(each.getKey(), each.getValue().asText()));
    return found;
  }

  private String component(String from, String named) {
    if (named.startsWith("/")) {
      return named.substring(1);
    }
    var beside = ProjectPath.join(from, named);
    return named.startsWith(".") || files.apply(beside + ".json") != null
        ? beside
        : Library.NPM + named;
  }
}
