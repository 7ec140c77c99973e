package io.wanpu.admin.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Styles, scripts and fonts of the pages, kept in memory under an address that holds the hash of
 * all of them: browsers may keep them for ever, and a new release brings a new address.
 */
public final class Assets {
  static final String PREFIX = "/assets/";

  private static final Map<String, String> FILES =
      Map.of(
          "tabler.min.css", "text/css;charset=UTF-8",
          "tabler-icons-outline.min.css", "text/css;charset=UTF-8",
          "fonts/tabler-icons-outline.woff2", "font/woff2",
          "htmx.min.js", "text/javascript;charset=UTF-8",
          "admin.css", "text/css;charset=UTF-8",
          "admin.js", "text/javascript;charset=UTF-8",
          "logo.svg", "image/svg+xml");

  /** A file as it is sent. */
  record Asset(String type, byte[] plain, byte[] packed) {}

  private final Map<String, Asset> assets;
  private final String version;

  private Assets(Map<String, Asset> assets, String version) {
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
      return new Assets(Map.copyOf(assets), HexFormat.of().formatHex(digest.digest(), 0, 6));
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
    var name = path.startsWith(PREFIX) ? path.indexOf('/', PREFIX.length()) : -1;
    return name < 0 ? Optional.empty() : Optional.ofNullable(assets.get(path.substring(name + 1)));
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
