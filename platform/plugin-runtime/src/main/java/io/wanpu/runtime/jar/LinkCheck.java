package io.wanpu.runtime.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * Whether every class, method and field that a jar's own classes refer to will be there: in the
 * jar, in the JDK, in the packages that the mall offers, or in packages that required plugins
 * export. What a plugin would find missing at the worst moment is found before it is installed.
 */
final class LinkCheck {
  private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;<]+)[;<]");
  private static final Set<String> JDK = exportedByJdk();

  private final ClassFiles jdk = ClassFiles.of(ClassLoader.getPlatformClassLoader());
  private final ClassFiles host;

  /**
   * @param host loader of the offered packages
   */
  LinkCheck(ClassLoader host) {
    this.host = ClassFiles.of(host);
  }

  /** Packages that the JDK exports to everybody. */
  private static Set<String> exportedByJdk() {
    var found = new HashSet<String>();
    for (var module : ModuleLayer.boot().modules()) {
      var loader = module.getClassLoader();
      if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
        module.getPackages().stream().filter(module::isExported).forEach(found::add);
      }
    }
    return Set.copyOf(found);
  }

  /**
   * Finds what is missing.
   *
   * @param required jars of the required plugins that are there
   * @param lenient a required plugin that may be absent is: classes of nobody's are let pass
   * @return at most 20 sentences, each naming the class and what it misses
   */
  Collection<String> missing(PluginJar jar, List<PluginJar> required, boolean lenient) {
    var own = new HashMap<String, byte[]>();
    jar.entries()
        .forEach(
            (path, bytes) -> {
              if (isClass(path)) {
                own.put(path.substring(0, path.length() - 6), bytes);
              }
            });
    var world = new World(own, libraries(jar), required, lenient);
    var found = new LinkedHashSet<String>();
    for (var each : own.entrySet()) {
      if (found.size() >= 20) {
        break;
      }
      world.check(each.getKey(), each.getValue(), found);
    }
    return found.stream().limit(20).toList();
  }

  private static boolean isClass(String path) {
    return path.endsWith(".class")
        && !path.startsWith("META-INF/")
        && !path.endsWith("module-info.class");
  }

  private static Map<String, byte[]> libraries(PluginJar jar) {
    var classes = new HashMap<String, byte[]>();
    for (var library : jar.libraries()) {
      try (var zip =
          new ZipInputStream(new ByteArrayInputStream(jar.entry(library).orElseThrow()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (isClass(entry.getName())) {
            var name = entry.getName();
            classes.put(name.substring(0, name.length() - 6), zip.readAllBytes());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return classes;
  }

  /** What the classes of one jar get to see. */
  private final class World {
    private final Map<String, byte[]> own;
    private final ClassFiles inside;
    private final List<PluginJar> required;
    private final ClassFiles exported;
    private final boolean lenient;

    World(
        Map<String, byte[]> own,
        Map<String, byte[]> libraries,
        List<PluginJar> required,
        boolean lenient) {
      this.own = own;
      this.inside =
          new ClassFiles(name -> Optional.ofNullable(own.getOrDefault(name, libraries.get(name))));
      this.required = required;
      this.lenient = lenient;
      this.exported =
          new ClassFiles(
              name ->
                  required.stream()
                      .flatMap(jar -> jar.entry(name + ".class").stream())
                      .findFirst());
    }

    void check(String name, byte[] bytes, Set<String> found) {
      var readable = name.replace('/', '.');
      if (Offered.is(readable)) {
        found.add(readable + ": the mall brings this class, leave it out of the jar");
        return;
      }
      ClassModel type;
      try {
        type = ClassFile.of().parse(bytes);
        for (var entry : type.constantPool()) {
          switch (entry) {
            case ClassEntry c -> referTo(readable, c.asInternalName(), found);
            case NameAndTypeEntry n -> describe(readable, n.type().stringValue(), found);
            case MethodTypeEntry m -> describe(readable, m.descriptor().stringValue(), found);
            case MemberRefEntry m -> refer(readable, m, found);
            default -> {}
          }
        }
        type.methods().forEach(m -> describe(readable, m.methodType().stringValue(), found));
        type.fields().forEach(f -> describe(readable, f.fieldType().stringValue(), found));
      } catch (IllegalArgumentException e) {
        found.add(readable + ": not a readable class file: " + e.getMessage());
      }
    }

    private void describe(String from, String descriptor, Set<String> found) {
      for (var match = CLASS_IN_DESCRIPTOR.matcher(descriptor); match.find(); ) {
        referTo(from, match.group(1), found);
      }
    }

    private void referTo(String from, String name, Set<String> found) {
      if (name.startsWith("[")) {
        describe(from, name, found);
        return;
      }
      if (shape(name).isEmpty() && !(lenient && host.shape(name).isEmpty())) {
        found.add(from + " refers to " + name.replace('/', '.') + ", which it does not get to see");
      }
    }

    private void refer(String from, MemberRefEntry member, Set<String> found) {
      var owner = member.owner().asInternalName();
      if (owner.startsWith("[") || isJdk(owner) || own.containsKey(owner)) {
        return;
      }
      var separator = member instanceof FieldRefEntry ? ":" : "";
      var signature = member.name().stringValue() + separator + member.type().stringValue();
      if (shape(owner).isPresent() && !has(owner, signature)) {
        found.add(
            from
                + " refers to "
                + owner.replace('/', '.')
                + "."
                + member.name().stringValue()
                + " "
                + member.type().stringValue()
                + ", which this version of the mall does not have");
      }
    }

    private boolean has(String owner, String signature) {
      var seen = new HashSet<String>();
      var waiting = new ArrayDeque<>(List.of(owner, "java/lang/Object"));
      while (!waiting.isEmpty()) {
        var name = waiting.poll();
        if (!seen.add(name)) {
          continue;
        }
        // parents of offered classes may be the host's own, unseen by the plugin
        var shape = shape(name).or(() -> host.shape(name));
        if (shape.isEmpty() || shape.get().members().contains(signature)) {
          return true;
        }
        waiting.addAll(shape.get().parents());
      }
      return false;
    }

    private Optional<ClassFiles.Shape> shape(String name) {
      var readable = name.replace('/', '.');
      if (isJdk(name)) {
        return jdk.shape(name);
      }
      if (Offered.is(readable)) {
        return host.shape(name);
      }
      var home = packageOf(readable);
      if (required.stream().anyMatch(jar -> jar.manifest().exports().contains(home))) {
        var found = exported.shape(name);
        if (found.isPresent()) {
          return found;
        }
      }
      return inside.shape(name);
    }
  }

  private static boolean isJdk(String name) {
    return JDK.contains(packageOf(name.replace('/', '.')));
  }

  private static String packageOf(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }
}
