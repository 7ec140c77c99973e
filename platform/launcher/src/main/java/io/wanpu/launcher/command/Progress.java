package io.wanpu.launcher.command;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every few seconds that something is still under way. */
final class Progress implements AutoCloseable {
  private static final int EVERY_SECONDS = 5;

  private final String what;
  private final long begin = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private Progress(String what, String meanwhile) {
    this.what = what;
    var unused =
        clock.scheduleAtFixedRate(
            () -> say(meanwhile), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  static Progress show(String what, String meanwhile) {
    return new Progress(what, meanwhile);
  }

  void done(String how) {
    clock.shutdownNow();
    say(how);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void say(String state) {
    System.out.printf("%s %s (%.1f s)%n", what, state, (System.nanoTime() - begin) / 1e9);
    System.out.flush();
  }
}
