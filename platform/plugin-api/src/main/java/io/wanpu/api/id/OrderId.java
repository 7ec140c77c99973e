package io.wanpu.api.id;

/**
 * Names an order.
 *
 * @param value TSID, positive
 */
public record OrderId(long value) implements Comparable<OrderId> {
  public OrderId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static OrderId of(String decimal) {
    return new OrderId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(OrderId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
