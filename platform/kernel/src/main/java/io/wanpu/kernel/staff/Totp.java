package io.wanpu.kernel.staff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords by time (RFC 6238) as every authenticator app reckons them: HMAC-SHA1, six
 * digits, steps of 30 seconds.
 */
final class Totp {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;

  private Totp() {}

  /**
   * The step whose code this is: the present one or a neighbour of it, for clocks differ.
   *
   * @param secret in base 32
   */
  static OptionalLong step(String secret, String code, Instant now) {
    var key = decode(secret);
    var present = now.getEpochSecond() / STEP_SECONDS;
    var found = OptionalLong.empty();
    for (var step = present - 1; step <= present + 1; step++) {
      // all are looked at, so that the time it takes tells nothing
      if (MessageDigest.isEqual(
          code(key, step).getBytes(StandardCharsets.US_ASCII),
          code.getBytes(StandardCharsets.UTF_8))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of an instant. @param secret in base 32 */
  static String code(String secret, Instant at) {
    return code(decode(secret), at.getEpochSecond() / STEP_SECONDS);
  }

  private static String code(byte[] key, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var offset = hash[hash.length - 1] & 0xf;
      var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base 32 without padding (RFC 4648). */
  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    var bits = 0;
    var held = 0;
    for (var b : bytes) {
      bits = bits << 8 | b & 0xff;
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(ALPHABET.charAt(bits >> held & 31));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(ALPHABET.charAt(bits << 5 - held & 31));
    }
    return text.toString();
  }

  private static byte[] decode(String text) {
    var bytes = new byte[text.length() * 5 / 8];
    var bits = 0;
    var held = 0;
    var at = 0;
    for (var letter : text.toCharArray()) {
      var value = ALPHABET.indexOf(letter);
      if (value < 0) {
        throw new IllegalArgumentException("not base 32");
      }
      bits = bits << 5 | value;
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = (byte) (bits >> held);
      }
      bits &= (1 << held) - 1;
    }
    return bytes;
  }
}
