package io.wanpu.storefront.order;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.kernel.inventory.SkuShortage;
import io.wanpu.kernel.order.Checkout;
import io.wanpu.storefront.web.ShopCall;
import java.util.List;
import java.util.Optional;

/**
 * A checkout with its price: exactly what is charged. Amounts are in minor units of the currency.
 *
 * @param goods list prices times quantities
 * @param discount what promotions took off the goods
 * @param freight freight before discounts
 * @param payable what is paid in the end
 * @param points extra points
 * @param explanation how the price came about, in the order of application
 * @param complete false when the search for the best combination hit its bound
 * @param fingerprint hand it back with the order: it is placed at this price or not at all
 * @param shortages what there is too little of at the moment
 * @param refusal why it cannot be ordered as it stands
 */
public record PreviewView(
    String currency,
    List<PricedLine> lines,
    long goods,
    long discount,
    long freight,
    long freightDiscount,
    long payable,
    long points,
    List<StepView> explanation,
    boolean complete,
    String fingerprint,
    List<SkuShortage> shortages,
    Optional<String> refusal) {

  /**
   * A line of a checkout.
   *
   * @param listPrice price of a piece before promotions
   * @param unitPrice price of a piece after promotions on the line
   * @param discount what promotions took off the line
   * @param total what is paid for the line
   */
  public record PricedLine(
      int no,
      SkuId sku,
      ProductId product,
      String title,
      String spec,
      Optional<String> picture,
      int quantity,
      long listPrice,
      long unitPrice,
      long discount,
      long total) {
    static PricedLine of(ShopCall call, Checkout.Line line, PricedCart.Line price) {
      var sku = line.sku();
      return new PricedLine(
          line.no(),
          sku.sku(),
          sku.product(),
          sku.title(),
          sku.spec(),
          call.media(sku.media()),
          line.quantity(),
          price.listPrice(),
          price.unitPrice(),
          price.discount(),
          price.total());
    }
  }

  static PreviewView of(ShopCall call, Checkout.Preview preview) {
    var price = preview.price();
    return new PreviewView(
        call.shop().currency(),
        price.lines().stream()
            .flatMap(
                line ->
                    preview.lines().stream()
                        .filter(bought -> bought.no() == line.no())
                        .map(bought -> PricedLine.of(call, bought, line)))
            .toList(),
        price.goods(),
        price.discount(),
        price.freight(),
        price.freightDiscount(),
        price.payable(),
        price.points(),
        StepView.of(call, price),
        price.complete(),
        preview.fingerprint(),
        preview.shortages(),
        preview.refusal().map(call::write));
  }
}
