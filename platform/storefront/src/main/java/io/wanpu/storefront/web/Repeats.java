package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.idempotency.KeptAnswers;
import io.wanpu.kernel.idempotency.KeptAnswers.Turn;
import io.wanpu.kernel.idempotency.RequestKey;
import io.wanpu.kernel.shared.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes repeats of requests with an {@code Idempotency-Key} harmless. An answer is kept when
 * something was done; a refusal had no effect, so the repeat is judged anew.
 */
public final class Repeats {
  /** Header that names a request. */
  public static final String HEADER = "Idempotency-Key";

  /**
   * Routes of the kernel whose answers are kept. The others that change something are safe to
   * repeat by themselves: an order has its token, a payment its order.
   */
  public static final Set<String> KEPT = Set.of("addresses", "cart/items");

  private static final int LONGEST_ROUTE = 120;

  private final KeptAnswers answers;

  Repeats(KeptAnswers answers) {
    this.answers = answers;
  }

  /** Carries a request out. */
  @FunctionalInterface
  interface Work<X extends Exception> {
    /** The answer; empty when nothing is known of it. */
    Optional<Answer> run() throws X;
  }

  /** The key of the request, if it has one. @throws MallException 400 when it is no key */
  static Optional<String> key(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (!RequestKey.isOne(header)) {
      throw new MallException(ErrorKind.MALFORMED, "request.key_bad");
    }
    return Optional.of(header);
  }

  /**
   * Carries the request out, or answers what was answered before.
   *
   * @param route method and route template
   * @throws MallException 409 when the key belongs to another request or the same one is running
   */
  <X extends Exception> Optional<Answer> run(
      ShopCall call, String route, String key, byte[] body, Work<X> work) throws X {
    var http = call.request();
    var path = http.getMethod() + " " + http.getRequestURI();
    var request = new KeptAnswers.Request(call.member(), cut(route), key);
    return switch (answers.begin(request, hash(path, body))) {
      case Turn.Repeat kept -> Optional.of(new Answer(kept.status(), kept.body()));
      case Turn.Running() -> throw MallException.conflict("request.in_progress");
      case Turn.Reused() -> throw MallException.conflict("request.key_reused");
      case Turn.First() -> first(request, work);
    };
  }

  private <X extends Exception> Optional<Answer> first(KeptAnswers.Request request, Work<X> work)
      throws X {
    var done = false;
    try {
      var answer = work.run();
      done = answer.filter(given -> given.status() < 400).isPresent();
      answer
          .filter(given -> given.status() < 400)
          .ifPresent(given -> answers.keep(request, given.status(), given.body()));
      return answer;
    } finally {
      if (!done) {
        answers.forget(request);
      }
    }
  }

  private static String cut(String route) {
    return route.length() > LONGEST_ROUTE ? route.substring(0, LONGEST_ROUTE) : route;
  }

  private static byte[] hash(String path, byte[] body) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(path.getBytes(StandardCharsets.UTF_8));
    all.write('\n');
    all.writeBytes(body);
    return Digests.sha256(all.toByteArray());
  }
}
