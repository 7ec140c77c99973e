package io.wanpu.api.id;

/**
 * Names an event.
 *
 * @param value TSID, positive
 */
public record EventId(long value) implements Comparable<EventId> {
  public EventId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static EventId of(String decimal) {
    return new EventId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(EventId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
