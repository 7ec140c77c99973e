package io.wanpu.admin.order;

import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.order.OrderState;

/** How the state of an order is shown. */
public final class OrderTone {
  private OrderTone() {}

  /** What the state means to staff. */
  public static Tone of(OrderState state) {
    return switch (state) {
      case CREATED -> Tone.WAITING;
      case PAID -> Tone.URGENT;
      case SHIPPED -> Tone.INFO;
      case RECEIVED, COMPLETED -> Tone.GOOD;
      case CLOSED -> Tone.QUIET;
    };
  }

  /** Name of the state. */
  public static Text words(OrderState state) {
    return Text.of("order.state." + state);
  }

  /** Name and tone. */
  public static Cell.Badge badge(OrderState state) {
    return new Cell.Badge(words(state), of(state));
  }
}
