package io.wanpu.runtime.call;

import io.wanpu.kernel.shared.TenantExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread a node that watches over all calls into plugins: at the deadline it interrupts them,
 * at too many failures it switches the plugin off.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long TICK_MILLIS = 25;
  private static final int TICKS_PER_JUDGEMENT = 40;

  private final List<PluginCalls> watched = new CopyOnWriteArrayList<>();
  private final TenantExecutor threads = new TenantExecutor("plugin-call");
  private final BooleanSupplier mallIsWell;
  private final AtomicBoolean judging = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * @param mallIsWell whether the database answers: failures while it does not are not the plugins'
   */
  public Watchdog(BooleanSupplier mallIsWell) {
    this.mallIsWell = mallIsWell;
    this.thread = Thread.ofPlatform().daemon().name("plugin-watchdog").unstarted(this::watch);
    thread.start();
  }

  /**
   * The way into a plugin, watched from now on.
   *
   * @param onTrip told when the plugin is switched off; must return at once
   */
  public PluginCalls watch(String plugin, Consumer<Trip> onTrip) {
    var calls = new PluginCalls(plugin, threads, onTrip);
    watched.add(calls);
    return calls;
  }

  /** No longer watches an unloaded plugin. */
  public void forget(PluginCalls calls) {
    watched.remove(calls);
  }

  private void watch() {
    for (var tick = 1; !stopped; tick++) {
      try {
        Thread.sleep(TICK_MILLIS);
        var now = System.nanoTime();
        for (var calls : watched) {
          calls.look(now, late -> Thread.ofPlatform().daemon().name("plugin-late").start(late));
        }
        if (tick % TICKS_PER_JUDGEMENT == 0) {
          judge();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("the watchdog stumbled", e);
      }
    }
  }

  private void judge() {
    for (var calls : watched) {
      if (calls.tripped().isEmpty()
          && calls.failsTooOften(System.nanoTime())
          && judging.compareAndSet(false, true)) {
        // asking the database may take a while, and deadlines must be kept meanwhile
        Thread.ofPlatform().daemon().name("plugin-judge").start(() -> sentence(calls));
      }
    }
  }

  private void sentence(PluginCalls calls) {
    try {
      if (mallIsWell.getAsBoolean()) {
        calls.trip(
            "too many of its recent calls failed or ran into their deadline; the last: "
                + calls.health().lastFailure().orElse("?"));
      }
    } finally {
      judging.set(false);
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    threads.close();
  }
}
