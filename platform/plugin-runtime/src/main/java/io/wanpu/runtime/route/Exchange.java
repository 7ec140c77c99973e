package io.wanpu.runtime.route;

import io.wanpu.api.id.MemberId;
import java.util.Locale;
import java.util.Optional;

/**
 * A shopper's request to a plugin's route, as the HTTP edge sees it. Sign-in, rate limits, size of
 * the body and kept answers are the edge's; the shop of the call is bound.
 */
public interface Exchange {
  /** The body, at most what the edge allows; empty when there is none. */
  byte[] body();

  /** {@code Content-Type} without parameters, lower case; empty when there is none. */
  String contentType();

  /** Who is signed in. */
  Optional<MemberId> visitor();

  /** First value of a query parameter, decoded. */
  Optional<String> query(String name);

  /** The {@code Idempotency-Key} header as sent. */
  Optional<String> idempotencyKey();

  Locale language();

  /**
   * Sends the answer. Called exactly once: on the thread of the call, or on another one when the
   * deadline has passed and the call still runs. It must complete the response by itself then.
   */
  void answer(RouteAnswer answer);
}
