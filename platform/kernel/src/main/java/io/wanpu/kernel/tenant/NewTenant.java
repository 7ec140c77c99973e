package io.wanpu.kernel.tenant;

import io.wanpu.kernel.shared.Fields;
import java.time.ZoneId;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * A shop to be opened.
 *
 * @param code name in addresses: 3..40 of {@code a-z 0-9 -}, starting with a letter
 * @param zone IANA zone, e.g. {@code Asia/Shanghai}
 * @param currency ISO 4217, e.g. {@code CNY}
 * @param language BCP 47, e.g. {@code zh-CN}
 */
public record NewTenant(String code, String name, String zone, String currency, String language) {
  private static final Pattern CODE = Pattern.compile("[a-z](?:[a-z0-9]|-(?!-)){1,38}[a-z0-9]");

  /** A Chinese shop. */
  public static NewTenant chinese(String code, String name) {
    return new NewTenant(code, name, "Asia/Shanghai", "CNY", "zh-CN");
  }

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public NewTenant checked() {
    var fields = new Fields();
    if (!CODE.matcher(code).matches()) {
      fields.error("code", "tenant.bad_code");
    }
    var tidy = fields.line("name", name, 1, 80);
    if (!ZoneId.getAvailableZoneIds().contains(zone) || zone.length() > 40) {
      fields.error("zone", "tenant.bad_zone");
    }
    try {
      Currency.getInstance(currency);
    } catch (IllegalArgumentException e) {
      fields.error("currency", "tenant.bad_currency");
    }
    if (!language.equals("zh-CN") && !language.equals("en")) {
      fields.error("language", "tenant.bad_language");
    }
    fields.orThrow();
    return new NewTenant(code, tidy, zone, currency, language);
  }
}
