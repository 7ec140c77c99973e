package io.wanpu.storefront.catalog;

import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.catalog.ProductCard;
import io.wanpu.storefront.web.ShopCall;
import java.util.Optional;

/**
 * A product in a list.
 *
 * @param cover address of its picture
 * @param price lowest SKU price, minor units
 * @param sold pieces in paid orders
 */
public record CardView(
    ProductId id, String title, String subtitle, Optional<String> cover, long price, long sold) {
  /** A card for a caller. */
  public static CardView of(ShopCall call, ProductCard card) {
    return new CardView(
        card.id(),
        card.title(),
        card.subtitle(),
        call.media(card.cover()),
        card.price(),
        card.sold());
  }
}
