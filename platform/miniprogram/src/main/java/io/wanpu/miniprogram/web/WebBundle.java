package io.wanpu.miniprogram.web;

import io.wanpu.api.text.Text;
import io.wanpu.miniprogram.first.FirstPaint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param first paints the first page before the runtime has started
 * @param tabs of the bar below
 * @param starter address of the script that starts a page that has been painted
 * @param rules all styles of the first page, for a page that brings along those that it needs
 */
public record WebBundle(
    String boot,
    List<String> scripts,
    List<String> styles,
    Map<String, Asset> assets,
    List<String> pages,
    String home,
    List<Text> notes,
    Map<String, String> failures,
    Optional<FirstPaint> first,
    List<Tab> tabs,
    String starter,
    Rules rules) {
  /**
   * A way in the bar below.
   *
   * @param icon name of an asset, empty for none
   */
  public record Tab(String page, String text, String icon, boolean here) {}

  public WebBundle {
    assets = Map.copyOf(assets);
    scripts = List.copyOf(scripts);
    styles = List.copyOf(styles);
    pages = List.copyOf(pages);
    notes = List.copyOf(notes);
    failures = Map.copyOf(failures);
    tabs = List.copyOf(tabs);
  }

  /** Compressed bytes that a browser needs to show the first page, pictures and data left out. */
  public int firstLoad() {
    var sum = boot.length() + travelling(starter);
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
