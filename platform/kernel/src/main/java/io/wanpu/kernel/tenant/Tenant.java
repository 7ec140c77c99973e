package io.wanpu.kernel.tenant;

import io.wanpu.api.id.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A shop, as the directory knows it.
 *
 * @param code name of the shop in addresses
 * @param name name that shoppers read
 * @param cell database cell that holds the shop
 * @param plan decides quotas
 * @param zone zone of the shop's calendar days
 * @param currency ISO 4217
 * @param language language of the shop's own text
 */
public record Tenant(
    TenantId id,
    String code,
    String name,
    Status status,
    String cell,
    String plan,
    ZoneId zone,
    String currency,
    Locale language,
    Instant createdAt) {

  /** Where a shop stands. */
  public enum Status {
    /** Open. */
    ACTIVE,
    /** Closed by the operator for the time being: shoppers see a notice, staff may not sign in. */
    SUSPENDED,
    /** Closed for good. */
    CLOSED
  }
}
