package io.wanpu.server.demo;

import io.wanpu.kernel.shared.MallClock;
import java.time.Instant;

/**
 * The machine's clock, except within {@link #at}: there it stands still at another instant, for the
 * calling thread alone. The history of the demo is written with it.
 */
public final class DemoClock implements MallClock {
  private final ScopedValue<Instant> stopped = ScopedValue.newInstance();
  private final MallClock machine = MallClock.system();

  @Override
  public Instant instant() {
    return stopped.isBound() ? stopped.get() : machine.instant();
  }

  /** Runs as if it were that instant. */
  void at(Instant instant, Runnable work) {
    ScopedValue.where(stopped, instant).run(work);
  }
}
