package io.wanpu.miniprogram.build;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.miniprogram.template.BrokenTemplate;
import io.wanpu.miniprogram.template.TemplateCompiler;
import io.wanpu.miniprogram.template.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs in every build, after the classes are compiled: translates the template compiler to class
 * files and compiles the templates of the repository and of the component library. What has not
 * changed is kept.
 */
public final class Prepare {
  private static final String WASM =
      "node_modules/glass-easel-template-compiler/glass_easel_template_compiler_bg.wasm";

  private Prepare() {}

  /** Arguments: folder of the module, folder of its classes. */
  public static void main(String... arguments) throws IOException {
    var module = Path.of(arguments[0]);
    var classes = Path.of(arguments[1]);
    machine(module, classes);
    templates(module, classes);
  }

  private static void machine(Path module, Path classes) throws IOException {
    var wasm = module.resolve(WASM);
    var stamp = module.resolve("target/compiler.sha256");
    var hash = hash(wasm);
    var packages = TemplateCompiler.MACHINE.replace('.', '/');
    if (Files.exists(stamp)
        && Files.readString(stamp).equals(hash)
        && Files.exists(classes.resolve(packages + "Machine.class"))) {
      return;
    }
    var generator =
        new Generator(
            Config.builder()
                .withWasmFile(wasm)
                .withName(TemplateCompiler.MACHINE)
                .withTargetClassFolder(classes)
                .withTargetSourceFolder(module.resolve("target/compiler-source"))
                .withTargetWasmFolder(classes)
                // one function is too large for a method of the JVM
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .build());
    generator.generateMetaWasm(generator.generateResources());
    Files.writeString(stamp, hash);
  }

  private static void templates(Path module, Path classes) throws IOException {
    var prepared = classes.resolve(Templates.PREPARED.substring(1));
    var known = new HashMap<String, String>();
    var stamp = module.resolve("target/templates.sha256");
    var compiler = compiler(module, classes);
    if (Files.exists(prepared) && Files.exists(stamp) && Files.readString(stamp).equals(compiler)) {
      Files.readString(prepared)
          .lines()
          .forEach(line -> known.put(line.substring(0, line.indexOf('\t')), line));
    }
    var fresh = new Templates(Map.of());
    var lines = new TreeMap<String, String>();
    var root = classes.resolve("storefront");
    for (var path : Files.readString(root.resolve("index")).lines().toList()) {
      if (path.endsWith(".wxml")) {
        var source = Files.readString(root.resolve(path), StandardCharsets.UTF_8);
        var own = inProject(path);
        var key = Templates.key(own, source);
        try {
          lines.put(
              key,
              known.getOrDefault(key, "").isEmpty()
                  ? Templates.line(key, fresh.compile(own, source).code())
                  : known.get(key));
        } catch (BrokenTemplate e) {
          System.err.println("[WARNING] " + e.getMessage());
        }
      }
    }
    Files.writeString(prepared, String.join("\n", lines.values()) + "\n");
    Files.writeString(stamp, compiler);
  }

  /** Differs when the same template may give other code. */
  private static String compiler(Path module, Path classes) throws IOException {
    var hash = new StringBuilder(hash(module.resolve(WASM)));
    var folder = classes.resolve(TemplateCompiler.class.getPackageName().replace('.', '/'));
    for (var name :
        List.of("TemplateCompiler.class", "TemplateCompiler$Run.class", "Templates.class")) {
      hash.append(hash(folder.resolve(name)));
    }
    return HexFormat.of().formatHex(Digests.sha256(hash.toString()));
  }

  private static String hash(Path file) throws IOException {
    return HexFormat.of().formatHex(Digests.sha256(Files.readAllBytes(file)));
  }

  /** Where a file of the library stands in a project. */
  private static String inProject(String path) {
    return path.replaceFirst("^miniprogram/", "")
        .replaceFirst("^components/", "miniprogram_npm/")
        .replaceFirst("^themes/[^/]+/overrides/", "");
  }
}
