package io.wanpu.api.id;

/**
 * Names a shop.
 *
 * @param value TSID, positive
 */
public record TenantId(long value) implements Comparable<TenantId> {
  public TenantId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static TenantId of(String decimal) {
    return new TenantId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(TenantId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
