package io.wanpu.miniprogram.first;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.project.ProjectPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first page of a shop, painted from the very templates that the runtime shows, with the same
 * classes: a browser sees it while the runtime is on its way, and nothing moves when that takes
 * over. Painting ends before the first block that only the runtime can show, such as a plugin's.
 */
public final class FirstPaint {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Enough for more than a screen: what is below is painted by the runtime. */
  private static final int ENOUGH = 12_000;

  /** Pictures that are fetched before it is known where they stand: as many as a browser can. */
  private static final int AT_ONCE = 6;

  private static final int MOST_ANSWERS = 8;

  private static final Set<String> WITHOUT_HOST = Set.of("components/shop-icon/shop-icon");
  private static final Set<String> BUILT_IN =
      Set.of("view", "text", "image", "scroll-view", "swiper", "swiper-item");

  /** By the array itself: most files are the same for every shop. */
  private static final Cache<byte[], Markup.Element> TEMPLATES =
      Caffeine.newBuilder().weakKeys().maximumSize(5_000).build();

  private static final Cache<byte[], Map<?, ?>> WORDS =
      Caffeine.newBuilder().weakKeys().maximumSize(50).build();

  private final Project project;
  private final String page;
  private final Function<String, String> scopes;
  private final JsonNode config;
  private final JsonNode design;
  private final @Nullable Object blocks;
  private final Map<?, ?> words;
  private final Map<String, Map<String, String>> using = new HashMap<>();

  /**
   * The HTML of a page.
   *
   * @param answers what it was painted with, by address; the runtime is given the same
   * @param whole whether nothing was left out
   */
  public record Painted(String html, Map<String, JsonNode> answers, boolean whole) {}

  private FirstPaint(Project project, String page, Function<String, String> scopes) {
    this.project = project;
    this.page = page;
    this.scopes = scopes;
    this.config = module("config.js");
    this.design = module("pages-data.js").path("home");
    this.blocks = Values.of(design.path("blocks"));
    var tag = config.path("language").asText().toLowerCase(java.util.Locale.ROOT);
    this.words =
        Optional.ofNullable(
                project.files().get("i18n/" + (tag.startsWith("en") ? "en" : "zh-CN") + ".js"))
            .map(content -> WORDS.get(content, FirstPaint::words))
            .orElse(Map.of());
  }

  /**
   * The painter of a project's first page.
   *
   * @param scopes prefix of a component's classes, empty for none
   */
  public static Optional<FirstPaint> of(
      Project project, String page, Function<String, String> scopes) {
    try {
      return page.equals("pages/home/home")
          ? Optional.of(new FirstPaint(project, page, scopes))
          : Optional.empty();
    } catch (Unpaintable e) {
      return Optional.empty();
    }
  }

  /** What the page is called. */
  public String title() {
    var title = design.path("title").asText();
    return title.isEmpty() ? config.path("name").asText() : title;
  }

  /** Paints the page; empty when nothing of it can be painted. */
  public Optional<Painted> paint(Answers answers) {
    return new Painting(answers).run();
  }

  private static Map<?, ?> words(byte[] content) {
    return Expression.exported(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
        ? map
        : Map.of();
  }

  private JsonNode module(String path) {
    var text = String.valueOf(project.text(path));
    try {
      return JSON.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
      throw new Unpaintable(path);
    }
  }

  private Markup.Element template(String path) {
    var content = project.files().get(path + ".wxml");
    if (content == null) {
      throw new Unpaintable(path);
    }
    return TEMPLATES.get(content, bytes -> Markup.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  /** The components that a component may use, by the name in its template. */
  private synchronized Map<String, String> using(String path) {
    return using.computeIfAbsent(
        path,
        from -> {
          var all = new HashMap<String, String>();
          read(all, "app", project.app());
          read(all, from, project.json(from + ".json"));
          return all;
        });
  }

  private static void read(Map<String, String> all, String from, JsonNode json) {
    json.path("usingComponents")
        .fields()
        .forEachRemaining(
            field -> {
              var path = field.getValue().asText();
              all.put(
                  field.getKey(),
                  path.startsWith("/") ? path.substring(1) : ProjectPath.join(from, path));
            });
  }

  /** One painting. */
  private final class Painting {
    private final Answers answers;
    private final Map<String, JsonNode> used = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder(ENOUGH + ENOUGH / 2);
    private final Deque<String> open = new ArrayDeque<>();

    private int pictures;

    /** Where it may end when something cannot be painted. */
    private int safe;

    private List<String> openThere = List.of();

    Painting(Answers answers) {
      this.answers = answers;
    }

    Optional<Painted> run() {
      var whole = true;
      try {
        var data = new HashMap<String, @Nullable Object>();
        var shop = ask("");
        data.put("t", words.get("home"));
        data.put("c", words.get("common"));
        data.put("state", "ready");
        data.put("blocks", blocks);
        data.put("notice", Values.member(shop, "notice"));
        data.put("hours", Values.member(Values.member(shop, "contact"), "hours"));
        data.put("shopName", Values.member(shop, "name"));
        children(template(page), page, data::get);
      } catch (Unpaintable e) {
        whole = false;
        out.setLength(safe);
        openThere.forEach(tag -> out.append("</").append(tag).append('>'));
        askForTheRest();
      }
      return out.isEmpty()
          ? Optional.empty()
          : Optional.of(new Painted(out.toString(), used, whole));
    }

    /** Blocks that were not painted find their answers here all the same. */
    private void askForTheRest() {
      for (var block : Values.list(blocks)) {
        var type = Values.text(Values.member(block, "type"));
        if (used.size() < MOST_ANSWERS && "core".equals(Values.member(block, "plugin"))) {
          try {
            var properties = new HashMap<String, @Nullable Object>();
            properties.put("props", Values.member(block, "props"));
            var unused =
                Core.component("components/blocks/" + type + "/" + type)
                    .data()
                    .apply(new Core.Given(properties, "", this::ask));
          } catch (Unpaintable e) {
            // it asks by itself
          }
        }
      }
    }

    private @Nullable Object ask(String path) {
      var known = used.get(path);
      if (known == null) {
        known = answers.at(path).orElseThrow(() -> new Unpaintable(path));
        used.put(path, known);
      }
      return Values.of(known);
    }

    private void children(
        Markup.Element of, String owner, Function<String, @Nullable Object> names) {
      var scope = names;
      var chosen = true;
      for (var child : of.children()) {
        switch (child) {
          case Markup.Words text -> out.append(escaped(Values.text(text.of(scope))));
          case Markup.Element element when element.tag().equals("wxs") ->
              scope = withScript(element, scope);
          case Markup.Element element -> {
            var condition = element.attribute("wx:if");
            if (condition != null) {
              chosen = Values.isTrue(condition.of(scope));
            } else if (element.attribute("wx:elif") instanceof Markup.Words other) {
              if (chosen) {
                continue;
              }
              chosen = Values.isTrue(other.of(scope));
            } else if (element.attribute("wx:else") != null) {
              if (chosen) {
                continue;
              }
              chosen = true;
            } else {
              repeated(element, owner, scope);
              continue;
            }
            if (chosen) {
              repeated(element, owner, scope);
            }
          }
        }
      }
    }

    private Function<String, @Nullable Object> withScript(
        Markup.Element script, Function<String, @Nullable Object> names) {
      var module = text(script, "module", names);
      var known = text(script, "src", names).endsWith("/utils/format.wxs");
      Expression.Script value =
          (function, given) -> {
            if (!known) {
              throw new Unpaintable(module + "." + function);
            }
            return Formats.call(function, given);
          };
      return name -> name.equals(module) ? value : names.apply(name);
    }

    private void repeated(
        Markup.Element element, String owner, Function<String, @Nullable Object> names) {
      var list = element.attribute("wx:for");
      if (list == null) {
        element(element, owner, names);
        return;
      }
      var item = or(text(element, "wx:for-item", names), "item");
      var index = or(text(element, "wx:for-index", names), "index");
      var at = 0.0;
      for (var each : Values.list(list.of(names))) {
        var place = at++;
        element(
            element,
            owner,
            name -> name.equals(item) ? each : name.equals(index) ? place : names.apply(name));
        if (out.length() > ENOUGH) {
          endHere();
          throw new Unpaintable("more than is seen");
        }
      }
    }

    private void element(
        Markup.Element element, String owner, Function<String, @Nullable Object> names) {
      var tag = element.tag();
      var component = using(owner).get(tag);
      if (component != null) {
        component(element, component, owner, names);
      } else if (tag.equals("block")) {
        children(element, owner, names);
      } else if (BUILT_IN.contains(tag)) {
        builtIn(element, owner, names);
      } else {
        throw new Unpaintable("<" + tag + ">");
      }
    }

    /** What comes may be left to the runtime, what is here is whole. */
    private void endHere() {
      safe = out.length();
      openThere = List.copyOf(open);
    }

    private void component(
        Markup.Element element,
        String path,
        String owner,
        Function<String, @Nullable Object> names) {
      if (path.startsWith("components/blocks/") || path.startsWith("blocks/")) {
        endHere();
      }
      var component = Core.component(path);
      var properties = new HashMap<String, @Nullable Object>(component.properties());
      component
          .properties()
          .forEach(
              (name, normal) -> {
                var given = element.attribute(kebab(name));
                if (given != null) {
                  properties.put(name, as(normal, given.of(names)));
                }
              });
      var data = new HashMap<String, @Nullable Object>(properties);
      if (!component.words().isEmpty()) {
        data.put("t", words.get(component.words()));
        data.put("c", words.get("common"));
      }
      data.putAll(
          component
              .data()
              .apply(new Core.Given(properties, config.path("currency").asText(), this::ask)));
      if (WITHOUT_HOST.contains(path)) {
        children(template(path), path, data::get);
        return;
      }
      start(element.tag());
      var scope = scopes.apply(path);
      if (!scope.isEmpty()) {
        attribute("wx-host", scope);
      }
      classes(element, owner, names);
      out.append('>');
      children(template(path), path, data::get);
      end();
    }

    private static @Nullable Object as(Object normal, @Nullable Object value) {
      return switch (normal) {
        case String text -> Values.text(value);
        case Boolean yes -> Values.isTrue(value);
        case Map<?, ?> map when value == null -> map;
        default -> value;
      };
    }

    private void builtIn(
        Markup.Element element, String owner, Function<String, @Nullable Object> names) {
      if (!text(element, "style", names).isEmpty()) {
        throw new Unpaintable("a style of its own"); // the page's policy forbids it
      }
      start("wx-" + element.tag());
      classes(element, owner, names);
      said(element, "aria-role", "role", names);
      said(element, "aria-label", "aria-label", names);
      said(element, "aria-level", "aria-level", names);
      switch (element.tag()) {
        case "image" -> {
          attribute("data-mode", or(text(element, "mode", names), "scaleToFill"));
          out.append("><img alt=\"\" draggable=\"false\"");
          var lazy = element.attribute("lazy-load");
          var later = lazy != null && Values.isTrue(lazy.of(names)) || pictures++ >= AT_ONCE;
          attribute(later ? "loading" : "fetchpriority", later ? "lazy" : "high");
          attribute("src", text(element, "src", names));
          out.append('>');
        }
        case "scroll-view" -> {
          flag(element, "scroll-x", "data-x", names);
          flag(element, "scroll-y", "data-y", names);
          flag(element, "enable-flex", "data-flex", names);
          out.append('>');
          children(element, owner, names);
        }
        case "swiper" -> {
          out.append("><mp-track>");
          children(element, owner, names);
          out.append("</mp-track>");
        }
        default -> {
          out.append('>');
          children(element, owner, names);
        }
      }
      end();
    }

    private void start(String tag) {
      out.append('<').append(tag);
      open.push(tag);
    }

    private void end() {
      out.append("</").append(open.pop()).append('>');
    }

    private void attribute(String name, String value) {
      out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    private void classes(
        Markup.Element element, String owner, Function<String, @Nullable Object> names) {
      var scope = owner.equals(page) ? "" : scopes.apply(owner);
      var all = new ArrayList<String>();
      for (var each : text(element, "class", names).split("\\s+")) {
        if (!each.isEmpty()) {
          all.add(scope.isEmpty() ? each : scope + "--" + each);
        }
      }
      if (!all.isEmpty()) {
        attribute("class", String.join(" ", all));
      }
    }

    private void said(
        Markup.Element element, String from, String to, Function<String, @Nullable Object> names) {
      var value = text(element, from, names);
      if (!value.isEmpty()) {
        attribute(to, value);
      }
    }

    private void flag(
        Markup.Element element, String from, String to, Function<String, @Nullable Object> names) {
      var value = element.attribute(from);
      if (value != null && Values.isTrue(value.of(names))) {
        attribute(to, "");
      }
    }

    private static String text(
        Markup.Element element, String attribute, Function<String, @Nullable Object> names) {
      var value = element.attribute(attribute);
      return value == null ? "" : Values.text(value.of(names));
    }
  }

  private static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
