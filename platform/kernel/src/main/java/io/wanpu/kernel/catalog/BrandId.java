package io.wanpu.kernel.catalog;

import io.wanpu.api.error.MallException;

/**
 * Names a brand.
 *
 * @param value TSID, positive
 */
public record BrandId(long value) {
  /** Reads the decimal form. @throws MallException 404 {@code catalog.brand_unknown} otherwise */
  public static BrandId of(String decimal) {
    if (!decimal.matches("[1-9]\\d{0,17}")) {
      throw MallException.notFound("catalog.brand_unknown");
    }
    return new BrandId(Long.parseLong(decimal));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
