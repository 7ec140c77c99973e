package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A shopper known to one shop.
 *
 * @param phone E.164, e.g. {@code +8613800138000}
 * @param language chosen interface language
 */
public record Member(
    MemberId id,
    String nickname,
    Optional<String> phone,
    Optional<Locale> language,
    Status status,
    Instant createdAt) {

  /** Where a member stands. */
  public enum Status {
    ACTIVE,
    /** May not sign in. */
    BLOCKED,
    /** Asked to be forgotten; what the law makes the shop keep stays without the person. */
    ERASED
  }
}
