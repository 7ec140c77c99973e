package io.wanpu.server.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stops a server in the middle of something, so that a test can kill it there. A point is a method
 * of a class, at its start or its end; when a file of the point's name lies in the agent's folder,
 * the thread that comes by leaves a file {@code <point>.reached} and waits for the end.
 *
 * <p>Arguments: {@code folder;marker;point=class#method@start|end;…}. Only threads with a class of
 * the marker's package on their stack stop.
 */
public final class HaltAgent {
  private HaltAgent() {}

  /** Packs the agent into a jar. */
  static Path jar(Path folder) {
    var jar = folder.resolve("halt-agent.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), HaltAgent.class.getName());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (var file : classFiles()) {
        out.putNextEntry(
            new JarEntry(
                HaltAgent.class.getPackageName().replace('.', '/') + "/" + file.getFileName()));
        Files.copy(file, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  /** The agent and everything in it. */
  private static List<Path> classFiles() {
    try (var files = Files.list(Path.of(HaltAgent.class.getResource(".").toURI()))) {
      return files.filter(file -> file.getFileName().toString().startsWith("HaltAgent")).toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void premain(String arguments, Instrumentation instrumentation) {
    var parts = arguments.split(";");
    // application class loaders do not see this class: they reach it through a property and an
    // interface of the JDK
    System.getProperties().put("wanpu.halt", new Stop(Path.of(parts[0]), parts[1]));
    var places = new ArrayList<Place>();
    for (var i = 2; i < parts.length; i++) {
      var point = parts[i].split("[=#@]");
      places.add(new Place(point[0], point[1].replace('.', '/'), point[2], point[3].equals("end")));
    }
    instrumentation.addTransformer(new Weaver(places));
  }

  /** Where a thread stops. */
  record Place(String point, String type, String method, boolean atEnd) {}

  /** Stops a thread at an armed point. */
  static final class Stop implements Consumer<String> {
    private final Path folder;
    private final String marker;

    Stop(Path folder, String marker) {
      this.folder = folder;
      this.marker = marker;
    }

    @Override
    public void accept(String point) {
      if (!Files.exists(folder.resolve(point))) {
        return;
      }
      for (var frame : Thread.currentThread().getStackTrace()) {
        if (frame.getClassName().startsWith(marker)) {
          waitForTheEnd(point);
        }
      }
    }

    private void waitForTheEnd(String point) {
      try {
        Files.writeString(folder.resolve(point + ".reached"), Thread.currentThread().getName());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        try {
          Thread.sleep(1_000);
        } catch (InterruptedException e) {
          // only kill -9 ends it
        }
      }
    }
  }

  /** Puts the calls in. */
  static final class Weaver implements ClassFileTransformer {
    private static final ClassDesc CONSUMER = ClassDesc.of("java.util.function.Consumer");
    private final List<Place> places;

    Weaver(List<Place> places) {
      this.places = places;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      var here = places.stream().filter(place -> place.type().equals(name)).toList();
      if (here.isEmpty()) {
        return null;
      }
      try {
        var known = ClassHierarchyResolver.defaultResolver();
        var file =
            ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(
                    loader == null
                        ? known
                        : ClassHierarchyResolver.ofResourceParsing(loader).orElse(known)));
        var woven = ClassTransform.ACCEPT_ALL;
        for (var place : here) {
          woven =
              woven.andThen(
                  ClassTransform.transformingMethods(
                      m -> m.methodName().equalsString(place.method()),
                      MethodTransform.transformingCode(
                          place.atEnd() ? atEnd(place.point()) : atStart(place.point()))));
        }
        return file.transformClass(file.parse(bytes), woven);
      } catch (RuntimeException | LinkageError e) {
        // the JVM would swallow it, and the test would wait for a point that never comes
        e.printStackTrace();
        throw e;
      }
    }

    private static CodeTransform atStart(String point) {
      return CodeTransform.ofStateful(
          () ->
              new CodeTransform() {
                @Override
                public void atStart(CodeBuilder code) {
                  call(code, point);
                }

                @Override
                public void accept(CodeBuilder code, CodeElement element) {
                  code.with(element);
                }
              });
    }

    private static CodeTransform atEnd(String point) {
      return (code, element) -> {
        if (element instanceof ReturnInstruction) {
          call(code, point);
        }
        code.with(element);
      };
    }

    private static void call(CodeBuilder code, String point) {
      var properties = ClassDesc.of("java.util.Properties");
      code.invokestatic(
              ClassDesc.of("java.lang.System"), "getProperties", MethodTypeDesc.of(properties))
          .ldc("wanpu.halt")
          .invokevirtual(
              properties,
              "get",
              MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object))
          .checkcast(CONSUMER)
          .ldc(point)
          .invokeinterface(
              CONSUMER,
              "accept",
              MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object));
    }
  }
}
