package io.wanpu.runtime.load;

import io.wanpu.runtime.jar.Offered;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parent of a plugin's class loader: the JDK, the packages that the mall offers, and the packages
 * that required plugins export. Everything else of the host is invisible.
 */
final class OfferedClasses extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader host;
  private final List<Exported> exported;

  /** Packages of another plugin, and its loader. */
  record Exported(Set<String> packages, ClassLoader loader) {}

  OfferedClasses(ClassLoader host, List<Exported> exported) {
    super("offered", ClassLoader.getPlatformClassLoader());
    this.host = host;
    this.exported = List.copyOf(exported);
  }

  /** The one of the loaders that shows classes of that package, or null. */
  private @Nullable ClassLoader ownerOf(String name) {
    if (Offered.is(name)) {
      return host;
    }
    var dot = name.lastIndexOf('.');
    var home = dot < 0 ? "" : name.substring(0, dot);
    for (var each : exported) {
      if (each.packages().contains(home)) {
        return each.loader();
      }
    }
    return null;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var owner = ownerOf(name);
    if (owner == null) {
      throw new ClassNotFoundException(name + " is not offered to plugins");
    }
    return owner.loadClass(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    var owner = name.endsWith(".class") ? ownerOf(name.replace('/', '.')) : null;
    return owner == null ? null : owner.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    var found = findResource(name);
    return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
  }
}
