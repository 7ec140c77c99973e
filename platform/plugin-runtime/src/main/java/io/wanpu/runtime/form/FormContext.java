package io.wanpu.runtime.form;

import java.time.ZoneId;

/**
 * What entering values depends on.
 *
 * @param zone the shop's
 * @param decimals digits after the point of the shop's currency
 */
public record FormContext(ZoneId zone, int decimals) {}
