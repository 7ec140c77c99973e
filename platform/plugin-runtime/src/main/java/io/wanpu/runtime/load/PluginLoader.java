package io.wanpu.runtime.load;

import io.wanpu.api.plugin.MallPlugin;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.Trip;
import io.wanpu.runtime.call.Watchdog;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.load.OfferedClasses.Exported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads verified jars on this node. */
public final class PluginLoader {
  private static final Pattern OWNER = Pattern.compile("-(\\d{1,18})-\\d+$");

  private final Path work;
  private final MallServices services;
  private final Watchdog watchdog;
  private final AtomicLong serial = new AtomicLong();

  /**
   * @param work folder of this process alone; jars lie there while they are loaded
   */
  public PluginLoader(Path work, MallServices services, Watchdog watchdog) {
    this.work = work;
    this.services = services;
    this.watchdog = watchdog;
    clearAway(work);
    // a cached jar connection keeps the file open and its loader alive
    URLConnection.setDefaultUseCaches("jar", false);
  }

  /** Deletes what processes that are gone have left. */
  private static void clearAway(Path work) {
    try {
      Files.createDirectories(work);
      try (var left = Files.list(work)) {
        left.filter(folder -> !isInUse(folder)).forEach(PluginLoader::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInUse(Path folder) {
    var match = OWNER.matcher(folder.getFileName().toString());
    return match.find()
        && ProcessHandle.of(Long.parseLong(match.group(1)))
            .filter(ProcessHandle::isAlive)
            .isPresent();
  }

  /** A jar that could not be loaded. */
  public static final class LoadFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public LoadFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Loads it and lets it contribute.
   *
   * @param required loaded plugins that it requires
   * @param onTrip told when the plugin is switched off
   * @throws LoadFailure saying why not; nothing of it stays
   */
  public LoadedPlugin load(PluginJar jar, List<LoadedPlugin> required, Consumer<Trip> onTrip)
      throws LoadFailure {
    var manifest = jar.manifest();
    var folder = unpack(jar);
    var calls = watchdog.watch(manifest.id(), onTrip);
    var json = new PluginJson();
    SingleJarLoader manager = null;
    LoadedPlugin loaded = null;
    try {
      manager = SingleJarLoader.load(manifest, folder, libraries(folder, jar), parent(required));
      var contributed = new Contributed(manifest, services, json);
      var mall =
          new PluginMall(
              manifest,
              services,
              calls,
              contributed.timers().keySet(),
              name -> Optional.ofNullable(contributed.messages().get(name)));
      var classes = manager.classLoader(manifest.id());
      var plugin = calls.attempt(CallKind.LIFECYCLE, () -> create(classes, manifest.main()));
      loaded =
          new LoadedPlugin(
              manifest,
              jar.sha256(),
              resources(jar),
              classes,
              plugin,
              contributed,
              mall,
              calls,
              json,
              services,
              List.copyOf(required));
      loaded.onClose(closing(manager, manifest.id(), folder));
      loaded.onClose(() -> watchdog.forget(calls));
      calls.attempt(
          CallKind.LIFECYCLE,
          () -> {
            plugin.contribute(contributed, mall);
            contributed.seal();
            return true;
          });
      loaded.prepare();
      return loaded;
    } catch (Exception | LinkageError e) {
      if (loaded != null) {
        loaded.close();
      } else {
        watchdog.forget(calls);
        json.close();
        closing(manager, manifest.id(), folder).run();
      }
      throw new LoadFailure(reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    var deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest == e ? e.toString() : e + "; cause: " + deepest;
  }

  private static MallPlugin create(ClassLoader classes, String main) throws Exception {
    var type = Class.forName(main, true, classes);
    if (!MallPlugin.class.isAssignableFrom(type)) {
      throw new IllegalStateException(main + " does not implement " + MallPlugin.class.getName());
    }
    try {
      return (MallPlugin) type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(main + " has no public constructor without parameters", e);
    }
  }

  private static ClassLoader parent(List<LoadedPlugin> required) {
    return new OfferedClasses(
        PluginLoader.class.getClassLoader(),
        required.stream()
            .map(plugin -> new Exported(plugin.manifest().exports(), plugin.classLoader()))
            .toList());
  }

  private Path unpack(PluginJar jar) {
    var folder =
        work.resolve(
            jar.manifest().id()
                + "-"
                + jar.manifest().version()
                + "-"
                + ProcessHandle.current().pid()
                + "-"
                + serial.incrementAndGet());
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(SingleJarLoader.JAR), jar.content());
      for (var library : jar.libraries()) {
        Files.createDirectories(folder.resolve("lib"));
        Files.write(folder.resolve(library), jar.entry(library).orElseThrow());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> libraries(Path folder, PluginJar jar) {
    return jar.libraries().stream().map(folder::resolve).toList();
  }

  /** What of the jar is asked for while it is loaded: everything but code and migrations. */
  private static Map<String, byte[]> resources(PluginJar jar) {
    return jar.entries().entrySet().stream()
        .filter(
            entry ->
                !entry.getKey().endsWith(".class")
                    && !entry.getKey().startsWith("lib/")
                    && !entry.getKey().startsWith("db/"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Runnable closing(@Nullable SingleJarLoader manager, String plugin, Path folder) {
    return () -> {
      if (manager != null) {
        manager.unloadPlugin(plugin);
      }
      delete(folder);
    };
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      var paths = new ArrayList<>(all.toList());
      for (var path : paths.reversed()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
