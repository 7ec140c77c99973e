package io.wanpu.miniprogram.design;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a shop wants to look.
 *
 * @param theme id of the theme
 * @param tokens in place of the theme's
 * @param pages by name, in place of the theme's
 */
public record ShopDesign(
    String theme,
    SortedMap<String, String> tokens,
    SortedMap<String, DesignedPage> pages,
    TabBar tabBar) {
  /** What a shop has that has decided nothing. */
  public static final ShopDesign DEFAULT = of("plain");

  public ShopDesign {
    tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
  }

  /** The same with these pages. */
  public ShopDesign with(SortedMap<String, DesignedPage> decorated) {
    return new ShopDesign(theme, tokens, decorated, tabBar);
  }

  /** A theme as it comes. */
  public static ShopDesign of(String theme) {
    return new ShopDesign(theme, new TreeMap<>(Map.of()), new TreeMap<>(Map.of()), TabBar.CORE);
  }
}
