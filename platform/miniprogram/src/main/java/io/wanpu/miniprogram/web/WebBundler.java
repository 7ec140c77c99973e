package io.wanpu.miniprogram.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.miniprogram.first.FirstPaint;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.project.ProjectPath;
import io.wanpu.miniprogram.project.References;
import io.wanpu.miniprogram.source.Library;
import io.wanpu.miniprogram.style.StyleScope;
import io.wanpu.miniprogram.style.StyleSheets;
import io.wanpu.miniprogram.template.Templates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A project as browsers load it: chunks of modules written as function literals, compiled templates
 * and one style sheet each. What a shop changes often has a chunk of its own, so that a change
 * leaves the others, and what browsers have kept of them, as they are.
 */
public final class WebBundler {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final String SHOP = "shop";
  private static final String HOME = "home";
  private static final String CORE = "core";
  private static final Set<String> SHOP_FILES = Set.of("config.js", "pages-data.js");
  private static final String THEME = "theme.wxss";
  private static final Map<String, String> MEDIA =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "svg", "image/svg+xml");

  /** Digests by the array itself: most files are the same for every shop. */
  private static final LoadingCache<byte[], String> DIGESTS =
      Caffeine.newBuilder()
          .weakKeys()
          .maximumSize(20_000)
          .build(content -> HexFormat.of().formatHex(Digests.sha256(content), 0, 16));

  private final Templates templates;
  private final Asset runtimeScript;
  private final Asset runtimeStyle;
  private final Asset starter;
  private final Asset regions;
  private final Cache<String, Asset> chunks =
      Caffeine.newBuilder()
          .maximumWeight(256L << 20)
          .weigher((String key, Asset asset) -> asset.content().length + asset.gzip().length)
          .build();
  private final Cache<String, String> styles =
      Caffeine.newBuilder()
          .maximumWeight(32L << 20)
          .weigher((String key, String css) -> css.length())
          .build();

  public WebBundler(Library library, Templates templates) {
    this.templates = templates;
    this.runtimeScript = Asset.of("runtime", "js", Asset.SCRIPT, library.runtimeScript());
    this.starter = Asset.of("first", "js", Asset.SCRIPT, library.starterScript());
    this.regions = Asset.of("regions", "json", Asset.JSON, library.regions());
    this.runtimeStyle = Asset.of("runtime", "css", Asset.STYLE, library.runtimeStyle());
  }

  /**
   * Bundles a project.
   *
   * @param base address of the shop, with a slash at its end
   * @param sandbox whether the runtime may pay and sign in without a provider
   * @throws io.wanpu.miniprogram.template.BrokenTemplate when a template can't be compiled
   */
  public WebBundle bundle(Project project, String base, boolean sandbox) {
    return new Bundling(project, base, sandbox).run();
  }

  private record Chunk(Asset script, Asset style) {}

  private final class Bundling {
    private final Project project;
    private final String base;
    private final boolean sandbox;
    private final ObjectNode app;
    private final References references;
    private final Set<String> pages;
    private final Map<String, Asset> assets = new HashMap<>();

    Bundling(Project project, String base, boolean sandbox) {
      this.project = project;
      this.base = base;
      this.sandbox = sandbox;
      this.app = project.app();
      this.references = new References(project.files()::get);
      this.pages = new LinkedHashSet<>(project.pages());
    }

    WebBundle run() {
      var home = app.path("entryPagePath").asText(app.path("pages").path(0).asText());
      var closures = new LinkedHashMap<String, Set<String>>();
      var everywhere = references.closure(List.of("app.js", "app.json"));
      for (var page : pages) {
        var needed = new LinkedHashSet<>(everywhere);
        needed.addAll(references.closure(page));
        closures.put(page, needed);
      }
      var chunkOf = new TreeMap<String, String>();
      var homeFiles = closures.getOrDefault(home, Set.of());
      closures
          .values()
          .forEach(files -> files.forEach(file -> chunkOf.put(file, chunk(file, homeFiles))));
      var byChunk = new TreeMap<String, Set<String>>();
      chunkOf.forEach(
          (file, chunk) -> byChunk.computeIfAbsent(chunk, k -> new TreeSet<>()).add(file));
      var built = new TreeMap<String, Chunk>();
      byChunk.forEach((name, files) -> built.put(name, build(name, files)));

      var boot = JSON.createObjectNode();
      var config = shopConfig();
      boot.put("base", base);
      boot.put("assets", base + "_/");
      boot.put("regions", add(regions).name());
      boot.put("sandbox", sandbox);
      for (var field : List.of("shop", "name", "language", "currency", "version")) {
        boot.set(field, config.path(field));
      }
      boot.set("app", app);
      var chunkNode = boot.putObject("chunks");
      built.forEach(
          (name, chunk) -> {
            var node = chunkNode.putObject(name);
            node.put("js", add(chunk.script()).name());
            if (chunk.style().content().length > 0) {
              node.put("css", add(chunk.style()).name());
            }
          });
      var pageNode = boot.putObject("pages");
      closures.forEach(
          (page, files) -> {
            var list = pageNode.putArray(page);
            ordered(files, chunkOf).forEach(list::add);
          });
      var fileNode = boot.putObject("files");
      project
          .files()
          .forEach(
              (path, content) -> {
                var ending = path.substring(path.lastIndexOf('.') + 1);
                var type = MEDIA.get(ending);
                if (type != null) {
                  fileNode.put(path, add(media(ending, type, content)).name());
                }
              });

      var scripts = new ArrayList<String>();
      var sheets = new ArrayList<String>();
      scripts.add(add(runtimeScript).name());
      sheets.add(add(runtimeStyle).name());
      for (var name : ordered(homeFiles, chunkOf)) {
        scripts.add(chunkNode.path(name).path("js").asText());
        if (chunkNode.path(name).has("css")) {
          sheets.add(chunkNode.path(name).path("css").asText());
        }
      }
      return new WebBundle(
          json(boot),
          scripts,
          sheets,
          assets,
          List.copyOf(pages),
          home,
          project.notes(),
          Map.of(),
          FirstPaint.of(
              project, home, path -> isolation(path).equals("shared") ? "" : scopeName(path)),
          tabs(home, fileNode),
          add(starter).name(),
          rules(sheets));
    }

    /** The shop's own chunk comes first, then by name: home, plugins' blocks, core, plugins. */
    private List<String> ordered(Collection<String> files, Map<String, String> chunkOf) {
      return files.stream()
          .map(chunkOf::get)
          .distinct()
          .sorted(
              Comparator.comparingInt(WebBundler::rank).thenComparing(Comparator.naturalOrder()))
          .toList();
    }

    private Rules rules(List<String> names) {
      var css = new StringBuilder();
      for (var name : names) {
        var asset = assets.get(name);
        if (asset != null) {
          css.append(new String(asset.content(), StandardCharsets.UTF_8)).append('\n');
        }
      }
      return Rules.of(css.toString());
    }

    private List<WebBundle.Tab> tabs(String home, JsonNode names) {
      var tabs = new ArrayList<WebBundle.Tab>();
      for (var tab : app.path("tabBar").path("list")) {
        var path = tab.path("pagePath").asText();
        var icon = tab.path(path.equals(home) ? "selectedIconPath" : "iconPath").asText();
        tabs.add(
            new WebBundle.Tab(
                path, tab.path("text").asText(), names.path(icon).asText(), path.equals(home)));
      }
      return tabs;
    }

    private Asset add(Asset asset) {
      assets.put(asset.name(), asset);
      return asset;
    }

    private JsonNode shopConfig() {
      var text = String.valueOf(project.text("config.js"));
      try {
        return JSON.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private String chunk(String file, Set<String> home) {
      if (SHOP_FILES.contains(file) || file.equals(THEME)) {
        return SHOP;
      }
      if (file.startsWith("blocks/")) {
        return "blocks-" + file.split("/")[1];
      }
      if (file.startsWith("packages/")) {
        return "plugin-" + file.split("/")[1];
      }
      return home.contains(file) ? HOME : CORE;
    }

    private Chunk build(String name, Set<String> files) {
      var key = new StringBuilder(name);
      if (name.equals(SHOP)) {
        key.append(frame());
      }
      for (var file : files) {
        key.append('\0').append(file).append('\0').append(hash(file));
      }
      var id = HexFormat.of().formatHex(Digests.sha256(key.toString()));
      var style = chunks.get(id + ".css", k -> Asset.style(name, css(name, files)));
      var script = chunks.get(id + ".js", k -> Asset.script(name, code(name, files)));
      return new Chunk(script, style);
    }

    /** Imports are put into the style sheet that names them, so that they count as its content. */
    private String hash(String file) {
      if (file.endsWith(".wxss")) {
        return references.closure(List.of(file)).stream()
            .filter(path -> !path.equals(THEME) || file.equals(THEME))
            .map(path -> digest(path))
            .collect(Collectors.joining(","));
      }
      return digest(file);
    }

    private String digest(String path) {
      var content = project.files().get(path);
      return content == null ? "" : DIGESTS.get(content);
    }

    private String inlined(String file) {
      return StyleSheets.inlined(
          file, path -> path.equals(THEME) && !file.equals(THEME) ? null : project.text(path));
    }

    private String css(String chunk, Set<String> files) {
      var css = new StringBuilder();
      var seen = new TreeSet<String>();
      var sheets = new ArrayList<String>();
      if (chunk.equals(SHOP)) {
        sheets.add(THEME);
      }
      if (chunk.equals(HOME) && project.has("app.wxss")) {
        sheets.add("app.wxss");
      }
      files.stream()
          .filter(
              file -> file.endsWith(".wxss") && files.contains(ProjectPath.stem(file) + ".wxml"))
          .forEach(sheets::add);
      for (var sheet : sheets) {
        if (project.has(sheet)) {
          var source = inlined(sheet);
          var scope = scope(sheet);
          var key = Templates.key(sheet + scope, source);
          css.append(unseen(styles.get(key, k -> StyleSheets.compile(source, scope)), seen));
        }
      }
      if (chunk.equals(SHOP)) {
        css.append(frame());
      }
      return css.toString();
    }

    /** Colours of the frame, before the runtime knows them. */
    private String frame() {
      var bar = app.path("tabBar");
      var css = new StringBuilder();
      colour(css, ".mp-tabs", "background", bar.path("backgroundColor"));
      colour(css, ".mp-tab", "color", bar.path("color"));
      colour(css, ".mp-tab[aria-current]", "color", bar.path("selectedColor"));
      colour(css, ".mp-nav", "background", app.path("window").path("navigationBarBackgroundColor"));
      return css.toString();
    }

    private static void colour(StringBuilder css, String who, String what, JsonNode value) {
      if (value.asText().matches("#[0-9a-fA-F]{3,8}")) {
        css.append("%s{%s:%s}\n".formatted(who, what, value.asText()));
      }
    }

    /** What many components import for all pages is needed once. */
    private static String unseen(String css, Set<String> seen) {
      return seen.add(css) ? css + "\n" : "";
    }

    private StyleScope scope(String sheet) {
      var stem = ProjectPath.stem(sheet);
      if (stem.equals("app") || sheet.equals(THEME)) {
        return new StyleScope.Everywhere();
      }
      if (pages.contains(stem)) {
        return new StyleScope.Page(stem);
      }
      return "shared".equals(isolation(stem))
          ? new StyleScope.Everywhere()
          : new StyleScope.Component(scopeName(stem));
    }

    private String isolation(String component) {
      return project.json(component + ".json").path("styleIsolation").asText("");
    }

    private String code(String name, Set<String> files) {
      var modules = new StringBuilder();
      var scripts = new StringBuilder();
      var groups = new StringBuilder();
      var jsons = new StringBuilder();
      var scopes = new TreeMap<String, String>();
      for (var file : files) {
        var stem = ProjectPath.stem(file);
        switch (file.substring(file.lastIndexOf('.') + 1)) {
          case "js" ->
              modules
                  .append(quoted(file))
                  .append(
                      ":function(require,module,exports,Page,Component,Behavior,App,getApp,getCurrentPages,wx){")
                  .append(project.text(file))
                  .append("\n},\n");
          case "wxs" ->
              scripts
                  .append(
                      "R[%s]=D(%s,(require,exports,module)=>{"
                          .formatted(quoted(stem), quoted(stem)))
                  .append(Templates.script(String.valueOf(project.text(file))))
                  .append("\n});\n");
          case "wxml" -> {
            var template = templates.compile(file, String.valueOf(project.text(file)));
            groups.append("G[%s]=".formatted(quoted(stem))).append(template.code()).append(";\n");
            if (!isolation(stem).equals("shared") && !pages.contains(stem)) {
              scopes.put(stem, scopeName(stem));
            }
          }
          case "json" -> {
            if (!file.equals("app.json")) {
              jsons.append(quoted(stem)).append(':').append(json(project.json(file))).append(",\n");
            }
          }
          default -> {}
        }
      }
      return "wanpu.chunk("
          + quoted(name)
          + ",{modules:{\n"
          + modules
          + "},json:{\n"
          + jsons
          + "},scopes:"
          + json(scopes)
          + ",templates:function(G,R,D,X,Y,Z,P,Q,getRegExp,getDate){\n"
          + scripts
          + groups
          + "}});\n";
    }

    private Asset media(String ending, String type, byte[] content) {
      return chunks.get(
          DIGESTS.get(content) + "." + ending, k -> Asset.of("file", ending, type, content));
    }
  }

  private static int rank(String chunk) {
    return switch (chunk) {
      case SHOP -> 0;
      case HOME -> 1;
      case CORE -> 2;
      default -> chunk.startsWith("blocks-") ? 3 : 4;
    };
  }

  /** A short prefix for the classes of a component. */
  static String scopeName(String component) {
    return "s" + HexFormat.of().formatHex(Digests.sha256(component), 0, 4);
  }

  private static String quoted(String text) {
    return json(text);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value)
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
