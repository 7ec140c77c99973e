package io.wanpu.api.id;

/**
 * Names an activity.
 *
 * @param value TSID, positive
 */
public record ActivityId(long value) implements Comparable<ActivityId> {
  public ActivityId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static ActivityId of(String decimal) {
    return new ActivityId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(ActivityId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
