package io.wanpu.admin.web;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The token of a session as pages carry it: under a mask that is new each time, so that the sizes
 * of compressed pages tell nothing about it.
 */
final class CsrfToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private CsrfToken() {}

  /** The token under a fresh mask. */
  static String masked(String token) {
    var plain = Base64.getUrlDecoder().decode(token);
    var mask = new byte[plain.length];
    RANDOM.nextBytes(mask);
    var both = new byte[2 * plain.length];
    for (var i = 0; i < plain.length; i++) {
      both[i] = mask[i];
      both[plain.length + i] = (byte) (plain[i] ^ mask[i]);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** Whether what was given is the token under some mask. */
  static boolean matches(String token, @Nullable String given) {
    if (given == null || given.length() > 200) {
      return false;
    }
    try {
      var plain = Base64.getUrlDecoder().decode(token);
      var both = Base64.getUrlDecoder().decode(given);
      if (both.length != 2 * plain.length) {
        return false;
      }
      var found = new byte[plain.length];
      for (var i = 0; i < plain.length; i++) {
        found[i] = (byte) (both[i] ^ both[plain.length + i]);
      }
      return MessageDigest.isEqual(plain, found);
    } catch (IllegalArgumentException noToken) {
      return false;
    }
  }
}
