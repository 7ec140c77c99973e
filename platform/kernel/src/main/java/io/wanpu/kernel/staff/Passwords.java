package io.wanpu.kernel.staff;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA-256. The cost is part of the hash, so it can grow:
 * older hashes still verify and are made anew at the next sign-in.
 *
 * <p>A hash takes a tenth of a second and more of one core. Only some are computed at a time, so
 * that sign-ins, however many, leave the shops their cores.
 */
public final class Passwords {
  /** Cost of new hashes. */
  public static final int ITERATIONS = 600_000;

  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final String NAME = "pbkdf2-sha256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final int iterations;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore atOnce =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
  private final String nobodys;

  public Passwords() {
    this(ITERATIONS);
  }

  /**
   * @param iterations cost of new hashes
   */
  public Passwords(int iterations) {
    this.iterations = iterations;
    this.nobodys =
        NAME
            + "$"
            + iterations
            + "$"
            + Base64.getEncoder().encodeToString(new byte[SALT_BYTES])
            + "$"
            + Base64.getEncoder().encodeToString(new byte[HASH_BYTES]);
  }

  /** A hash with a salt of its own. */
  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var encoder = Base64.getEncoder();
    return NAME
        + "$"
        + iterations
        + "$"
        + encoder.encodeToString(salt)
        + "$"
        + encoder.encodeToString(derive(password, salt, iterations));
  }

  /**
   * Whether it is the password.
   *
   * @throws MallException 429 {@code login.too_many} when too many are waiting
   */
  public boolean verify(String password, String stored) {
    var parts = stored.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(NAME)) {
      throw new IllegalStateException("an unknown kind of password hash");
    }
    var expected = Base64.getDecoder().decode(parts[3]);
    var actual = derive(password, Base64.getDecoder().decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(expected, actual);
  }

  /** Takes as long as verifying; for logins that do not exist. */
  public void verifyNobodys(String password) {
    var unused = verify(password, nobodys);
  }

  /** Whether the hash should be made anew, because it is cheaper than hashes are now. */
  public boolean isOutdated(String stored) {
    var parts = stored.split("\\$", -1);
    return parts.length != 4 || Integer.parseInt(parts[1]) < iterations;
  }

  private byte[] derive(String password, byte[] salt, int cost) {
    try {
      if (!atOnce.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new MallException(ErrorKind.TOO_MANY, "login.too_many");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MallException(ErrorKind.UNAVAILABLE, "server.busy");
    }
    var spec = new PBEKeySpec(password.toCharArray(), salt, cost, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
      atOnce.release();
    }
  }
}
