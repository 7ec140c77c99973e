package io.wanpu.kernel.shared;

/** Issues TSIDs: 42 bits of milliseconds, 10 bits of node, 12 bits of counter. */
@FunctionalInterface
public interface IdSource {
  /**
   * A new id, unique in the mall.
   *
   * @throws io.wanpu.api.error.MallException 503 {@code server.no_ids} while the node's lease is
   *     lost or the clock stands back
   */
  long next();
}
