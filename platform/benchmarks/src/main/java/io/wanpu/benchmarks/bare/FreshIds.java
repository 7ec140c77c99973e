package io.wanpu.benchmarks.bare;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers that no row has, ascending as the mall's are. */
final class FreshIds {
  private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() << 22);

  private FreshIds() {}

  static long next() {
    return LAST.incrementAndGet();
  }

  static LocalDateTime now() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  }
}
