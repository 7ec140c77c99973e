package io.wanpu.kernel.order;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.PricedCart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order: what a member buys, at a price that is fixed when it is placed. It waits for payment
 * until {@code dueAt} and is closed then; money that arrives later goes back. Paid, it is shipped
 * in one or more parcels and received.
 *
 * @param number what people read
 * @param closeReason {@code timeout}, {@code member}, {@code shop} or {@code claim-refused}
 */
public record Order(
    OrderId id,
    String number,
    MemberId member,
    OrderState state,
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
    int version,
    List<Line> lines) {

  public Order {
    lines = List.copyOf(lines);
  }

  /**
   * A line as it was bought.
   *
   * @param unitPrice what the shopper saw for a piece, minor units
   * @param total what is paid for the line, minor units
   * @param shipped pieces in parcels
   */
  public record Line(
      int no,
      ProductId product,
      SkuId sku,
      String title,
      String spec,
      Optional<String> media,
      int quantity,
      long listPrice,
      long unitPrice,
      long discount,
      long total,
      int shipped,
      Optional<ActivityId> activity) {}

  /** An order with everything around it. */
  public record Story(Order order, PricedCart pricing, List<Event> events, List<Parcel> parcels) {}

  /** Something that happened to an order. @param detail JSON, or {@code null} */
  public record Event(String kind, String actor, String detail, Instant at) {}

  /** A parcel. */
  public record Parcel(
      long id, String carrier, String tracking, List<Packed> contents, Instant shippedAt) {}

  /** Pieces of a line in a parcel. */
  public record Packed(int line, int quantity) {}
}
