package io.wanpu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of the project, in which the built server and the plugins lie.
 *
 * @param path absolute
 */
public record Home(Path path) {

  /**
   * From the system property {@code wanpu.home}, else from where the launcher's own classes lie.
   */
  public static Home find() {
    String given = System.getProperty("wanpu.home");
    if (given != null) {
      return new Home(Path.of(given).toAbsolutePath());
    }
    try {
      Path code = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path up = code; up != null; up = up.getParent()) {
        if (Files.exists(up.resolve("mall")) && Files.isDirectory(up.resolve("platform"))) {
          return new Home(up);
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new LauncherException("Cannot tell where the project is: start with -Dwanpu.home=DIR.");
  }

  /** The unpacked Open Liberty. */
  public Path liberty() {
    return built("platform/server/target/wlp");
  }

  /** The application, an archive or an exploded folder. */
  public Path war() {
    return built("platform/server/target/wanpu.war");
  }

  /** Template of a server's configuration. */
  public Path serverConfiguration() {
    return built("platform/server/target/liberty/config");
  }

  /** The built jars of the plugins in {@code plugins/}. */
  public List<Path> plugins() {
    try (Stream<Path> files = Files.find(path.resolve("plugins"), 3, Home::isPluginJar)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPluginJar(Path file, BasicFileAttributes attributes) {
    return attributes.isRegularFile()
        && file.getParent() instanceof Path folder
        && folder.endsWith("target")
        && file.getFileName().toString().matches(".+(?<!-sources|-javadoc|-tests)\\.jar");
  }

  private Path built(String place) {
    Path found = path.resolve(place);
    if (!Files.exists(found)) {
      throw new LauncherException(
          found + " is missing: build with `mvn -DskipTests package`, or let `./mall up` do it.");
    }
    return found;
  }
}
