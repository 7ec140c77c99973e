package io.wanpu.miniprogram.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.miniprogram.source.Library;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A theme: tokens, files in the place of the core's, and decorated pages to begin with.
 *
 * @param name by language tag, {@code zh} and {@code en}
 * @param tokens CSS values by token
 * @param overrides files by their path in the project
 * @param pages by name
 */
public record Theme(
    String id,
    Map<String, String> name,
    SortedMap<String, String> tokens,
    SortedMap<String, byte[]> overrides,
    SortedMap<String, DesignedPage> pages) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OVERRIDES = "overrides/";
  private static final String PAGES = "pages/";

  /** Reads the theme of that id. @throws IllegalArgumentException when it is none */
  public static Theme read(Library library, String id) {
    var files = library.theme(id);
    var description = files.get("theme.yaml");
    if (description == null) {
      throw new IllegalArgumentException("there is no theme " + id);
    }
    Map<?, ?> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new String(description, StandardCharsets.UTF_8));
    var overrides = new TreeMap<String, byte[]>();
    var pages = new TreeMap<String, DesignedPage>();
    files.forEach(
        (path, content) -> {
          if (path.startsWith(OVERRIDES)) {
            overrides.put(path.substring(OVERRIDES.length()), content);
          } else if (path.startsWith(PAGES) && path.endsWith(".json")) {
            pages.put(
                path.substring(PAGES.length(), path.length() - ".json".length()),
                page(id + "/" + path, content));
          }
        });
    return new Theme(
        id,
        texts(yaml.get("name")),
        Collections.unmodifiableSortedMap(texts(yaml.get("tokens"))),
        Collections.unmodifiableSortedMap(overrides),
        Collections.unmodifiableSortedMap(pages));
  }

  private static SortedMap<String, String> texts(@Nullable Object map) {
    var texts = new TreeMap<String, String>();
    if (map instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }

  private static DesignedPage page(String where, byte[] content) {
    JsonNode page;
    try {
      page = JSON.readTree(content);
    } catch (IOException e) {
      throw new IllegalStateException(where + " is no JSON: " + e.getMessage(), e);
    }
    var blocks = new ArrayList<Block>();
    for (var block : page.path("blocks")) {
      blocks.add(
          new Block(
              block.path("plugin").asText(Block.CORE),
              block.path("type").asText(),
              block.path("version").asInt(1),
              block.path("props") instanceof ObjectNode props ? props : JSON.createObjectNode()));
    }
    return new DesignedPage(page.path("title").asText(""), blocks);
  }
}
