package io.wanpu.kernel.event;

import io.wanpu.api.event.MallEvent;
import io.wanpu.api.event.MemberRegistered;
import io.wanpu.api.event.OrderClosed;
import io.wanpu.api.event.OrderPaid;
import io.wanpu.api.event.OrderPlaced;
import io.wanpu.api.event.OrderReceived;
import io.wanpu.api.event.OrderShipped;
import java.util.Map;

/** The kernel's events by name of their type. */
public final class EventTypes {
  private static final Map<String, Class<? extends MallEvent>> TYPES =
      Map.of(
          OrderPlaced.TYPE, OrderPlaced.class,
          OrderPaid.TYPE, OrderPaid.class,
          OrderClosed.TYPE, OrderClosed.class,
          OrderShipped.TYPE, OrderShipped.class,
          OrderReceived.TYPE, OrderReceived.class,
          MemberRegistered.TYPE, MemberRegistered.class);

  private EventTypes() {}

  /** Name of an event's type. */
  public static String nameOf(MallEvent event) {
    return nameOf(event.getClass());
  }

  /** Name of a type. @throws IllegalArgumentException when it is not one of the kernel's */
  public static String nameOf(Class<?> type) {
    return TYPES.entrySet().stream()
        .filter(e -> e.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not an event of the mall: " + type));
  }

  /** The type of that name. */
  public static Class<? extends MallEvent> of(String name) {
    var type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("unknown event type " + name);
    }
    return type;
  }
}
