package io.wanpu.api.id;

/**
 * Names a product.
 *
 * @param value TSID, positive
 */
public record ProductId(long value) implements Comparable<ProductId> {
  public ProductId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static ProductId of(String decimal) {
    return new ProductId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(ProductId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
