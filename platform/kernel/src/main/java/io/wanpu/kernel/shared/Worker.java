package io.wanpu.kernel.shared;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background thread that works when it is woken, and looks by itself now and then. A failure is
 * logged and the work goes on.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final String name;
  private final Duration rest;
  private final BooleanSupplier work;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable Thread thread;

  /**
   * @param rest longest time between two looks
   * @param work one portion; true when there may be more at once
   */
  public Worker(String name, Duration rest, BooleanSupplier work) {
    this.name = name;
    this.rest = rest;
    this.work = work;
  }

  /** Starts the thread. */
  public synchronized void start() {
    if (thread == null && !stopped) {
      thread = Thread.ofPlatform().daemon().name("wanpu-" + name).start(this::run);
    }
  }

  /** Makes it look at once. */
  public void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        if (!work.getAsBoolean() && bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (stopped) {
          return;
        }
        LOG.warn("{} failed, goes on in {}", name, rest, e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(rest);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  @Override
  public void close() {
    stopped = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
