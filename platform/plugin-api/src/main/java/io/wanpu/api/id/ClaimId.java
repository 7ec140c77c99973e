package io.wanpu.api.id;

/**
 * Names a claim on stock.
 *
 * @param value TSID, positive
 */
public record ClaimId(long value) implements Comparable<ClaimId> {
  public ClaimId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static ClaimId of(String decimal) {
    return new ClaimId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(ClaimId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
