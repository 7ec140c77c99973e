package io.wanpu.api.web;

/**
 * A route being declared.
 *
 * @param <B> the body, {@link Void} without one
 * @param <R> the answer
 */
public interface RouteSpec<B, R> {
  /** One line for the OpenAPI document. */
  RouteSpec<B, R> summary(String text);

  /** Anybody may call it; without this a member must be signed in. */
  RouteSpec<B, R> open();

  /**
   * The handler makes repeats with the same {@code Idempotency-Key} safe itself. Without this the
   * dispatcher keeps answers of POST routes in the idempotency table.
   */
  RouteSpec<B, R> handlesRepeats();

  /** A query parameter, for the OpenAPI document. */
  RouteSpec<B, R> query(String name, String text);

  /** A code of a problem that it may answer, for the OpenAPI document. */
  RouteSpec<B, R> problem(int status, String code);

  /** Ends the declaration. */
  void handle(RouteHandler<B, R> handler);
}
