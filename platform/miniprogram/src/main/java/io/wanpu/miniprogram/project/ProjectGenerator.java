package io.wanpu.miniprogram.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
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
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the project of a shop together. */
public final class ProjectGenerator {
  /** The component that shows a list of blocks. */
  public static final String BLOCKS = "generated/blocks/blocks";

  /** Where plugins may add something to pages of the core; what they get is the context there. */
  private static final List<String> PLACES = List.of("product", "member", "coupons");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern WORD = Pattern.compile("['\"`]([a-z][a-z0-9-]*)['\"`]");
  private static final String ICON_STYLE = Library.NPM + "tdesign-miniprogram/icon/icon.wxss";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Library library;
  private final LoadingCache<String, Theme> themes;
  private final LoadingCache<byte[], Set<String>> iconsIn;

  public ProjectGenerator(Library library) {
    this.library = library;
    this.iconsIn = Caffeine.newBuilder().weakKeys().maximumSize(20_000).build(this::named);
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
    var theme = themeOf(input.design());
    var assembly = new Assembly(theme, input.plugins());
    var pages = assembly.pages(input.design());
    assembly.put("pages-data.js", module(pages));
    assembly.addBlocks(used(pages));
    assembly.put("theme.wxss", theme(theme, input.design()));
    var app = assembly.app(input);
    assembly.put("app.json", pretty(app));
    assembly.put("config.js", module(config(input, theme, app)));
    assembly.put(
        "project.config.json", pretty(projectConfig(input.shop().code(), input.shop().appId())));
    return assembly.finish();
  }

  /**
   * What the third-party platform keeps once for all shops of a theme: every page, every plugin,
   * every block. What a shop decides comes from its {@link #ext}.
   *
   * @param plugins all that the platform has
   * @throws BrokenProject when it can't be put together
   */
  public Project template(String themeId, List<PluginPart> plugins) {
    var theme = theme(themeId);
    var shop = new ShopFacts("template", "", "zh-CN", "CNY", "", "", "");
    var input = new ShopInput(shop, ShopDesign.of(themeId), plugins);
    var assembly = new Assembly(theme, input.plugins());
    assembly.put("pages-data.js", bytes("module.exports = require('./config').pages;\n"));
    assembly.addBlocks(assembly.blocks.keySet());
    assembly.put("theme.wxss", theme(theme, input.design()));
    var app = assembly.app(input);
    assembly.put("app.json", pretty(app));
    var defaults = config(input, theme, app);
    defaults.put("pages", assembly.pages(input.design()));
    assembly.put(
        "config.js",
        bytes(
            "const given = wx.getExtConfigSync ? wx.getExtConfigSync() : {};\n\nmodule.exports = Object.assign("
                + json(defaults)
                + ", given.shop);\n"));
    assembly.put("project.config.json", pretty(projectConfig("template", "")));
    assembly.takeStyleFromConfig(app);
    return assembly.finish();
  }

  /**
   * A shop's choice from the template of its theme: pages and subpackages are a subset of the
   * template's.
   */
  public ObjectNode ext(ShopInput input) {
    var theme = themeOf(input.design());
    var assembly = new Assembly(theme, input.plugins());
    var app = assembly.app(input);
    var shop = config(input, theme, app);
    shop.put("pages", assembly.pages(input.design()));
    var style = new StringBuilder();
    tokens(theme, input.design())
        .forEach(
            (name, value) ->
                style.append("--shop-").append(name).append(':').append(value).append(';'));
    shop.put("style", style.toString());
    var ext = JSON.createObjectNode();
    ext.put("extEnable", true);
    ext.put("extAppid", input.shop().appId());
    ext.put("directCommit", false);
    ext.putObject("ext").set("shop", JSON.valueToTree(shop));
    ext.set("pages", app.path("pages"));
    ext.set(
        "subPackages",
        app.path("subPackages").isArray() ? app.path("subPackages") : JSON.createArrayNode());
    ext.set("window", app.path("window"));
    ext.set("tabBar", app.path("tabBar"));
    return ext;
  }

  /** The theme of a design; the plain one when its own is not there any more. */
  public Theme themeOf(ShopDesign design) {
    return theme(
        library.themes().contains(design.theme()) ? design.theme() : ShopDesign.DEFAULT.theme());
  }

  /** The blocks that pages show, {@code plugin/type}. */
  private static Set<String> used(Map<String, Object> pages) {
    var used = new TreeSet<String>();
    for (var page : JSON.valueToTree(pages)) {
      for (var block : page.path("blocks")) {
        used.add(block.path("plugin").asText() + "/" + block.path("type").asText());
      }
    }
    return used;
  }

  private record Subpackage(String root, String name, List<String> pages) {}

  /** A project while it is put together. */
  private final class Assembly {
    private final Theme theme;
    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, String> blocks = new TreeMap<>();
    private final SortedMap<String, List<String>> slots = new TreeMap<>();
    private final List<Subpackage> parts = new ArrayList<>();
    private final List<Text> notes = new ArrayList<>();

    Assembly(Theme theme, List<PluginPart> plugins) {
      this.theme = theme;
      this.files = new TreeMap<>(library.core());
      files.putAll(theme.overrides());
      findCoreBlocks();
      PLACES.forEach(place -> slots.put(place, new ArrayList<>()));
      plugins.forEach(this::addPlugin);
      slots.forEach(this::addSlot);
    }

    void put(String path, byte[] content) {
      files.put(path, content);
    }

    private void findCoreBlocks() {
      for (var path : files.keySet()) {
        var names = path.split("/");
        if (names.length == 4
            && path.startsWith("components/blocks/")
            && names[3].equals(names[2] + ".json")) {
          blocks.put(Block.CORE + "/" + names[2], "/" + ProjectPath.stem(path));
        }
      }
    }

    private void addPlugin(PluginPart plugin) {
      try {
        var manifest = Project.json(plugin.files(), PluginPart.MANIFEST);
        var references = new References(plugin.files()::get);
        manifest
            .path("blocks")
            .fields()
            .forEachRemaining(
                block -> addBlock(plugin, references, block.getKey(), block.getValue().asText()));
        manifest
            .path("slots")
            .fields()
            .forEachRemaining(
                slot -> fillSlot(plugin, references, slot.getKey(), slot.getValue().asText()));
        var pages = new ArrayList<String>();
        manifest.path("pages").forEach(page -> pages.add(page.asText()));
        if (!pages.isEmpty()) {
          addPages(plugin, references, pages);
        }
      } catch (BrokenProject e) {
        throw new BrokenProject("plugin " + plugin.plugin() + ": " + e.getMessage());
      }
    }

    private void addBlock(PluginPart plugin, References references, String type, String component) {
      if (!NAME.matcher(type).matches()) {
        throw new BrokenProject(PluginPart.MANIFEST + " names a block '" + type + "'");
      }
      blocks.put(
          plugin.plugin() + "/" + type,
          intoMain(plugin, references, "the block " + type, component));
    }

    private void fillSlot(
        PluginPart plugin, References references, String place, String component) {
      var filling = slots.get(place);
      if (filling == null) {
        throw new BrokenProject(
            PluginPart.MANIFEST + ":1:1 names the slot '" + place + "'; there are " + PLACES);
      }
      filling.add(intoMain(plugin, references, "the slot " + place, component));
    }

    /** Puts a component with all that it needs into the main package, and answers where. */
    private String intoMain(
        PluginPart plugin, References references, String what, String component) {
      mustHave(plugin, what, component);
      var folder = "blocks/" + plugin.plugin() + "/";
      references
          .closure(component)
          .forEach(path -> files.put(folder + path, content(plugin, path)));
      return "/" + folder + component;
    }

    /** Writes the component that shows what plugins add at a place, one after the other. */
    private void addSlot(String place, List<String> components) {
      var using = JSON.createObjectNode();
      var template = new StringBuilder();
      for (var i = 0; i < components.size(); i++) {
        using.put("slot-" + i, components.get(i));
        template.append("<slot-%d context=\"{{context}}\" />\n".formatted(i));
      }
      var path = "generated/slots/" + place + "/" + place;
      component(
          path,
          using,
          template.isEmpty() ? "<block />\n" : template.toString(),
          "context: { type: Object, value: {} }");
    }

    private void component(String path, ObjectNode using, String template, String properties) {
      var json = JSON.createObjectNode();
      json.put("component", true);
      json.set("usingComponents", using);
      files.put(path + ".json", pretty(json));
      files.put(path + ".wxml", bytes(template));
      files.put(path + ".wxss", bytes(":host { display: block; }\n"));
      files.put(path + ".js", bytes("Component({\n  properties: { " + properties + " },\n});\n"));
    }

    private void addPages(PluginPart plugin, References references, List<String> pages) {
      var root = "packages/" + plugin.plugin();
      var wanted = new TreeSet<String>();
      for (var page : pages) {
        mustHave(plugin, "the page", page);
        wanted.addAll(references.closure(page));
      }
      plugin.files().keySet().stream().filter(ProjectGenerator::isPicture).forEach(wanted::add);
      wanted.forEach(path -> files.put(root + "/" + path, content(plugin, path)));
      parts.add(new Subpackage(root, plugin.plugin(), pages));
    }

    private static byte[] content(PluginPart plugin, String path) {
      return Objects.requireNonNull(plugin.files().get(path));
    }

    private static void mustHave(PluginPart plugin, String what, String component) {
      for (var ending : List.of(".js", ".wxml")) {
        if (!plugin.files().containsKey(component + ending)) {
          throw new BrokenProject(
              "%s:1:1 names %s, but there is no %s%s"
                  .formatted(PluginPart.MANIFEST, what, component, ending));
        }
      }
    }

    /** The shop's pages, or else the theme's; blocks that nobody brings are left out and noted. */
    SortedMap<String, Object> pages(ShopDesign design) {
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
              } else if (design.pages().containsKey(name)) {
                // what a theme brings along, nobody of the shop has put there
                notes.add(
                    Text.of(
                        "storefront.left_out",
                        Arg.words(page.title().isEmpty() ? name : page.title()),
                        Arg.words(block.type()),
                        Arg.words(block.plugin())));
              }
            }
            pages.put(name, new TreeMap<>(Map.of("title", page.title(), "blocks", shown)));
          });
      return pages;
    }

    /** Writes the component that shows blocks, and drops blocks of the core that nobody shows. */
    void addBlocks(Set<String> used) {
      var using = JSON.createObjectNode();
      var template = new StringBuilder("<block wx:for=\"{{blocks}}\" wx:key=\"index\">\n");
      for (var name : used) {
        var slash = name.indexOf('/');
        var tag = "block-" + name.replace('/', '-');
        using.put(tag, blocks.get(name));
        template.append(
            "  <%s wx:if=\"{{item.plugin === '%s' && item.type === '%s'}}\" props=\"{{item.props}}\" />\n"
                .formatted(tag, name.substring(0, slash), name.substring(slash + 1)));
      }
      template.append("</block>\n");
      component(BLOCKS, using, template.toString(), "blocks: { type: Array, value: [] }");
      blocks.forEach(
          (name, component) -> {
            if (!used.contains(name) && name.startsWith(Block.CORE + "/")) {
              var folder = component.substring(1, component.lastIndexOf('/') + 1);
              files.subMap(folder, folder + Character.MAX_VALUE).clear();
            }
          });
    }

    ObjectNode app(ShopInput input) {
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
      if (app.path("tabBar") instanceof ObjectNode bar) {
        var accent = tokens(theme, input.design()).get("accent");
        if (accent != null && accent.matches("#[0-9a-fA-F]{6}")) {
          bar.put("selectedColor", accent);
          for (var tab : bar.path("list")) {
            files.computeIfPresent(
                tab.path("selectedIconPath").asText(), (path, icon) -> TabIcons.in(accent, icon));
          }
        }
        tabs(input, bar);
      }
      return app;
    }

    /** Lets every page of a template wear the tokens of its shop. */
    void takeStyleFromConfig(ObjectNode app) {
      files.put(
          "generated/style.js",
          bytes(
              """
              // Tokens of the shop come with its configuration: every page wears them.
              const style = require('../config').style;
              const make = Page;
              if (style) {
                Page = (page) => make(Object.assign({}, page, { data: Object.assign({ shopStyle: style }, page.data) }));
              }
              """));
      files.put("app.js", bytes("require('./generated/style');\n" + textOf("app.js")));
      for (var page : new Project(files, List.of()).pages()) {
        var template = textOf(page + ".wxml");
        if (!template.contains("<page-meta")) {
          files.put(
              page + ".wxml", bytes("<page-meta page-style=\"{{shopStyle}}\" />\n" + template));
        }
      }
    }

    private String textOf(String path) {
      return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    Project finish() {
      addComponents(files);
      var project = new Project(files, notes);
      Sizes.of(project).check();
      return project;
    }
  }

  private static boolean isPicture(String path) {
    return path.matches(".*\\.(png|jpe?g|gif|webp|svg)");
  }

  private static SortedMap<String, String> tokens(Theme theme, ShopDesign design) {
    var tokens = new TreeMap<>(theme.tokens());
    tokens.putAll(design.tokens());
    tokens.entrySet().removeIf(token -> !isToken(token.getKey(), token.getValue()));
    return tokens;
  }

  private static boolean isToken(String name, String value) {
    return NAME.matcher(name).matches() && !value.matches(".*[;{}<>\\\\].*");
  }

  private static byte[] theme(Theme theme, ShopDesign design) {
    var css = new StringBuilder("page {\n");
    tokens(theme, design)
        .forEach(
            (name, value) ->
                css.append("  --shop-").append(name).append(": ").append(value).append(";\n"));
    return bytes(css.append("}\n").toString());
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
    var config = new TreeMap<String, Object>();
    config.put("api", shop.api());
    config.put("shop", shop.code());
    config.put("name", shop.name());
    config.put("language", shop.language());
    config.put("currency", shop.currency());
    config.put("version", shop.version());
    config.put(
        "theme", new TreeMap<>(Map.of("id", theme.id(), "tokens", tokens(theme, input.design()))));
    config.put("tabBar", app.path("tabBar"));
    config.put("plugins", input.plugins().stream().map(PluginPart::plugin).toList());
    return config;
  }

  private static ObjectNode projectConfig(String name, String appId) {
    var config = JSON.createObjectNode();
    config.put("description", "Wanpu storefront of " + name);
    config.put("compileType", "miniprogram");
    config.put("appid", appId.isEmpty() ? "touristappid" : appId);
    config.put("projectname", name);
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
    files.forEach(content -> named.addAll(iconsIn.get(content)));
    var css = new StringBuilder();
    for (var name : named) {
      var url = "url(\"data:image/svg+xml," + library.icons().get(name) + "\")";
      css.append(
          ".t-icon-%s{display:block;width:1em;height:1em;background-color:currentColor;-webkit-mask:%s center/100%% 100%% no-repeat;mask:%s center/100%% 100%% no-repeat;}\n"
              .formatted(name, url, url));
    }
    return css.toString();
  }

  private Set<String> named(byte[] content) {
    return WORD.matcher(new String(content, StandardCharsets.ISO_8859_1))
        .results()
        .map(match -> match.group(1))
        .filter(library.icons()::containsKey)
        .collect(Collectors.toSet());
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
