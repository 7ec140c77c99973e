package io.wanpu.miniprogram.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that the build has packed: the core's mini-program, the themes, the component library,
 * its icons and the browser runtime. Everything is read once and kept.
 */
public final class Library {
  /** Folder of the component library within a project. */
  public static final String NPM = "miniprogram_npm/";

  private static final String ROOT = "/storefront/";
  private static final String CORE = "miniprogram/";
  private static final String THEMES = "themes/";
  private static final String COMPONENTS = "components/";

  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, byte[]> core;
  private final Map<String, String> icons;

  private Library(SortedMap<String, byte[]> files) {
    this.files = Collections.unmodifiableSortedMap(files);
    this.core = below(CORE);
    this.icons = readIcons(text("icons.tsv"));
  }

  /** What is on the class path. */
  public static Library load() {
    var files = new TreeMap<String, byte[]>();
    var index = new String(resource("index"), StandardCharsets.UTF_8);
    index.lines().forEach(path -> files.put(path, resource(path)));
    return new Library(files);
  }

  private static byte[] resource(String path) {
    try (InputStream in = Library.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IllegalStateException("the build has not packed " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> readIcons(String lines) {
    var icons = new TreeMap<String, String>();
    lines
        .lines()
        .forEach(
            line -> {
              var tab = line.indexOf('\t');
              icons.put(line.substring(0, tab), line.substring(tab + 1));
            });
    return Collections.unmodifiableMap(icons);
  }

  private String text(String path) {
    return new String(file(path), StandardCharsets.UTF_8);
  }

  private byte[] file(String path) {
    var content = files.get(path);
    if (content == null) {
      throw new IllegalStateException("the build has not packed " + path);
    }
    return content;
  }

  /** The core's mini-program, by path. */
  public SortedMap<String, byte[]> core() {
    return core;
  }

  /** Ids of the themes. */
  public List<String> themes() {
    var ids = new TreeSet<String>();
    files.keySet().stream()
        .filter(path -> path.startsWith(THEMES) && path.endsWith("/theme.yaml"))
        .forEach(path -> ids.add(path.substring(THEMES.length(), path.lastIndexOf('/'))));
    return new ArrayList<>(ids);
  }

  /** The files of a theme, by path within its folder. */
  public SortedMap<String, byte[]> theme(String id) {
    return below(THEMES + id + "/");
  }

  /** A file of the component library, by its path below {@link #NPM}. */
  public Optional<byte[]> component(String path) {
    return Optional.ofNullable(files.get(COMPONENTS + path));
  }

  /** Icons of the component library: name to SVG, ready for a {@code data:} address. */
  public Map<String, String> icons() {
    return icons;
  }

  /** The browser runtime. */
  public byte[] runtimeScript() {
    return file("runtime.js");
  }

  /** The script that starts it behind a page that has been painted. */
  public byte[] starterScript() {
    return file("first.js");
  }

  /** Its style sheet. */
  public byte[] runtimeStyle() {
    return file("runtime.css");
  }

  /** Provinces, cities and districts, for the region picker. */
  public byte[] regions() {
    return file("regions.json");
  }

  private SortedMap<String, byte[]> below(String prefix) {
    var found = new TreeMap<String, byte[]>();
    files
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((path, content) -> found.put(path.substring(prefix.length()), content));
    return Collections.unmodifiableSortedMap(found);
  }
}
