package io.wanpu.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/** How a member's program behaves while the mall is in trouble. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private Patience() {}

  /** Again while the server is away or says that it is worth trying again. */
  public static Http.Answer retry(Supplier<Http.Answer> deed) {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        var answer = deed.get();
        if (answer.status() != 503 && answer.status() != 429 || System.nanoTime() > end) {
          return answer;
        }
      } catch (UncheckedIOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      sleep(100);
    }
  }

  public static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
