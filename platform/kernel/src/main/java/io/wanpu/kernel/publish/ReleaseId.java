package io.wanpu.kernel.publish;

import io.wanpu.api.error.MallException;

/**
 * Names a version of a mini-program.
 *
 * @param value TSID, positive
 */
public record ReleaseId(long value) {
  /** Reads the decimal form. @throws MallException 404 {@code publish.unknown} otherwise */
  public static ReleaseId of(String decimal) {
    if (!decimal.matches("[1-9]\\d{0,17}")) {
      throw MallException.notFound("publish.unknown");
    }
    return new ReleaseId(Long.parseLong(decimal));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
