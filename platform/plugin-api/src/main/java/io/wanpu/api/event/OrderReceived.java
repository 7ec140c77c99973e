package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;

/** A member has received an order. */
public record OrderReceived(OrderId order, MemberId member) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "order.received";

  @Override
  public String subject() {
    return "order:" + order;
  }
}
