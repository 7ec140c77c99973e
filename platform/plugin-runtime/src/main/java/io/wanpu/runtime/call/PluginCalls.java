package io.wanpu.runtime.call;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.TenantExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into a loaded plugin. Expected refusals ({@link MallException}) pass; anything else
 * that a plugin throws is counted, logged and becomes {@code 503 plugin.failing}.
 */
public final class PluginCalls {
  private static final Logger LOG = LoggerFactory.getLogger(PluginCalls.class);

  /** Calls of one plugin at once on this node. */
  public static final int MAX_IN_FLIGHT = 400;

  static final int TRIP_FAILURES = 20;
  static final int TRIP_STUCK = 2;

  /** One worker does the background work of all plugins: it is not kept waiting often. */
  static final int TRIP_BACKGROUND = 3;

  static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final String plugin;
  private final TenantExecutor threads;
  private final Consumer<Trip> onTrip;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger stuck = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder backgroundTimeouts = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile @Nullable String lastFailure;
  private volatile @Nullable Trip trip;
  private volatile double haste = 1;
  private long windowStart = System.nanoTime();
  private long windowCalls;
  private long windowFailures;
  private long windowBackground;

  PluginCalls(String plugin, TenantExecutor threads, Consumer<Trip> onTrip) {
    this.plugin = plugin;
    this.threads = threads;
    this.onTrip = onTrip;
  }

  /** Makes all deadlines shorter by that factor, so that tests need not wait for them. */
  public void hasten(double factor) {
    haste = factor;
  }

  private Duration deadline(CallKind kind) {
    return haste == 1
        ? kind.deadline()
        : Duration.ofNanos((long) (kind.deadline().toNanos() / haste));
  }

  /** Calls it; every failure becomes a {@link MallException}. */
  public <T> T call(CallKind kind, Callable<T> work) {
    return call(kind, null, work);
  }

  /** Calls it; {@code late} runs on another thread when the deadline passes. */
  public <T> T call(CallKind kind, @Nullable Runnable late, Callable<T> work) {
    try {
      return attempt(kind, late, work);
    } catch (MallException expected) {
      throw expected;
    } catch (Exception e) {
      throw new MallException(ErrorKind.UNAVAILABLE, "plugin.failing", List.of(), List.of(), e);
    }
  }

  /** Calls it and lets its own exception through, for those who note it. */
  public <T> T attempt(CallKind kind, Callable<T> work) throws Exception {
    return attempt(kind, null, work);
  }

  private <T> T attempt(CallKind kind, @Nullable Runnable late, Callable<T> work) throws Exception {
    // its last call reaches it all the same, so that it can end its threads
    if (trip != null && kind != CallKind.LIFECYCLE) {
      throw new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
    }
    if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
      inFlight.decrementAndGet();
      refused.increment();
      throw new MallException(ErrorKind.UNAVAILABLE, "plugin.busy");
    }
    if (!kind.background()) {
      return here(kind, late, work);
    }
    var started = threads.submit(() -> here(kind, late, work));
    try {
      return started.get(
          deadline(kind).plus(GRACE).plusMillis(500).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // the thread is given up; it counts as stuck until it ends
      throw new MallException(ErrorKind.UNAVAILABLE, "plugin.timeout");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (InterruptedException e) {
      started.cancel(true);
      Thread.currentThread().interrupt();
      throw new MallException(ErrorKind.UNAVAILABLE, "server.busy");
    }
  }

  private <T> T here(CallKind kind, @Nullable Runnable late, Callable<T> work) throws Exception {
    var call = new Running(kind, deadline(kind), late);
    running.add(call);
    calls.increment();
    try {
      var result = work.call();
      end(call);
      return result;
    } catch (MallException expected) {
      if (end(call)) {
        throw new MallException(
            ErrorKind.UNAVAILABLE, "plugin.timeout", List.of(), List.of(), expected);
      }
      throw expected;
    } catch (Throwable failure) {
      if (end(call)) {
        throw new MallException(
            ErrorKind.UNAVAILABLE, "plugin.timeout", List.of(), List.of(), failure);
      }
      if (!Blame.isMalls(failure)) {
        failed(kind, failure);
      }
      throw failure instanceof Exception exception ? exception : new PluginError(failure);
    }
  }

  /** An error that a plugin threw, e.g. because it links to something that is missing. */
  private static final class PluginError extends Exception {
    private static final long serialVersionUID = 1L;

    PluginError(Throwable cause) {
      super(cause.toString(), cause);
    }
  }

  private boolean end(Running call) {
    var wasLate = call.end();
    running.remove(call);
    inFlight.decrementAndGet();
    if (wasLate) {
      LOG.warn("plugin {}: a {} call ended after its deadline", plugin, call.kind());
      if (call.wasStuck()) {
        stuck.decrementAndGet();
      }
    }
    return wasLate;
  }

  private void failed(CallKind kind, Throwable failure) {
    failures.increment();
    var words = failure.toString();
    if (words.equals(lastFailure)) {
      LOG.warn("plugin {} failed again in a {} call: {}", plugin, kind, words);
    } else {
      LOG.warn("plugin {} failed in a {} call", plugin, kind, failure);
    }
    lastFailure = words;
  }

  /** The watchdog's look at the calls in flight. */
  void look(long now, Consumer<Runnable> answering) {
    for (var call : running) {
      if (call.isLateBy(0, now) && call.interrupt()) {
        timeouts.increment();
        if (call.kind().background()) {
          backgroundTimeouts.increment();
        }
        lastFailure = "a " + call.kind() + " call ran into its deadline";
        LOG.warn(
            "plugin {}: a {} call ran into its deadline of {} and was interrupted",
            plugin,
            call.kind(),
            deadline(call.kind()));
        var late = call.late();
        if (late != null) {
          answering.accept(late);
        }
      } else if (call.isLateBy(GRACE.toNanos(), now) && call.isInterrupted()) {
        lookAtStuck(call);
      }
    }
  }

  private void lookAtStuck(Running call) {
    var stack = call.thread().getStackTrace();
    // a call that waits for the database or another service of the mall is not to blame
    if (call.isOver() || Blame.isMalls(stack) || !call.becomesStuck()) {
      return;
    }
    LOG.error(
        "plugin {}: a {} call ignores its interrupt and keeps thread {}\n{}",
        plugin,
        call.kind(),
        call.thread().getName(),
        Blame.print(stack));
    if (stuck.incrementAndGet() >= TRIP_STUCK) {
      trip(stuck.get() + " calls hang and ignore their interrupt");
    }
  }

  /** The watchdog's, every second: whether the failures of the last minute are too many. */
  boolean failsTooOften(long now) {
    var total = calls.sum();
    var failed = failures.sum() + timeouts.sum();
    var recent = failed - windowFailures;
    var tooOften =
        recent >= TRIP_FAILURES && recent * 2 >= total - windowCalls
            || backgroundTimeouts.sum() - windowBackground >= TRIP_BACKGROUND;
    if (tooOften || now - windowStart > WINDOW.toNanos()) {
      windowStart = now;
      windowCalls = total;
      windowFailures = failed;
      windowBackground = backgroundTimeouts.sum();
    }
    return tooOften;
  }

  void trip(String reason) {
    if (trip == null) {
      var tripped = new Trip(reason);
      trip = tripped;
      LOG.error("plugin {} is switched off on this node: {}", plugin, reason);
      onTrip.accept(tripped);
    }
  }

  /** Whether it was switched off. */
  public Optional<Trip> tripped() {
    return Optional.ofNullable(trip);
  }

  public Health health() {
    return new Health(
        calls.sum(),
        failures.sum(),
        timeouts.sum(),
        refused.sum(),
        inFlight.get(),
        stuck.get(),
        Optional.ofNullable(lastFailure),
        tripped());
  }

  /** Waits until nothing is in flight. @return false when something still is after that time */
  public boolean drain(Duration atMost) throws InterruptedException {
    var until = System.nanoTime() + atMost.toNanos();
    while (inFlight.get() > 0) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
