package io.wanpu.server.demo;

import io.wanpu.kernel.shared.MallConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords of the demo's staff: other ones in every installation, and the same ones whenever they
 * are asked for, because they come from the mall's secret key.
 */
final class DemoPasswords {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 14;

  private final byte[] key;

  DemoPasswords(MallConfig config) {
    this.key = Base64.getDecoder().decode(config.secretKey());
  }

  String of(String login) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var digest = mac.doFinal(("demo-staff:" + login).getBytes(StandardCharsets.UTF_8));
      var password = new StringBuilder();
      for (var i = 0; i < LENGTH; i++) {
        password.append(LETTERS.charAt(Math.floorMod(digest[i], LETTERS.length())));
      }
      return password.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
