package io.wanpu.storefront.web;

import java.util.Locale;

/** Constants as JSON writes them. */
public final class Words {
  private Words() {}

  /** {@code SOLD_OUT} as {@code sold-out}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
