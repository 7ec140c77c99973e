package io.wanpu.kernel.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest: AES-256-GCM under the mall's key. The context (whose secret, which
 * field) is authenticated with it, so that a value copied to another shop's row does not open
 * there.
 */
public final class Secrets {
  private static final String VERSION = "v1.";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param base64Key base64 of 32 random bytes
   */
  public Secrets(String base64Key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64Key);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the secret key is not base64", e);
    }
    if (bytes.length != 32) {
      throw new IllegalStateException("the secret key has " + bytes.length + " bytes, not 32");
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /** Encrypts. @param context must be the same when it is decrypted */
  public String seal(String context, String secret) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, context)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      var all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return VERSION + Base64.getEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /** Decrypts. @throws IllegalStateException when key or context differ or the value was changed */
  public String open(String context, String sealed) {
    if (!sealed.startsWith(VERSION)) {
      throw new IllegalStateException("not a sealed secret");
    }
    try {
      var all = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
      var nonce = java.util.Arrays.copyOf(all, NONCE);
      return new String(
          cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(all, NONCE, all.length - NONCE),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("cannot decrypt the secret of " + context, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
