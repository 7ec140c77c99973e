package io.wanpu.launcher.wechat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * WeChat Pay's two ways with cryptography: SHA256-with-RSA signatures and AES-256-GCM sealed
 * resources.
 */
final class Crypto {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Crypto() {}

  static String nonce() {
    byte[] drawn = new byte[16];
    RANDOM.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  static byte[] digest(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each part on a line of its own, as every signed message of version 3 is built. */
  static String lines(String... parts) {
    return String.join("\n", parts) + "\n";
  }

  static String sign(PrivateKey key, String message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean verify(PublicKey key, String message, String base64) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false;
    }
  }

  static String seal(String apiV3Key, String nonce, String associatedData, String plain) {
    return Base64.getEncoder()
        .encodeToString(
            gcm(
                Cipher.ENCRYPT_MODE,
                apiV3Key,
                nonce,
                associatedData,
                plain.getBytes(StandardCharsets.UTF_8)));
  }

  static String open(String apiV3Key, String nonce, String associatedData, String sealed) {
    return new String(
        gcm(
            Cipher.DECRYPT_MODE,
            apiV3Key,
            nonce,
            associatedData,
            Base64.getDecoder().decode(sealed)),
        StandardCharsets.UTF_8);
  }

  private static byte[] gcm(
      int mode, String apiV3Key, String nonce, String associatedData, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
          new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
      cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
