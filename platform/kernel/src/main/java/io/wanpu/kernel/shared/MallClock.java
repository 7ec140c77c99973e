package io.wanpu.kernel.shared;

import java.time.Instant;
import java.time.InstantSource;

/** The mall's clock, in milliseconds. Nothing reads another one, neither in Java nor in SQL. */
@FunctionalInterface
public interface MallClock extends InstantSource {
  /** The machine's clock. */
  static MallClock system() {
    return () -> Instant.ofEpochMilli(System.currentTimeMillis());
  }
}
