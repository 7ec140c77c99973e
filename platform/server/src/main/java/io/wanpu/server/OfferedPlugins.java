package io.wanpu.server;

import io.wanpu.runtime.PluginLifecycle;
import io.wanpu.runtime.jar.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins that come with the server. Each jar is installed once: one that the operator removes
 * stays away until there is a newer build of it.
 */
final class OfferedPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(OfferedPlugins.class);

  private final PluginLifecycle lifecycle;

  OfferedPlugins(PluginLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /** Installs what is new in the folder. A jar that is refused is reported and left alone. */
  void install(Path folder) {
    for (var jar : jars(folder)) {
      try {
        install(jar, jar.resolveSibling(jar.getFileName() + ".offered"));
      } catch (IOException e) {
        LOG.warn("cannot read {}: {}", jar, e.toString());
      }
    }
  }

  private void install(Path jar, Path note) throws IOException {
    var content = Files.readAllBytes(jar);
    var sha256 = Sha256.of(content).toString();
    if (Files.exists(note) && Files.readString(note).strip().equals(sha256)) {
      return;
    }
    switch (lifecycle.install(content, Optional.of(sha256))) {
      case PluginLifecycle.Installation.Accepted(var id, var version, var before) ->
          LOG.info("plugin {} {} installed", id, version);
      case PluginLifecycle.Installation.Unchanged unchanged -> {}
      case PluginLifecycle.Installation.Refused(var problems) -> {
        LOG.error("{} is refused: {}", jar, problems);
        return;
      }
    }
    Files.writeString(note, sha256 + "\n");
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
