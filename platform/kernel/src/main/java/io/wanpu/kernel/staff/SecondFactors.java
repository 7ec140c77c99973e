package io.wanpu.kernel.staff;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.shared.data.TenantDb;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Staff's second factor: an authenticator app (RFC 6238) and ten recovery codes. The secret is
 * encrypted where it is kept, the codes are hashed, and each code works once.
 */
public final class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;
  private static final int MOST_FAILURES = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final Pattern CODE = Pattern.compile("\\d{6}");
  private static final Pattern RECOVERY = Pattern.compile("[A-Z2-7]{16}");

  private final TenantDb db;
  private final StaffStore staff;
  private final Passwords passwords;
  private final Secrets secrets;
  private final AuditLog audit;
  private final MallClock clock;
  private final SecureRandom random = new SecureRandom();

  public SecondFactors(
      TenantDb db,
      StaffStore staff,
      Passwords passwords,
      Secrets secrets,
      AuditLog audit,
      MallClock clock) {
    this.db = db;
    this.staff = staff;
    this.passwords = passwords;
    this.secrets = secrets;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A secret that is offered and not kept yet.
   *
   * @param secret in base 32, for people who type it in
   * @param address what the picture says to the app
   * @param sealed the secret, encrypted for this person, to be given back to {@link #turnOn}
   */
  public record Offer(String secret, String address, String sealed) {
    @Override
    public String toString() {
      return "Offer[]";
    }
  }

  /**
   * Whether somebody has one.
   *
   * @param recoveryCodes how many are left
   */
  public record State(boolean on, int recoveryCodes) {}

  /** Whether she has one. */
  public State of(StaffId id) {
    return new State(known(id).factor().isPresent(), staff.recoveryCodes(id));
  }

  /** Offers a new secret. @param place name of the shop, shown by the app */
  public Offer offer(StaffId id, String place) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return offer(known(id), Totp.encode(bytes), place);
  }

  /** The same offer once more, after a wrong code. @throws MallException 400 when it is none */
  public Offer again(StaffId id, String sealed, String place) {
    return offer(known(id), opened(offering(CurrentTenant.id(), id), sealed), place);
  }

  private Offer offer(StaffStore.Credentials who, String secret, String place) {
    var label = encoded(place) + ":" + encoded(who.login());
    return new Offer(
        secret,
        "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + encoded(place),
        secrets.seal(offering(who.shop(), who.id()), secret));
  }

  /**
   * Turns it on, when the app shows the right code.
   *
   * @param sealed of the {@link Offer}
   * @return the recovery codes, shown this once
   * @throws MallException 422 {@code staff.code_wrong} naming {@code code}; 429 {@code
   *     login.too_many}
   */
  public List<String> turnOn(Actor actor, StaffId id, String sealed, String code) {
    var who = known(id);
    var secret = opened(offering(who.shop(), id), sealed);
    begin(who);
    var step = Totp.step(secret, code.replace(" ", ""), clock.instant());
    if (step.isEmpty()) {
      throw MallException.invalid("code", "staff.code_wrong");
    }
    staff.succeed(who, Optional.empty());
    var codes = Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
    db.transaction(
        tx -> {
          staff.changeFactor(
              tx,
              id,
              Optional.of(secrets.seal(context(who.shop(), id), secret)),
              codes.stream().map(each -> Digests.sha256(plain(each))).toList());
          audit.record(tx, actor, "staff.factor_on", "staff:" + id, null, null);
          return id;
        });
    var unused = staff.takeStep(who, step.getAsLong());
    return codes;
  }

  /**
   * Turns it off.
   *
   * @throws MallException 422 {@code staff.password_wrong} naming {@code present}; 429 {@code
   *     login.too_many}
   */
  public void turnOff(Actor actor, StaffId id, String password) {
    var who = known(id);
    if (password.isEmpty()) {
      throw MallException.invalid("present", "staff.password_wrong");
    }
    begin(who);
    if (password.length() > 128 || !passwords.verify(password, who.hash())) {
      throw MallException.invalid("present", "staff.password_wrong");
    }
    staff.succeed(who, Optional.empty());
    db.transaction(
        tx -> {
          staff.changeFactor(tx, id, Optional.empty(), List.of());
          audit.record(tx, actor, "staff.factor_off", "staff:" + id, null, null);
          return id;
        });
  }

  /** Whether the code is right; it works this once. */
  boolean accepts(StaffStore.Credentials who, String given) {
    var code = plain(given);
    if (CODE.matcher(code).matches()) {
      var secret = who.factor().map(kept -> secrets.open(context(who.shop(), who.id()), kept));
      return secret.isPresent()
          && Totp.step(secret.get(), code, clock.instant()).stream()
              .anyMatch(step -> staff.takeStep(who, step));
    }
    return RECOVERY.matcher(code).matches() && staff.takeRecovery(who, Digests.sha256(code));
  }

  private void begin(StaffStore.Credentials who) {
    var now = clock.instant();
    if (!staff.beginAttempt(who, now, MOST_FAILURES, now.plus(LOCK))) {
      throw new MallException(ErrorKind.TOO_MANY, "login.too_many");
    }
  }

  private StaffStore.Credentials known(StaffId id) {
    return staff.credentials(id).orElseThrow(() -> MallException.notFound("staff.unknown"));
  }

  private String opened(String context, String sealed) {
    try {
      return secrets.open(context, sealed);
    } catch (IllegalStateException forged) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
  }

  private String recoveryCode() {
    var bytes = new byte[RECOVERY_BYTES];
    random.nextBytes(bytes);
    return String.join("-", Totp.encode(bytes).split("(?<=\\G.{4})"));
  }

  /** As it is hashed: without the marks that make it easier to read. */
  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  private static String context(TenantId shop, StaffId id) {
    return "totp:" + shop + ":" + id;
  }

  private static String offering(TenantId shop, StaffId id) {
    return "totp-offer:" + shop + ":" + id;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
