package io.wanpu.runtime.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What classes offer, read from their class files; nothing is loaded. Names are internal ones. */
final class ClassFiles {
  /**
   * What of a class others can link to.
   *
   * @param members fields and methods, name and descriptor joined
   * @param parents super class and interfaces
   */
  record Shape(Set<String> members, Set<String> parents) {}

  private final Function<String, Optional<byte[]>> source;
  private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();

  ClassFiles(Function<String, Optional<byte[]>> source) {
    this.source = source;
  }

  /** Class files that a loader finds. */
  static ClassFiles of(ClassLoader loader) {
    return new ClassFiles(
        name -> {
          try (var in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  Optional<Shape> shape(String name) {
    return shapes.computeIfAbsent(
        name, n -> source.apply(n).map(bytes -> shape(ClassFile.of().parse(bytes))));
  }

  private static Shape shape(ClassModel type) {
    var members = new HashSet<String>();
    type.methods()
        .forEach(m -> members.add(m.methodName().stringValue() + m.methodType().stringValue()));
    type.fields()
        .forEach(f -> members.add(f.fieldName().stringValue() + ":" + f.fieldType().stringValue()));
    var parents = new HashSet<String>();
    type.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
    type.interfaces().forEach(parent -> parents.add(parent.asInternalName()));
    return new Shape(members, parents);
  }
}
