package io.wanpu.kernel.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs staff in by login and password. Five failures in a row lock the login for 15 minutes. A
 * login that does not exist answers alike, in words, time and lock.
 */
public final class SignInStaff {
  private static final int MOST_FAILURES = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);

  private final StaffStore staff;
  private final Tenants tenants;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final MallClock clock;
  private final Cache<String, Integer> strangers =
      Caffeine.newBuilder().expireAfterWrite(LOCK).maximumSize(20_000).build();

  public SignInStaff(
      StaffStore staff,
      Tenants tenants,
      Passwords passwords,
      SecondFactors factors,
      MallClock clock) {
    this.staff = staff;
    this.tenants = tenants;
    this.passwords = passwords;
    this.factors = factors;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** Signed in. The session keeps shop, id and epoch. */
    record SignedIn(TenantId shop, StaffId id, String name, int epoch, Optional<Locale> language)
        implements Outcome {}

    /** The password is right; a code of the second factor is wanted, see {@link #code}. */
    record CodeWanted(TenantId shop, StaffId id, int epoch) implements Outcome {}

    /** Login or password is wrong. */
    record Refused() implements Outcome {}

    /** Too many failures. */
    record Locked(Instant until) implements Outcome {}

    /** The shop is suspended or closed. */
    record ShopClosed() implements Outcome {}
  }

  /** Signs in. @throws io.wanpu.api.error.MallException 429 {@code login.too_many} */
  public Outcome signIn(String login, String password) {
    var name = login.strip().toLowerCase(Locale.ROOT);
    if (password.length() > 128 || name.isEmpty() || name.length() > 60) {
      return new Outcome.Refused();
    }
    var found = staff.byLogin(name).filter(w -> w.status() == Staff.Status.ACTIVE);
    return found.isPresent() ? known(found.get(), password) : stranger(name, password);
  }

  private Outcome known(StaffStore.Credentials who, String password) {
    var now = clock.instant();
    if (!staff.beginAttempt(who, now, MOST_FAILURES, now.plus(LOCK))) {
      return new Outcome.Locked(who.lockedUntil().filter(now::isBefore).orElse(now.plus(LOCK)));
    }
    if (!passwords.verify(password, who.hash())) {
      return new Outcome.Refused();
    }
    if (who.factor().isPresent()) {
      // the attempt stays counted until the code is right as well: a known password does not buy
      // guesses
      return new Outcome.CodeWanted(who.shop(), who.id(), who.epoch());
    }
    staff.succeed(
        who,
        passwords.isOutdated(who.hash())
            ? Optional.of(passwords.hash(password))
            : Optional.empty());
    return in(who);
  }

  /**
   * The second step: a code of the authenticator, or a recovery code, which works once.
   *
   * @param epoch as {@link Outcome.CodeWanted} said; a password that was changed meanwhile ends it
   */
  public Outcome code(TenantId shop, StaffId id, int epoch, String code) {
    var found =
        CurrentTenant.call(shop, () -> staff.credentials(id))
            .filter(w -> w.status() == Staff.Status.ACTIVE && w.epoch() == epoch);
    if (found.isEmpty()) {
      return new Outcome.Refused();
    }
    var who = found.get();
    var now = clock.instant();
    if (!staff.beginAttempt(who, now, MOST_FAILURES, now.plus(LOCK))) {
      return new Outcome.Locked(who.lockedUntil().filter(now::isBefore).orElse(now.plus(LOCK)));
    }
    if (!factors.accepts(who, code)) {
      return new Outcome.Refused();
    }
    staff.succeed(who, Optional.empty());
    return in(who);
  }

  private Outcome in(StaffStore.Credentials who) {
    if (tenants.byId(who.shop()).map(Tenant::status).orElse(Tenant.Status.CLOSED)
        != Tenant.Status.ACTIVE) {
      return new Outcome.ShopClosed();
    }
    return new Outcome.SignedIn(who.shop(), who.id(), who.name(), who.epoch(), who.language());
  }

  private Outcome stranger(String login, String password) {
    var failures = strangers.asMap().merge(login, 1, Integer::sum);
    if (failures > MOST_FAILURES) {
      return new Outcome.Locked(clock.instant().plus(LOCK));
    }
    passwords.verifyNobodys(password);
    return new Outcome.Refused();
  }
}
