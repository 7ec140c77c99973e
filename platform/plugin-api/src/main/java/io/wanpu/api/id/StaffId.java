package io.wanpu.api.id;

/**
 * Names a member of a shop's staff.
 *
 * @param value TSID, positive
 */
public record StaffId(long value) implements Comparable<StaffId> {
  public StaffId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static StaffId of(String decimal) {
    return new StaffId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(StaffId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
