package io.wanpu.admin.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Styles, scripts and fonts of the pages, kept in memory under an address that holds the hash of
 * all of them: browsers may keep them for ever, and a new release brings a new address.
 */
public final class Assets {
  static final String PREFIX = "/assets/";

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("tabler.min.css", "text/css;charset=UTF-8"),
          Map.entry("admin.css", "text/css;charset=UTF-8"),
          Map.entry("echarts.common.min.js", "text/javascript;charset=UTF-8"),
          Map.entry("Sortable.min.js", "text/javascript;charset=UTF-8"),
          Map.entry("htmx.min.js", "text/javascript;charset=UTF-8"),
          Map.entry("theme.js", "text/javascript;charset=UTF-8"),
          Map.entry("admin.js", "text/javascript;charset=UTF-8"),
          Map.entry("shared.js", "text/javascript;charset=UTF-8"),
          Map.entry("pictures.js", "text/javascript;charset=UTF-8"),
          Map.entry("text.js", "text/javascript;charset=UTF-8"),
          Map.entry("charts.js", "text/javascript;charset=UTF-8"),
          Map.entry("designer.css", "text/css;charset=UTF-8"),
          Map.entry("designer.js", "text/javascript;charset=UTF-8"),
          Map.entry("logo.svg", "image/svg+xml"),
          Map.entry("theme-plain.svg", "image/svg+xml"),
          Map.entry("theme-market.svg", "image/svg+xml"),
          Map.entry("theme-atelier.svg", "image/svg+xml"));

  /** A file as it is sent. */
  record Asset(String type, byte[] plain, byte[] packed) {}

  private static final String STYLE = "text/css;charset=UTF-8";
  private static final String ICONS = "icons.css";
  private static final Pattern SOME_ICONS = Pattern.compile("icons/([a-z0-9,-]{1,2000})\\.css");

  private final Map<String, Asset> assets;
  private final Icons icons;
  private final String version;

  private Assets(Map<String, Asset> assets, Icons icons, String version) {
    this.icons = icons;
    this.assets = assets;
    this.version = version;
  }

  /** Reads them from the class path. */
  public static Assets load() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var assets = new LinkedHashMap<String, Asset>();
      for (var name : FILES.keySet().stream().sorted().toList()) {
        try (var in = Assets.class.getClassLoader().getResourceAsStream("assets/" + name)) {
          if (in == null) {
            throw new IllegalStateException("no asset " + name);
          }
          var plain = in.readAllBytes();
          digest.update(plain);
          assets.put(name, new Asset(FILES.getOrDefault(name, ""), plain, pack(plain)));
        }
      }
      var icons = new Icons();
      var sheet = icons.usual();
      digest.update(sheet);
      assets.put(ICONS, new Asset(STYLE, sheet, pack(sheet)));
      return new Assets(Map.copyOf(assets), icons, HexFormat.of().formatHex(digest.digest(), 0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Address of their folder, with a closing slash. */
  String base() {
    return PREFIX + version + "/";
  }

  /** The file at that address of this or another release. */
  Optional<Asset> find(String path) {
    var slash = path.startsWith(PREFIX) ? path.indexOf('/', PREFIX.length()) : -1;
    if (slash < 0) {
      return Optional.empty();
    }
    var name = path.substring(slash + 1);
    var some = SOME_ICONS.matcher(name);
    return some.matches()
        ? Optional.of(someIcons(some.group(1)))
        : Optional.ofNullable(assets.get(name));
  }

  private Asset someIcons(String names) {
    try {
      var sheet =
          icons
              .sheet(icons.unusual(Arrays.asList(names.split(","))))
              .getBytes(StandardCharsets.UTF_8);
      return new Asset(STYLE, sheet, pack(sheet));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address of a sheet of the icons that the usual one lacks; empty when it lacks none. */
  Optional<String> iconsBeside(Collection<String> names) {
    var others = icons.unusual(names);
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(base() + "icons/" + String.join(",", others) + ".css");
  }

  /** Whether the address names exactly the files of this release. */
  boolean isCurrent(String path) {
    return path.startsWith(base());
  }

  private static byte[] pack(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream(plain.length);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
