package io.wanpu.storefront.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.ProductPage;
import io.wanpu.kernel.catalog.Spec;
import io.wanpu.storefront.web.ShopCall;
import io.wanpu.storefront.web.Words;
import java.util.List;
import java.util.Optional;

/**
 * A product as shoppers see it; nothing in it depends on who reads it.
 *
 * @param gallery addresses of its pictures, the cover first
 * @param detail clean HTML
 * @param specs in what the SKUs differ
 * @param sold pieces in paid orders
 */
public record ProductView(
    ProductId id,
    Optional<CategoryId> category,
    String title,
    String subtitle,
    List<String> gallery,
    String detail,
    List<Spec> specs,
    List<SkuView> skus,
    long sold) {

  /**
   * A SKU that can be chosen.
   *
   * @param values one of each spec, in their order
   * @param price minor units
   * @param marketPrice reference price, minor units
   * @param picture address of its own picture
   * @param availability {@code plenty}, {@code few} or {@code sold-out}
   */
  public record SkuView(
      SkuId id,
      List<String> values,
      long price,
      Optional<Long> marketPrice,
      Optional<String> picture,
      String availability) {}

  static ProductView of(ShopCall call, ProductPage page) {
    return new ProductView(
        page.id(),
        page.category(),
        page.title(),
        page.subtitle(),
        page.gallery().stream().map(call::media).toList(),
        page.detail().replace("\"media:", '"' + call.media("")),
        page.specs(),
        page.skus().stream()
            .map(
                sku ->
                    new SkuView(
                        sku.id(),
                        sku.values(),
                        sku.price(),
                        sku.marketPrice(),
                        call.media(sku.media()),
                        Words.of(sku.availability())))
            .toList(),
        page.sold());
  }
}
