package io.wanpu.api.kit;

/** A list of the calling shop. */
public interface Listing {
  /** What it looks like; asked for every request, so choices may depend on the shop. */
  ListShape shape();

  /**
   * The rows that fit.
   *
   * @param query made from the address by {@link ListQuery#read} for {@link #shape}
   */
  ListPage page(ListQuery query);
}
