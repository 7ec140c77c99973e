package io.wanpu.miniprogram.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.miniprogram.design.Block;
import io.wanpu.miniprogram.design.DesignedPage;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.design.Theme;
import io.wanpu.miniprogram.source.Library;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Puts the project of a shop together. */
public final class ProjectGenerator {
  /** The component that shows a list of blocks. */
  public static final String BLOCKS = "generated/blocks/blocks";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern WORD = Pattern.compile("['\"`]([a-z][a-z0-9-]*)['\"`]");
  private static final String ICON_STYLE = Library.NPM + "tdesign-miniprogram/icon/icon.wxss";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Library library;
  private final LoadingCache<String, Theme> themes;

  public ProjectGenerator(Library library) {
    this.library = library;
    this.themes = Caffeine.newBuilder().maximumSize(100).build(id -> Theme.read(library, id));
  }

  /** The theme of that id. @throws IllegalArgumentException when there is none */
  public Theme theme(String id) {
    return themes.get(id);
  }

  /**
   * The project of a shop.
   *
   * @throws BrokenProject when it can't be put together
   */
  public Project generate(ShopInput input) {
    var theme =
        theme(
            library.themes().contains(input.design().theme())
                ? input.design().theme()
                : ShopDesign.DEFAULT.theme());
    var notes = new ArrayList<String>();
    var files = new TreeMap<>(library.core());
    files.putAll(theme.overrides());
    var blocks = new TreeMap<String, String>();
    coreBlocks(files, blocks);
    var parts = new ArrayList<Subpackage>();
    for (var plugin : input.plugins()) {
      addPlugin(plugin, files, blocks, parts);
    }
    Slots.fill(files, input.plugins());
    var pages = pages(theme, input.design(), blocks, notes);
    files.put("pages-data.js", module(pages));
    addBlocks(files, blocks, pages);
    files.put("theme.wxss", theme(theme, input.design()));
    var app = app(files, input, parts);
    files.put("app.json", pretty(app));
    files.put("config.js", module(config(input, theme, app)));
    files.put("project.config.json", pretty(projectConfig(input.shop())));
    addComponents(files);
    return new Project(files, notes);
  }

  private record Subpackage(String root, String name, List<String> pages) {}

  private static void coreBlocks(SortedMap<String, byte[]> files, Map<String, String> blocks) {
    for (var path : files.keySet()) {
      var parts = path.split("/");
      if (parts.length == 4
          && path.startsWith("components/blocks/")
          && parts[3].equals(parts[2] + ".json")) {
        blocks.put(Block.CORE + "/" + parts[2], "/" + ProjectPath.stem(path));
      }
    }
  }

  private static void addPlugin(
      PluginPart plugin,
      SortedMap<String, byte[]> files,
      Map<String, String> blocks,
      List<Subpackage> parts) {
    var id = plugin.plugin();
    var where = "plugin " + id + ": ";
    try {
      var manifest = Project.json(plugin.files(), PluginPart.MANIFEST);
      var root = "packages/" + id;
      var pages = new ArrayList<String>();
      manifest.path("pages").forEach(page -> pages.add(page.asText()));
      for (var page : pages) {
        if (!plugin.files().containsKey(page + ".js")
            || !plugin.files().containsKey(page + ".wxml")) {
          throw new BrokenProject(
              PluginPart.MANIFEST + " names the page " + page + ", whose files are not there");
        }
      }
      var references = new References(plugin.files()::get);
      var forBlocks = new TreeSet<String>();
      manifest
          .path("blocks")
          .fields()
          .forEachRemaining(
              block -> {
                var component = block.getValue().asText();
                if (!NAME.matcher(block.getKey()).matches()
                    || !plugin.files().containsKey(component + ".js")
                    || !plugin.files().containsKey(component + ".wxml")) {
                  throw new BrokenProject(
                      PluginPart.MANIFEST
                          + " names the block "
                          + block.getKey()
                          + ", whose files are not there: "
                          + component);
                }
                forBlocks.addAll(references.closure(component));
                blocks.put(id + "/" + block.getKey(), "/blocks/" + id + "/" + component);
              });
      forBlocks.forEach(path -> files.put("blocks/" + id + "/" + path, plugin.files().get(path)));
      if (!pages.isEmpty()) {
        var wanted = new TreeSet<String>();
        pages.forEach(page -> wanted.addAll(references.closure(page)));
        plugin.files().keySet().stream().filter(ProjectGenerator::isAsset).forEach(wanted::add);
        wanted.forEach(path -> files.put(root + "/" + path, plugin.files().get(path)));
        parts.add(new Subpackage(root, id, pages));
      }
    } catch (BrokenProject e) {
      throw new BrokenProject(where + e.getMessage());
    }
  }

  private static boolean isAsset(String path) {
    return path.matches(".*\\.(png|jpe?g|gif|webp|svg)");
  }

  /** The shop's pages, or else the theme's; blocks that nobody brings are left out and noted. */
  private static SortedMap<String, Object> pages(
      Theme theme, ShopDesign design, Map<String, String> blocks, List<String> notes) {
    var all = new TreeMap<String, DesignedPage>(theme.pages());
    all.putAll(design.pages());
    var pages = new TreeMap<String, Object>();
    all.forEach(
        (name, page) -> {
          var shown = new ArrayList<Object>();
          for (var block : page.blocks()) {
            if (blocks.containsKey(block.plugin() + "/" + block.type())) {
              shown.add(
                  new TreeMap<>(
                      Map.of(
                          "plugin", block.plugin(),
                          "type", block.type(),
                          "version", block.version(),
                          "props", block.props())));
            } else {
              notes.add(
                  "page %s: the block %s of %s is not shown, its plugin is not switched on"
                      .formatted(name, block.type(), block.plugin()));
            }
          }
          pages.put(name, new TreeMap<>(Map.of("title", page.title(), "blocks", shown)));
        });
    return pages;
  }

  private static void addBlocks(
      SortedMap<String, byte[]> files, Map<String, String> known, Map<String, Object> pages) {
    var used = new TreeMap<String, String>();
    var all = JSON.valueToTree(pages);
    for (var page : all) {
      for (var block : page.path("blocks")) {
        var name = block.path("plugin").asText() + "/" + block.path("type").asText();
        used.put(name, String.valueOf(known.get(name)));
      }
    }
    var using = JSON.createObjectNode();
    var template = new StringBuilder("<block wx:for=\"{{blocks}}\" wx:key=\"index\">\n");
    used.forEach(
        (name, component) -> {
          var tag = "block-" + name.replace('/', '-');
          using.put(tag, component);
          template.append(
              "  <%s wx:if=\"{{item.plugin === '%s' && item.type === '%s'}}\" props=\"{{item.props}}\" />\n"
                  .formatted(
                      tag,
                      name.substring(0, name.indexOf('/')),
                      name.substring(name.indexOf('/') + 1)));
        });
    template.append("</block>\n");
    var json = JSON.createObjectNode();
    json.put("component", true);
    json.set("usingComponents", using);
    files.put(BLOCKS + ".json", pretty(json));
    files.put(BLOCKS + ".wxml", bytes(template.toString()));
    files.put(BLOCKS + ".wxss", bytes(":host { display: block; }\n"));
    files.put(
        BLOCKS + ".js",
        bytes("Component({\n  properties: { blocks: { type: Array, value: [] } },\n});\n"));
    known.forEach(
        (name, component) -> {
          if (!used.containsKey(name) && name.startsWith(Block.CORE + "/")) {
            var folder = component.substring(1, component.lastIndexOf('/') + 1);
            files.subMap(folder, folder + Character.MAX_VALUE).clear();
          }
        });
  }

  private static byte[] theme(Theme theme, ShopDesign design) {
    var tokens = new TreeMap<>(theme.tokens());
    tokens.putAll(design.tokens());
    var css = new StringBuilder("page {\n");
    tokens.forEach(
        (name, value) -> {
          if (NAME.matcher(name).matches() && !value.matches(".*[;{}<>\\\\].*")) {
            css.append("  --shop-").append(name).append(": ").append(value).append(";\n");
          }
        });
    return bytes(css.append("}\n").toString());
  }

  private static ObjectNode app(
      Map<String, byte[]> files, ShopInput input, List<Subpackage> parts) {
    var app = Project.json(files, "app.json");
    var subpackages = app.withArray("subPackages");
    for (var part : parts) {
      var node = JSON.createObjectNode();
      node.put("root", part.root());
      node.put("name", part.name());
      part.pages().forEach(node.putArray("pages")::add);
      subpackages.add(node);
    }
    if (subpackages.isEmpty()) {
      app.remove("subPackages");
    }
    if (app.path("window") instanceof ObjectNode window) {
      window.put("navigationBarTitleText", input.shop().name());
    }
    var tokens = input.design().tokens();
    if (app.path("tabBar") instanceof ObjectNode bar) {
      if (tokens.containsKey("accent")) {
        bar.put("selectedColor", tokens.get("accent"));
      }
      tabs(input, bar);
    }
    return app;
  }

  private static void tabs(ShopInput input, ObjectNode bar) {
    var wanted = input.design().tabBar().tabs();
    if (wanted.isEmpty()) {
      return;
    }
    var list = JSON.createArrayNode();
    for (var tab : wanted) {
      for (var known : bar.path("list")) {
        if (known.path("pagePath").asText().equals(tab.page())) {
          var node = (ObjectNode) known.deepCopy();
          if (!tab.text().isEmpty()) {
            node.put("text", tab.text());
          }
          list.add(node);
        }
      }
    }
    if (list.size() >= 2) {
      bar.set("list", list);
    }
  }

  private static Map<String, Object> config(ShopInput input, Theme theme, ObjectNode app) {
    var shop = input.shop();
    var tokens = new TreeMap<>(theme.tokens());
    tokens.putAll(input.design().tokens());
    var config = new TreeMap<String, Object>();
    config.put("api", shop.api());
    config.put("shop", shop.code());
    config.put("name", shop.name());
    config.put("language", shop.language());
    config.put("currency", shop.currency());
    config.put("version", shop.version());
    config.put("theme", new TreeMap<>(Map.of("id", theme.id(), "tokens", tokens)));
    config.put("tabBar", app.path("tabBar"));
    config.put("plugins", input.plugins().stream().map(PluginPart::plugin).toList());
    return config;
  }

  private static ObjectNode projectConfig(ShopFacts shop) {
    var config = JSON.createObjectNode();
    config.put("description", "Wanpu storefront of " + shop.code());
    config.put("compileType", "miniprogram");
    config.put("appid", shop.appId().isEmpty() ? "touristappid" : shop.appId());
    config.put("projectname", shop.code());
    config.put("libVersion", "3.8.0");
    var setting = config.putObject("setting");
    setting.put("es6", true);
    setting.put("enhance", true);
    setting.put("postcss", true);
    setting.put("minified", true);
    setting.put("urlCheck", true);
    return config;
  }

  /** Packs the components of the library that are used, and the icons that are named. */
  private void addComponents(SortedMap<String, byte[]> files) {
    var references =
        new References(
            path -> {
              var own = files.get(path);
              return own == null && path.startsWith(Library.NPM)
                  ? library.component(path.substring(Library.NPM.length())).orElse(null)
                  : own;
            });
    for (var path : references.closure(List.copyOf(files.keySet()))) {
      if (!files.containsKey(path)) {
        library
            .component(path.substring(Library.NPM.length()))
            .ifPresent(content -> files.put(path, content));
      }
    }
    var style = files.get(ICON_STYLE);
    if (style != null) {
      files.put(ICON_STYLE, bytes(text(style) + icons(files.values())));
    }
  }

  private String icons(Collection<byte[]> files) {
    var named = new TreeSet<String>();
    for (var content : files) {
      var matcher = WORD.matcher(new String(content, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        if (library.icons().containsKey(matcher.group(1))) {
          named.add(matcher.group(1));
        }
      }
    }
    var css = new StringBuilder();
    for (var name : named) {
      var url = "url(\"data:image/svg+xml," + library.icons().get(name) + "\")";
      css.append(
          ".t-icon-%s{display:block;width:1em;height:1em;background-color:currentColor;-webkit-mask:%s center/100%% 100%% no-repeat;mask:%s center/100%% 100%% no-repeat;}\n"
              .formatted(name, url, url));
    }
    return css.toString();
  }

  private static byte[] module(Object value) {
    return bytes("module.exports = " + json(value) + ";\n");
  }

  private static byte[] pretty(Object value) {
    return bytes(json(value) + "\n");
  }

  private static String json(Object value) {
    try {
      // the two line separators end a line in older JavaScript
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(value)
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
