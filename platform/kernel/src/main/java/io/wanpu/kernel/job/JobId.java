package io.wanpu.kernel.job;

import io.wanpu.api.error.MallException;

/**
 * Names a job.
 *
 * @param value TSID, positive
 */
public record JobId(long value) {
  /** Reads the decimal form. @throws MallException 404 {@code job.unknown} otherwise */
  public static JobId of(String decimal) {
    if (!decimal.matches("[1-9]\\d{0,17}")) {
      throw MallException.notFound("job.unknown");
    }
    return new JobId(Long.parseLong(decimal));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
