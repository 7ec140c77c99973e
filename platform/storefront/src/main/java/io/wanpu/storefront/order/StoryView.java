package io.wanpu.storefront.order;

import io.wanpu.kernel.order.Order;
import io.wanpu.storefront.web.ShopCall;
import java.time.Instant;
import java.util.List;

/**
 * An order with everything that its member may know of it.
 *
 * @param explanation how its price came about
 */
public record StoryView(
    OrderView order, List<StepView> explanation, List<EventView> events, List<ParcelView> parcels) {

  /** Something that happened. @param kind e.g. {@code placed}, {@code paid}, {@code shipped} */
  public record EventView(String kind, Instant at) {}

  /** A parcel. */
  public record ParcelView(
      String carrier, String tracking, List<Order.Packed> contents, Instant shippedAt) {}

  static StoryView of(ShopCall call, Order.Story story) {
    return new StoryView(
        OrderView.of(call, story.order()),
        StepView.of(call, story.pricing()),
        story.events().stream().map(e -> new EventView(e.kind(), e.at())).toList(),
        story.parcels().stream()
            .map(p -> new ParcelView(p.carrier(), p.tracking(), p.contents(), p.shippedAt()))
            .toList());
  }
}
