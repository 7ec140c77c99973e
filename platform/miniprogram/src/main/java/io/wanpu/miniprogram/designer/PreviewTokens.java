package io.wanpu.miniprogram.designer;

import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets somebody look at one page of one shop that is not published, for a quarter of an hour. It is
 * sealed with the mall's key, so every node can read it and nobody else can make one.
 */
public final class PreviewTokens {
  /** How long a token opens what it was made for. */
  public static final Duration LASTS = Duration.ofMinutes(15);

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}|home)\\.(\\d{1,9})\\.(\\d{1,19})");

  private final Secrets secrets;
  private final InstantSource clock;

  public PreviewTokens(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * What may be looked at.
   *
   * @param page its id, or {@code home}
   * @param no number of the version; 0 is the draft
   */
  public record Seen(String page, int no) {}

  /** A token, fit for an address. */
  public String issue(TenantId shop, Seen seen) {
    var until = clock.instant().plus(LASTS).toEpochMilli();
    return secrets
        .seal(context(shop), seen.page() + "." + seen.no() + "." + until)
        .replace('+', '-')
        .replace('/', '_');
  }

  /** What the token opens; empty when it is none of that shop, or its time is over. */
  public Optional<Seen> read(TenantId shop, String token) {
    String text;
    try {
      text = secrets.open(context(shop), token.replace('-', '+').replace('_', '/'));
    } catch (RuntimeException none) {
      return Optional.empty();
    }
    var match = FORM.matcher(text);
    return match.matches()
            && Instant.ofEpochMilli(Long.parseLong(match.group(3))).isAfter(clock.instant())
        ? Optional.of(new Seen(match.group(1), Integer.parseInt(match.group(2))))
        : Optional.empty();
  }

  private static String context(TenantId shop) {
    return "page-preview:" + shop;
  }
}
