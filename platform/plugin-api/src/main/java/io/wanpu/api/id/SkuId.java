package io.wanpu.api.id;

/**
 * Names a stock keeping unit.
 *
 * @param value TSID, positive
 */
public record SkuId(long value) implements Comparable<SkuId> {
  public SkuId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static SkuId of(String decimal) {
    return new SkuId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(SkuId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
