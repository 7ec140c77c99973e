package io.wanpu.api.id;

/**
 * Names a category.
 *
 * @param value TSID, positive
 */
public record CategoryId(long value) implements Comparable<CategoryId> {
  public CategoryId {
    Ids.check(value);
  }

  /**
   * Reads the decimal form that JSON and addresses carry.
   *
   * @throws io.wanpu.api.error.MallException with code {@code request.bad_id} when it is no id
   */
  public static CategoryId of(String decimal) {
    return new CategoryId(Ids.parse(decimal));
  }

  @Override
  public int compareTo(CategoryId other) {
    return Long.compare(value, other.value);
  }

  /** The decimal form. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
