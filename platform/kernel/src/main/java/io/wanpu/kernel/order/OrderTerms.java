package io.wanpu.kernel.order;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What a shop lays down for orders.
 *
 * @param payWithin an unpaid order is closed after it
 * @param freight flat fee, minor units
 * @param freeFrom goods total from which there is no freight, minor units; {@link Long#MAX_VALUE}
 *     when there is none
 * @param currency ISO 4217
 * @param zone zone of the shop's calendar days
 */
public record OrderTerms(
    Duration payWithin, long freight, long freeFrom, String currency, ZoneId zone) {
  long freightFor(long goods) {
    return goods >= freeFrom ? 0 : freight;
  }
}
