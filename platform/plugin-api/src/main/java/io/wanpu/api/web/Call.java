package io.wanpu.api.web;

import io.wanpu.api.id.MemberId;
import java.util.Locale;
import java.util.Optional;

/**
 * A call of a route.
 *
 * @param <B> the body
 */
public interface Call<B> {
  /** The body, valid by its constraints. @throws IllegalStateException for routes without one */
  B body();

  /** The signed-in member. @throws io.wanpu.api.error.MallException 401 when nobody is signed in */
  MemberId member();

  /** The signed-in member, on open routes. */
  Optional<MemberId> visitor();

  /** A variable of the path, decoded. */
  String path(String name);

  /** A query parameter, decoded. */
  Optional<String> query(String name);

  /**
   * The {@code Idempotency-Key} header: 1..80 visible ASCII characters. @throws
   * io.wanpu.api.error.MallException 400 when absent
   */
  String idempotencyKey();

  /** The reader's language. */
  Locale language();
}
