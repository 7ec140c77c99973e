package io.wanpu.runtime.load;

import io.wanpu.runtime.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultVersionManager;
import org.pf4j.JarPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;

/**
 * PF4J for one jar. Each loaded version has a manager of its own, so that a new version can be
 * loaded beside the one that still serves.
 */
final class SingleJarLoader extends JarPluginManager {
  /** Name of the jar in its folder. */
  static final String JAR = "plugin.jar";

  private SingleJarLoader(Path folder) {
    super(folder);
  }

  /**
   * Loads the jar.
   *
   * @param folder that the jar lies in
   * @param libraries the plugin's own
   * @param parent what the plugin may see beside its own classes
   */
  static SingleJarLoader load(
      Manifest manifest, Path folder, List<Path> libraries, ClassLoader parent) {
    var manager = new SingleJarLoader(folder);
    manager.pluginDescriptorFinder = new Known(manifest);
    manager.versionManager = new DefaultVersionManager();
    manager.pluginFactory = wrapper -> new Plugin() {};
    manager.pluginLoader = new Loading(manager, libraries, parent);
    manager.loadPlugin(folder.resolve(JAR));
    return manager;
  }

  ClassLoader classLoader(String plugin) {
    return getPluginClassLoader(plugin);
  }

  /** The manifest has been read already. */
  private record Known(Manifest manifest) implements PluginDescriptorFinder {
    @Override
    public boolean isApplicable(Path path) {
      return true;
    }

    @Override
    public PluginDescriptor find(Path path) {
      return new DefaultPluginDescriptor(
          manifest.id(),
          manifest.description().en(),
          manifest.main(),
          manifest.version().toString(),
          "",
          "",
          "");
    }
  }

  private record Loading(PluginManager manager, List<Path> libraries, ClassLoader parent)
      implements PluginLoader {
    @Override
    public boolean isApplicable(Path path) {
      return true;
    }

    @Override
    public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
      // the parent first: what the mall offers cannot be replaced by classes of the jar
      var loader = new PluginClassLoader(manager, descriptor, parent, ClassLoadingStrategy.APD);
      loader.addFile(path.toFile());
      libraries.forEach(library -> loader.addFile(library.toFile()));
      return loader;
    }
  }
}
