package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;

/** A member placed an order; it waits for payment. */
public record OrderPlaced(OrderId order, MemberId member, long payable) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "order.placed";

  @Override
  public String subject() {
    return "order:" + order;
  }
}
