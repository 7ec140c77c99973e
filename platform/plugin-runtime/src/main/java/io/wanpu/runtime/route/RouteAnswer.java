package io.wanpu.runtime.route;

import io.wanpu.api.error.MallException;

/** What a route answers. */
public sealed interface RouteAnswer {
  /**
   * JSON.
   *
   * @param status 200, or 204 with an empty body
   */
  record Json(int status, byte[] body) implements RouteAnswer {}

  /** A problem, to be written as {@code problem+json} in the reader's language. */
  record Problem(MallException fault) implements RouteAnswer {}
}
