package io.wanpu.kernel.text;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/**
 * For whom text is written.
 *
 * @param zone zone that instants are written in: the shop's
 * @param currency currency of amounts: the shop's
 */
public record Reader(Locale language, ZoneId zone, Currency currency) {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Currency YUAN = Currency.getInstance("CNY");

  /** A reader without a shop. */
  public static Reader in(Locale language) {
    return new Reader(language, SHANGHAI, YUAN);
  }

  /** A reader in a shop of that zone and currency. */
  public static Reader in(Locale language, ZoneId zone, String currency) {
    return new Reader(language, zone, Currency.getInstance(currency));
  }
}
