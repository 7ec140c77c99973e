package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;

/** All pieces of an order are on their way. */
public record OrderShipped(OrderId order, MemberId member) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "order.shipped";

  @Override
  public String subject() {
    return "order:" + order;
  }
}
