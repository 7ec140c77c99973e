package io.wanpu.miniprogram.project;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Places on pages of the core where plugins may show something of their own. The page names the
 * component of the place; what it holds is written for each shop.
 */
final class Slots {
  /** The places. */
  static final List<String> PLACES = List.of("coupons", "member", "product");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Slots() {}

  /**
   * Adds the components of all places and the files of the plugins that fill them.
   *
   * @throws BrokenProject when a plugin fills a place that does not exist, or with nothing
   */
  static void fill(SortedMap<String, byte[]> files, List<PluginPart> plugins) {
    for (var place : PLACES) {
      var tags = new TreeMap<String, String>();
      for (var plugin : plugins) {
        var component =
            Project.json(plugin.files(), PluginPart.MANIFEST).path("slots").path(place).asText();
        if (!component.isEmpty()) {
          tags.put("slot-" + plugin.plugin(), add(files, plugin, component));
        }
      }
      write(files, "generated/slots/" + place + "/" + place, tags);
    }
    for (var plugin : plugins) {
      check(plugin);
    }
  }

  private static void check(PluginPart plugin) {
    Project.json(plugin.files(), PluginPart.MANIFEST)
        .path("slots")
        .fieldNames()
        .forEachRemaining(
            place -> {
              if (!PLACES.contains(place)) {
                throw new BrokenProject(
                    "plugin %s: %s:1:1 names the place %s; there are %s"
                        .formatted(
                            plugin.plugin(),
                            PluginPart.MANIFEST,
                            place,
                            String.join(", ", PLACES)));
              }
            });
  }

  private static String add(SortedMap<String, byte[]> files, PluginPart plugin, String component) {
    for (var ending : List.of(".js", ".json", ".wxml")) {
      if (!plugin.files().containsKey(component + ending)) {
        throw new BrokenProject(
            "plugin %s: %s:1:1 names %s for a place, but there is no %s%s"
                .formatted(plugin.plugin(), PluginPart.MANIFEST, component, component, ending));
      }
    }
    var folder = "blocks/" + plugin.plugin() + "/";
    new References(plugin.files()::get)
        .closure(component)
        .forEach(
            path -> {
              var content = plugin.files().get(path);
              if (content != null) {
                files.put(folder + path, content);
              }
            });
    return "/" + folder + component;
  }

  private static void write(
      SortedMap<String, byte[]> files, String path, Map<String, String> tags) {
    var json = JSON.createObjectNode().put("component", true);
    var using = json.putObject("usingComponents");
    var template = new StringBuilder();
    tags.forEach(
        (tag, component) -> {
          using.put(tag, component);
          template.append("<").append(tag).append(" context=\"{{context}}\" />\n");
        });
    files.put(path + ".json", bytes(json.toPrettyString() + "\n"));
    files.put(path + ".wxml", bytes(template.isEmpty() ? "<block />\n" : template.toString()));
    files.put(path + ".wxss", bytes(":host { display: block; }\n"));
    files.put(
        path + ".js",
        bytes("Component({\n  properties: { context: { type: Object, value: {} } },\n});\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
