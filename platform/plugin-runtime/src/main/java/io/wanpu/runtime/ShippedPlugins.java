package io.wanpu.runtime;

import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.manifest.Version;
import io.wanpu.runtime.store.Wished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars that come with a server: installed like anybody's. One that the operator has removed
 * stays removed, and a newer version that she has installed stays; otherwise new content takes the
 * place of the version before.
 */
final class ShippedPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedPlugins.class);

  private ShippedPlugins() {}

  /**
   * Installs them, and waits a moment until this node has loaded them. A jar that is refused is
   * reported and left out.
   */
  static void install(Path folder, PluginLifecycle lifecycle) {
    var known =
        lifecycle.wished().stream().collect(Collectors.toMap(Wished::id, Function.identity()));
    for (var jar : jars(folder)) {
      try {
        var content = Files.readAllBytes(jar);
        if (PluginJar.manifest(content).map(shipped -> isWanted(shipped, known)).orElse(true)) {
          install(jar, content, lifecycle);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isWanted(Manifest shipped, Map<String, Wished> known) {
    return Optional.ofNullable(known.get(shipped.id()))
        .map(
            wish ->
                wish.status() != Wished.Status.REMOVED
                    && Version.of(wish.version()).compareTo(shipped.version()) <= 0)
        .orElse(true);
  }

  private static void install(Path jar, byte[] content, PluginLifecycle lifecycle) {
    switch (lifecycle.install(content, Optional.empty())) {
      case PluginLifecycle.Installation.Accepted done -> {
        LOG.info("{} {} comes with this server and is installed", done.id(), done.version());
        lifecycle.await(done.id(), Duration.ofSeconds(30));
      }
      case PluginLifecycle.Installation.Unchanged same -> {}
      case PluginLifecycle.Installation.Refused refused ->
          LOG.error("{} is refused: {}", jar.getFileName(), refused.problems());
    }
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
