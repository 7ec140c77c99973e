package io.wanpu.miniprogram;

import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.project.PluginPart;
import io.wanpu.miniprogram.project.ShopFacts;
import io.wanpu.miniprogram.project.ShopInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shops to generate for, with the flash sale as it stands in the repository. */
public final class DemoInput {
  private DemoInput() {}

  /** A shop with a theme and these plugins. */
  public static ShopInput shop(String theme, PluginPart... plugins) {
    return new ShopInput(
        new ShopFacts(
            "tea-house",
            "山岚茶铺",
            "zh-CN",
            "CNY",
            "https://shop.example",
            "wx0000000000000001",
            "1.0.0"),
        ShopDesign.of(theme),
        List.of(plugins));
  }

  /** The plugin of the repository. */
  public static PluginPart seckill() {
    return PluginPart.of("seckill", files(Path.of("../../plugins/seckill/src/main/miniprogram")));
  }

  /** A plugin with these files. */
  public static PluginPart plugin(String id, Map<String, String> texts) {
    var files = new TreeMap<String, byte[]>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return PluginPart.of(id, files);
  }

  private static SortedMap<String, byte[]> files(Path folder) {
    try (var all = Files.walk(folder)) {
      var files = new TreeMap<String, byte[]>();
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
