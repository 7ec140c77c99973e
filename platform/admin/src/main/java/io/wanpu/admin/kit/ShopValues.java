package io.wanpu.admin.kit;

import io.wanpu.kernel.tenant.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/** Days and amounts of filters as the shop means them. */
public final class ShopValues {
  private final Tenant shop;

  public ShopValues(Tenant shop) {
    this.shop = shop;
  }

  /** The first moment of a day in the shop's zone. */
  public Instant beginning(LocalDate day) {
    return day.atStartOfDay(shop.zone()).toInstant();
  }

  /** The first moment after a day. */
  public Instant end(LocalDate day) {
    return beginning(day.plusDays(1));
  }

  /** Minor units of an amount; empty when it is finer than the currency. */
  public Optional<Long> minor(String amount) {
    try {
      var digits = Math.max(0, Currency.getInstance(shop.currency()).getDefaultFractionDigits());
      return Optional.of(new BigDecimal(amount).movePointRight(digits).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
