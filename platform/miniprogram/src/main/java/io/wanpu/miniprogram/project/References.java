package io.wanpu.miniprogram.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.miniprogram.source.Library;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private final Function<String, byte @Nullable []> files;

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
    var content = files.apply(path);
    if (content == null) {
      return List.of();
    }
    var ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "js" -> modules(path, text(content));
      case "wxs" -> named(REQUIRE, 1, path, text(content));
      case "wxml" -> named(SOURCE, 2, path, text(content));
      case "wxss" -> named(STYLE, 1, path, text(content));
      case "json" -> components(path);
      default -> List.of();
    };
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static List<String> named(Pattern pattern, int group, String path, String text) {
    var found = new ArrayList<String>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      var target = ProjectPath.join(path, matcher.group(group).strip());
      found.add(target.contains(".") || pattern != SOURCE ? target : target + ".wxml");
    }
    return found;
  }

  private List<String> modules(String path, String text) {
    var found = new ArrayList<String>();
    var matcher = REQUIRE.matcher(text);
    while (matcher.find()) {
      module(path, matcher.group(1)).ifPresent(found::add);
    }
    return found;
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
    JsonNode using = Project.json(Map.of(json, content), json).path("usingComponents");
    using
        .fields()
        .forEachRemaining(
            each -> found.put(each.getKey(), component(json, each.getValue().asText())));
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
