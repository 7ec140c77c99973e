package io.wanpu.kernel.publish;

import java.time.Instant;
import java.util.Optional;

/** What the third-party platform identifies itself with; the same for all nodes, sealed at rest. */
public interface PlatformSecrets {
  /** WeChat pushes it every ten minutes; it lasts for twelve hours. */
  Optional<String> ticket();

  void keepTicket(String ticket);

  /** The platform's own token while it lasts. */
  Optional<Token> token();

  void keepToken(String token, Instant until);

  void dropToken();

  /** The secret with which the platform speaks for the calling shop's mini-program. */
  Optional<String> refreshToken(String appId);

  void keepRefreshToken(String appId, String refreshToken);

  /** A secret that ends. */
  record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token[until " + until + "]";
    }
  }
}
