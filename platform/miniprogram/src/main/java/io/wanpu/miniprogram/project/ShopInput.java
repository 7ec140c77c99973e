package io.wanpu.miniprogram.project;

import io.wanpu.miniprogram.design.ShopDesign;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that a generated storefront depends on: the same input gives the same bytes.
 *
 * @param plugins those that serve the shop and bring something, by id
 */
public record ShopInput(ShopFacts shop, ShopDesign design, List<PluginPart> plugins) {
  public ShopInput {
    plugins = plugins.stream().sorted(Comparator.comparing(PluginPart::plugin)).toList();
  }
}
