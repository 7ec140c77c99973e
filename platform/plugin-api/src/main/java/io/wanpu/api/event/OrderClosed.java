package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;

/**
 * An order was closed without being fulfilled; its stock is free again. The reason is timeout,
 * member, shop or claim-refused.
 */
public record OrderClosed(OrderId order, MemberId member, String reason) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "order.closed";

  @Override
  public String subject() {
    return "order:" + order;
  }
}
