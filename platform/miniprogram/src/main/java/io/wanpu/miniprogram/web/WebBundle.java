package io.wanpu.miniprogram.web;

import java.util.List;
import java.util.Map;

/**
 * A shop for browsers.
 *
 * @param boot what the runtime is told, JSON
 * @param scripts addresses within the assets' folder, in the order of loading
 * @param styles likewise
 * @param assets everything, by name
 * @param pages paths of the pages
 * @param home path of the first page
 * @param notes of the project
 * @param failures plugins that could not be taken in, with the reason
 */
public record WebBundle(
    String boot,
    List<String> scripts,
    List<String> styles,
    Map<String, Asset> assets,
    List<String> pages,
    String home,
    List<String> notes,
    Map<String, String> failures) {
  public WebBundle {
    assets = Map.copyOf(assets);
    scripts = List.copyOf(scripts);
    styles = List.copyOf(styles);
    pages = List.copyOf(pages);
    notes = List.copyOf(notes);
    failures = Map.copyOf(failures);
  }

  /** Compressed bytes that a browser needs to show the first page, pictures and data left out. */
  public int firstLoad() {
    var sum = boot.length();
    for (var name : scripts) {
      sum += travelling(name);
    }
    for (var name : styles) {
      sum += travelling(name);
    }
    return sum;
  }

  private int travelling(String name) {
    var asset = assets.get(name);
    return asset == null ? 0 : asset.travelling();
  }
}
