package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Bearer tokens: opaque, 256 bits, stored hashed. A revoked token is refused at once on the node
 * that revoked it, on the others when the bell rings and, should bells be lost, at the latest 10 s
 * later.
 */
public interface MemberTokens {
  /** A new token of the member. */
  Issued issue(MemberId member);

  /** Who holds the token, in the shop of the call. */
  Optional<Visitor> visitor(String token);

  /** Whose token it is, in the shop of the call. */
  default Optional<MemberId> authenticate(String token) {
    return visitor(token).map(Visitor::member);
  }

  /** A member's language has changed: what is kept of her here is read anew. */
  void changed(MemberId member);

  /** Ends one token; one that is unknown is ended already. */
  void revoke(String token);

  /** Ends all tokens of a member. */
  void revokeAll(MemberId member);

  /** A bell of another node was heard. */
  void heard(String bell);

  /**
   * Who calls.
   *
   * @param language the one that she has chosen
   */
  record Visitor(MemberId member, Optional<Locale> language) {}

  /**
   * A token, shown this once.
   *
   * @param token base64url, 43 characters
   */
  record Issued(MemberId member, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued[" + member + "]";
    }
  }
}
