package io.wanpu.api.id;

/**
 * Names a member of a shop.
 *
 * @param value TSID, positive
 */
public record MemberId(long value) implements Comparable<MemberId> {
  public MemberId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static MemberId of(String decimal) {
    return new MemberId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(MemberId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
