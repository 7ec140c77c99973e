package io.wanpu.kernel.idempotency;

/**
 * The name that a caller gives a request, so that its repeats are known: {@code Idempotency-Key}.
 */
public final class RequestKey {
  private static final int LONGEST = 80;

  private RequestKey() {}

  /** Whether a text can be a key: 1 to 80 visible characters of ASCII. */
  public static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 127) {
        return false;
      }
    }
    return true;
  }
}
