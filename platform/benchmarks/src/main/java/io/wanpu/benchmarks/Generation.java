package io.wanpu.benchmarks;

import io.wanpu.launcher.Home;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.project.PluginPart;
import io.wanpu.miniprogram.project.Project;
import io.wanpu.miniprogram.project.ProjectGenerator;
import io.wanpu.miniprogram.project.ShopFacts;
import io.wanpu.miniprogram.project.ShopInput;
import io.wanpu.miniprogram.source.Library;
import io.wanpu.miniprogram.template.Templates;
import io.wanpu.miniprogram.web.Asset;
import io.wanpu.miniprogram.web.WebBundle;
import io.wanpu.miniprogram.web.WebBundler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Storefronts: a shop with the flash sale, its project in a folder and a zip, its files for
 * browsers.
 */
final class Generation {
  private static final double NANOS = 1e9;

  private final Library library = Library.load();
  private final Templates templates = Templates.load();
  private final ProjectGenerator generator = new ProjectGenerator(library);
  private final PluginPart seckill = seckill();
  private int turn;

  private Generation() {}

  /** Everything of a shop against copying and packing the same bytes. */
  static void whole(Arena arena) {
    var generation = new Generation();
    var before = System.nanoTime();
    var cold = generation.make("0");
    System.out.printf(
        Locale.ROOT,
        "generate: the first one, cold, takes %.0f ms; %d files, first load of a browser %d bytes%n",
        (System.nanoTime() - before) / 1e6,
        cold.project().files().size(),
        cold.bundle().firstLoad());
    var source = temporary();
    try {
      cold.project().writeTo(source);
      new Duel(
              "generate",
              "storefronts/s, made and packed, against the same files copied and packed",
              0.5,
              6,
              9,
              3)
          .fight(
              rate(() -> generation.write(generation.make("0"), true)),
              rate(() -> generation.copy(source, cold)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(source);
    }
  }

  /** What it takes after one setting has changed, as a share of everything. */
  static void again(Arena arena) {
    var generation = new Generation();
    var kept = new WebBundler(generation.library, generation.templates);
    generation.bundle(kept, generation.project("0"));
    new Duel(
            "regenerate",
            "time after one setting changed as a share of a full generation (ours: full ones/s,"
                + " limit: changes/s), at most",
            0.2,
            6,
            9,
            3)
        .fight(
            rate(() -> generation.write(generation.make("0"), true)),
            rate(
                () -> {
                  generation.turn++;
                  var project = generation.project("name " + generation.turn);
                  generation.write(new Made(project, generation.bundle(kept, project)), false);
                }));
  }

  private record Made(Project project, WebBundle bundle) {}

  private Project project(String name) {
    return generator.generate(
        new ShopInput(
            new ShopFacts(
                "bench", name, "zh-CN", "CNY", "https://shop.example", "wx0000000000000001", "1"),
            ShopDesign.of("plain"),
            List.of(seckill)));
  }

  private WebBundle bundle(WebBundler bundler, Project project) {
    return bundler.bundle(project, "/s/bench/", false);
  }

  /** With compiled templates in memory and nothing else. */
  private Made make(String name) {
    var project = project(name);
    return new Made(project, bundle(new WebBundler(library, templates), project));
  }

  private void write(Made made, boolean all) {
    var folder = temporary();
    try {
      if (all) {
        made.project().writeTo(folder.resolve("weapp"));
        Files.write(folder.resolve("weapp.zip"), made.project().zip());
      }
      for (var asset : made.bundle().assets().values()) {
        // after a change the others lie there already
        if (all || asset.name().startsWith("shop.")) {
          put(folder, asset.name(), asset.content(), asset.gzip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private void copy(Path source, Made made) {
    var folder = temporary();
    try {
      var files = new TreeMap<String, byte[]>();
      for (var path : made.project().files().keySet()) {
        var from = source.resolve(path);
        var to = folder.resolve("weapp").resolve(path);
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        files.put(path, Files.readAllBytes(from));
      }
      Files.write(folder.resolve("weapp.zip"), new Project(files, List.of()).zip());
      for (Map.Entry<String, Asset> asset : made.bundle().assets().entrySet()) {
        var content = asset.getValue().content();
        put(
            folder,
            asset.getKey(),
            content,
            asset.getValue().gzip().length == 0 ? new byte[0] : gzip(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static void put(Path folder, String name, byte[] content, byte[] gzip)
      throws IOException {
    Files.write(folder.resolve(name), content);
    if (gzip.length > 0) {
      Files.write(folder.resolve(name + ".gz"), gzip);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream(content.length / 3 + 64);
    try (var gzip =
        new GZIPOutputStream(bytes, 8192) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static DoubleSupplier rate(Runnable once) {
    return () -> {
      var before = System.nanoTime();
      once.run();
      return NANOS / (System.nanoTime() - before);
    };
  }

  private static PluginPart seckill() {
    var folder = Home.find().path().resolve("plugins/seckill/src/main/miniprogram");
    try (var all = Files.walk(folder)) {
      var files = new TreeMap<String, byte[]>();
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
      return PluginPart.of("seckill", files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("wanpu-generate");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
