package io.wanpu.admin.order;

import io.wanpu.admin.text.Phrases;
import io.wanpu.kernel.order.OrderState;

/** How the state of an order is shown: the colours mean the same everywhere. */
public final class OrderTone {
  private OrderTone() {}

  /** Colour of the state. */
  public static String of(OrderState state) {
    return switch (state) {
      case CREATED -> "yellow";
      case PAID -> "red";
      case SHIPPED -> "blue";
      case RECEIVED, COMPLETED -> "green";
      case CLOSED -> "secondary";
    };
  }

  /** Name of the state. */
  public static String words(Phrases phrases, OrderState state) {
    return phrases.words("order.state." + state);
  }
}
