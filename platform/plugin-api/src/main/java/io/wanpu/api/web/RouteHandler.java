package io.wanpu.api.web;

/**
 * Answers a call. The answer is written as JSON; a {@link io.wanpu.api.error.MallException} as
 * {@code problem+json}.
 *
 * @param <B> the body
 * @param <R> the answer
 */
@FunctionalInterface
public interface RouteHandler<B, R> {
  /**
   * Runs on the request's thread with the shop bound, under the plugin's deadline.
   *
   * @throws Exception a fault of the plugin; the caller sees 503 and the plugin's error count grows
   */
  R handle(Call<B> call) throws Exception;
}
