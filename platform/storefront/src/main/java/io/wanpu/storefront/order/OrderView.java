package io.wanpu.storefront.order;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.order.DeliveryAddress;
import io.wanpu.kernel.order.Order;
import io.wanpu.storefront.web.ShopCall;
import io.wanpu.storefront.web.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as its member sees it. Amounts are in minor units of the currency.
 *
 * @param number what people read
 * @param state {@code created}, {@code paid}, {@code shipped}, {@code received}, {@code completed}
 *     or {@code closed}
 * @param closeReason {@code timeout}, {@code member}, {@code shop} or {@code claim-refused}
 * @param dueAt closed when unpaid by then
 */
public record OrderView(
    OrderId id,
    String number,
    String state,
    Optional<String> closeReason,
    String currency,
    long goods,
    long discount,
    long shipping,
    long payable,
    long paid,
    long refunded,
    DeliveryAddress address,
    String note,
    Instant dueAt,
    Instant createdAt,
    Optional<Instant> paidAt,
    Optional<Instant> shippedAt,
    Optional<Instant> receivedAt,
    Optional<Instant> closedAt,
    List<BoughtLine> lines) {

  /**
   * A line as it was bought.
   *
   * @param total what is paid for the line
   * @param shipped pieces on their way
   */
  public record BoughtLine(
      int no,
      ProductId product,
      SkuId sku,
      String title,
      String spec,
      Optional<String> picture,
      int quantity,
      long listPrice,
      long unitPrice,
      long discount,
      long total,
      int shipped,
      Optional<ActivityId> activity) {}

  static OrderView of(ShopCall call, Order order) {
    return new OrderView(
        order.id(),
        order.number(),
        Words.of(order.state()),
        order.closeReason(),
        order.currency(),
        order.goods(),
        order.discount(),
        order.shipping(),
        order.payable(),
        order.paid(),
        order.refunded(),
        order.address(),
        order.note(),
        order.dueAt(),
        order.createdAt(),
        order.paidAt(),
        order.shippedAt(),
        order.receivedAt(),
        order.closedAt(),
        order.lines().stream()
            .map(
                line ->
                    new BoughtLine(
                        line.no(),
                        line.product(),
                        line.sku(),
                        line.title(),
                        line.spec(),
                        call.media(line.media()),
                        line.quantity(),
                        line.listPrice(),
                        line.unitPrice(),
                        line.discount(),
                        line.total(),
                        line.shipped(),
                        line.activity()))
            .toList());
  }
}
