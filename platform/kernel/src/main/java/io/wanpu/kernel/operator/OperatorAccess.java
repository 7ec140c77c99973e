package io.wanpu.kernel.operator;

import static io.wanpu.kernel.db.Tables.OPERATOR_SESSION;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.kernel.shared.data.CellDb;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs the operator in. Login, password and the token of the command line come from the
 * environment; sessions are rows, so that they hold on every node. Five failures in a row lock the
 * sign-in on this node for 15 minutes.
 */
public final class OperatorAccess {
  private static final Duration SESSION = Duration.ofHours(12);
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final int MOST_FAILURES = 5;

  private final CellDb db;
  private final MallConfig.OperatorLogin login;
  private final MallClock clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Integer> failures =
      Caffeine.newBuilder().expireAfterWrite(LOCK).maximumSize(1_000).build();

  public OperatorAccess(CellDb db, MallConfig.OperatorLogin login, MallClock clock) {
    this.db = db;
    this.login = login;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * Signed in.
     *
     * @param token of the session, shown this once
     */
    record SignedIn(String login, String token, Instant expiresAt) implements Outcome {
      @Override
      public String toString() {
        return "SignedIn[" + login + "]";
      }
    }

    /** Login or password is wrong. */
    record Refused() implements Outcome {}

    /** Too many failures. */
    record Locked() implements Outcome {}
  }

  /** Signs in. */
  public Outcome signIn(String name, String password) {
    // counted before it is looked at: however many come at once, only so many are looked at
    var counted = name.length() > 60 ? name.substring(0, 60) : name;
    if (failures.asMap().merge(counted, 1, Integer::sum) > MOST_FAILURES) {
      return new Outcome.Locked();
    }
    var right = same(name, login.login()) & same(password, login.password());
    if (!right) {
      return new Outcome.Refused();
    }
    failures.invalidate(counted);
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var expiresAt = clock.instant().plus(SESSION);
    db.read(
        dsl ->
            dsl.deleteFrom(OPERATOR_SESSION)
                .where(OPERATOR_SESSION.EXPIRES_AT.lt(clock.instant()))
                .execute());
    db.read(
        dsl ->
            dsl.insertInto(OPERATOR_SESSION)
                .set(OPERATOR_SESSION.TOKEN_HASH, sha256(token))
                .set(OPERATOR_SESSION.LOGIN, login.login())
                .set(OPERATOR_SESSION.EXPIRES_AT, expiresAt)
                .execute());
    return new Outcome.SignedIn(login.login(), token, expiresAt);
  }

  /** Whose session it is. */
  public Optional<String> authenticate(String token) {
    if (token.length() != 43) {
      return Optional.empty();
    }
    return db.read(
        dsl ->
            dsl.select(OPERATOR_SESSION.LOGIN)
                .from(OPERATOR_SESSION)
                .where(
                    OPERATOR_SESSION.TOKEN_HASH.eq(sha256(token)),
                    OPERATOR_SESSION.EXPIRES_AT.gt(clock.instant()))
                .fetchOptional(OPERATOR_SESSION.LOGIN));
  }

  /** Whether it is the token of the command line; the operator's login then. */
  public Optional<String> commandLine(String token) {
    return same(token, login.token()) ? Optional.of(login.login()) : Optional.empty();
  }

  /** Ends a session. */
  public void signOut(String token) {
    db.read(
        dsl ->
            dsl.deleteFrom(OPERATOR_SESSION)
                .where(OPERATOR_SESSION.TOKEN_HASH.eq(sha256(token)))
                .execute());
  }

  /** Compares digests, so that neither length nor content shows in the time it takes. */
  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(sha256(given), sha256(expected));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
