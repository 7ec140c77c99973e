package io.wanpu.runtime.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One call in flight. Its state decides between the watchdog and the call's own end. */
final class Running {
  private static final int WORKING = 0;
  private static final int INTERRUPTING = 1;
  private static final int INTERRUPTED = 2;
  private static final int OVER = 3;

  private final AtomicInteger state = new AtomicInteger(WORKING);
  private final Thread thread;
  private final CallKind kind;
  private final long deadline;
  private final @Nullable Runnable late;
  private volatile boolean stuck;

  Running(CallKind kind, Duration allowed, @Nullable Runnable late) {
    this.thread = Thread.currentThread();
    this.kind = kind;
    this.deadline = System.nanoTime() + allowed.toNanos();
    this.late = late;
  }

  CallKind kind() {
    return kind;
  }

  Thread thread() {
    return thread;
  }

  @Nullable Runnable late() {
    return late;
  }

  boolean isLateBy(long nanos, long now) {
    return now - deadline > nanos;
  }

  /** The watchdog's: interrupts the thread, if the call still runs. */
  boolean interrupt() {
    if (!state.compareAndSet(WORKING, INTERRUPTING)) {
      return false;
    }
    thread.interrupt();
    state.set(INTERRUPTED);
    return true;
  }

  /** The watchdog's: true once, when the call was interrupted and went on. */
  boolean becomesStuck() {
    if (stuck || state.get() != INTERRUPTED) {
      return false;
    }
    stuck = true;
    return true;
  }

  /** The call's own: it is over. Returns whether it was late; then no interrupt is left behind. */
  boolean end() {
    if (state.compareAndSet(WORKING, OVER)) {
      return false;
    }
    while (state.get() == INTERRUPTING) {
      Thread.onSpinWait();
    }
    state.set(OVER);
    Thread.interrupted();
    return true;
  }

  boolean isInterrupted() {
    return state.get() == INTERRUPTED;
  }

  boolean wasStuck() {
    return stuck;
  }

  boolean isOver() {
    return state.get() == OVER;
  }
}
