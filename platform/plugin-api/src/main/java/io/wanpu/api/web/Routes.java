package io.wanpu.api.web;

/**
 * Registers routes under {@code /api/v1/shops/{shop}/x/<plugin>}. They share the kernel's filters,
 * error format, rate limits and OpenAPI document. Bodies and answers are records; unknown fields
 * are ignored, wrong types refused.
 */
public interface Routes {
  /** A route that reads. */
  <R> RouteSpec<Void, R> get(String path, Class<R> answer);

  /** A route that does something. */
  <B extends Record, R> RouteSpec<B, R> post(String path, Class<B> body, Class<R> answer);

  /** A route that replaces something; idempotent. */
  <B extends Record, R> RouteSpec<B, R> put(String path, Class<B> body, Class<R> answer);

  /** A route that removes something; idempotent. */
  <R> RouteSpec<Void, R> delete(String path, Class<R> answer);
}
