package io.wanpu.miniprogram.design;

import java.util.List;

/**
 * A decorated page.
 *
 * @param title may be empty
 */
public record DesignedPage(String title, List<Block> blocks) {
  public DesignedPage {
    blocks = List.copyOf(blocks);
  }
}
