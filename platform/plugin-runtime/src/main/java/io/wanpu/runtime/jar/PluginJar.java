package io.wanpu.runtime.jar;

import io.wanpu.runtime.jar.Problem.Kind;
import io.wanpu.runtime.manifest.BadManifest;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.ManifestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A plugin jar in memory: its content, its entries and its manifest. Read through {@link ZipFile},
 * the same view of the archive that the class loader has.
 */
public final class PluginJar {
  /** Largest jar that is taken. */
  public static final int MAX_BYTES = 24 << 20;

  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_UNPACKED = 128L << 20;
  private static final int MAX_RATIO = 200;
  private static final long RATIO_FREE = 1L << 20;

  private final byte[] content;
  private final Sha256 sha256;
  private final Map<String, byte[]> entries;
  private final Manifest manifest;

  private PluginJar(byte[] content, Map<String, byte[]> entries, Manifest manifest) {
    this.content = content;
    this.sha256 = Sha256.of(content);
    this.entries = Collections.unmodifiableMap(entries);
    this.manifest = manifest;
  }

  /** Reads a jar that has been verified before. */
  public static PluginJar trusted(byte[] content) {
    try {
      return read(content);
    } catch (BadJar e) {
      throw new IllegalStateException("a stored jar is damaged: " + e.problem(), e);
    }
  }

  /** The manifest of a jar that has not been verified; empty when it cannot be read. */
  public static Optional<Manifest> manifest(byte[] content) {
    try {
      return Optional.of(read(content).manifest());
    } catch (BadJar e) {
      return Optional.empty();
    }
  }

  static PluginJar read(byte[] content) throws BadJar {
    if (content.length > MAX_BYTES) {
      throw new BadJar(
          Kind.ARCHIVE, "larger than " + (MAX_BYTES >> 20) + " MB: " + content.length + " bytes");
    }
    var entries = unpack(content);
    var yaml = entries.get(Manifest.FILE);
    if (yaml == null) {
      throw new BadJar(Kind.MANIFEST, "there is no " + Manifest.FILE + " at the root of the jar");
    }
    try {
      return new PluginJar(
          content, entries, ManifestReader.read(new String(yaml, StandardCharsets.UTF_8)));
    } catch (BadManifest e) {
      throw new BadJar(Kind.MANIFEST, String.join("; ", e.problems()));
    }
  }

  private static Map<String, byte[]> unpack(byte[] content) throws BadJar {
    Path file = null;
    try {
      file = Files.createTempFile("wanpu-plugin-", ".jar");
      Files.write(file, content);
      try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
        return unpack(zip);
      }
    } catch (IOException e) {
      throw new BadJar(Kind.ARCHIVE, "not a readable zip file: " + e.getMessage());
    } finally {
      delete(file);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> unpack(ZipFile zip) throws BadJar, IOException {
    if (zip.size() > MAX_ENTRIES) {
      throw new BadJar(Kind.ARCHIVE, "more than " + MAX_ENTRIES + " entries");
    }
    var unpacked = new LinkedHashMap<String, byte[]>();
    var total = 0L;
    for (var all = zip.entries(); all.hasMoreElements(); ) {
      var entry = all.nextElement();
      checkName(entry.getName());
      if (entry.isDirectory()) {
        continue;
      }
      var bytes = bytes(zip, entry, MAX_UNPACKED - total);
      total += bytes.length;
      if (unpacked.put(entry.getName(), bytes) != null) {
        throw new BadJar(Kind.ARCHIVE, "the entry " + entry.getName() + " stands there twice");
      }
    }
    return unpacked;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry, long room) throws BadJar, IOException {
    // sizes in the directory may lie, so reading itself is bounded
    var allowed = Math.min(room, Math.max(RATIO_FREE, entry.getCompressedSize() * MAX_RATIO));
    try (var in = zip.getInputStream(entry)) {
      var bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, allowed + 1));
      if (bytes.length > allowed) {
        throw new BadJar(
            Kind.ARCHIVE, "unpacks to far more than its size: a zip bomb at " + entry.getName());
      }
      return bytes;
    }
  }

  private static void checkName(String name) throws BadJar {
    var bad =
        name.isEmpty()
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf(':') >= 0
            || name.chars().anyMatch(c -> c < 0x20)
            || List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.equals("..") || part.equals("."));
    if (bad) {
      throw new BadJar(Kind.ARCHIVE, "an entry that leaves its folder: '" + name + "'");
    }
  }

  public byte[] content() {
    return content.clone();
  }

  /** Length of the content in bytes. */
  public int size() {
    return content.length;
  }

  public Sha256 sha256() {
    return sha256;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Entries by their path, folders left out. */
  public Map<String, byte[]> entries() {
    return entries;
  }

  /** An entry. */
  public Optional<byte[]> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /** Names of the SQL migrations. */
  public List<String> migrations() {
    return entries.keySet().stream()
        .filter(path -> path.startsWith("db/migration/") && path.endsWith(".sql"))
        .sorted()
        .toList();
  }

  /** The plugin's own libraries: whole jars under {@code lib/}. */
  public List<String> libraries() {
    return entries.keySet().stream().filter(PluginJar::isLibrary).sorted().toList();
  }

  private static boolean isLibrary(String path) {
    return path.startsWith("lib/") && path.endsWith(".jar") && path.indexOf('/', 4) < 0;
  }
}
