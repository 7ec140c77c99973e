package io.wanpu.storefront.shop;

import io.wanpu.kernel.tenant.ShopSettings;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** What a shop says of itself. */
@Path("shops/{shop}")
@Produces(MediaType.APPLICATION_JSON)
public class ShopResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "The shop", tag = "shop", open = true)
  public ShopView shop() {
    var shop = call.shop();
    var settings = call.mall().shops().current();
    return new ShopView(
        shop.code(),
        shop.name(),
        shop.currency(),
        shop.zone().getId(),
        shop.zone().getRules().getOffset(call.mall().clock().instant()).getTotalSeconds() / 60,
        shop.language().toLanguageTag(),
        settings.notice(),
        settings.contact(),
        settings.freight(),
        call.mall().clock().instant());
  }

  /**
   * A shop as shoppers see it.
   *
   * @param currency amounts are in its minor units
   * @param zone of the shop's calendar days
   * @param eastMinutes how far the zone is ahead of UTC now, for programs that know no zones
   * @param time the mall's clock, for countdowns
   */
  public record ShopView(
      String code,
      String name,
      String currency,
      String zone,
      int eastMinutes,
      String language,
      String notice,
      ShopSettings.Contact contact,
      ShopSettings.Freight freight,
      Instant time) {}
}
