package io.wanpu.miniprogram.design;

import java.util.List;

/**
 * The tabs at the bottom, two to five of the core's.
 *
 * @param tabs in their order
 */
public record TabBar(List<Tab> tabs) {
  /** As the core has them. */
  public static final TabBar CORE = new TabBar(List.of());

  public TabBar {
    tabs = List.copyOf(tabs);
  }

  /**
   * A tab.
   *
   * @param page path of its page
   * @param text empty for the core's word
   */
  public record Tab(String page, String text) {}
}
