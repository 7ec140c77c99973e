package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;

/** An order was paid and its stock is sold. */
public record OrderPaid(OrderId order, MemberId member, long paid) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "order.paid";

  @Override
  public String subject() {
    return "order:" + order;
  }
}
