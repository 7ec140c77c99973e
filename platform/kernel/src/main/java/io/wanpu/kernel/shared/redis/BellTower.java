package io.wanpu.kernel.shared.redis;

import io.wanpu.api.id.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.redisson.RedissonShutdownException;
import org.redisson.api.RTopic;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes listeners on every node through one Redis topic, and those of this node directly. A bell
 * may be lost: what it says must also be found without it. Each node listens to a pulse of its own
 * that goes the same way, so it knows since when it has missed nothing.
 */
public final class BellTower {
  private static final Logger LOG = LoggerFactory.getLogger(BellTower.class);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PULSE = Duration.ofSeconds(2);
  private static final String PULSE_NAME = "pulse";

  /** {@link #hearingSince} of a node that may be missing bells. */
  public static final long DEAF = Long.MAX_VALUE;

  private final String self = UUID.randomUUID().toString();
  private final RTopic topic;
  private final Map<String, List<BiConsumer<Optional<TenantId>, String>>> listeners =
      new ConcurrentHashMap<>();

  private volatile long hearingSince = DEAF;
  private volatile long lastHeard;
  private long nextPulse;
  private long expectedPulse;

  public BellTower(Redis redis) {
    this.topic = redis.client().getTopic("wanpu:bells", StringCodec.INSTANCE);
    // does not wait: Redis may be away or slow at start, and the first connection throws then
    Thread.ofVirtual().name("bells").start(this::subscribe);
  }

  private void subscribe() {
    while (true) {
      try {
        topic.addListener(new Subscription());
        topic.addListener(String.class, (channel, message) -> heard(message));
        break; // from now on the client subscribes again by itself
      } catch (RedissonShutdownException closed) {
        return;
      } catch (RuntimeException away) {
        LOG.info("no bells from other nodes yet: {}", away.toString());
      }
      if (!slept(RETRY)) {
        return;
      }
    }
    do {
      if (!pulse()) {
        return;
      }
    } while (slept(PULSE));
  }

  private static boolean slept(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A new subscription begins: what was rung while there was none is lost. */
  private final class Subscription implements StatusListener {
    @Override
    public void onSubscribe(String channel) {
      hearingSince = System.nanoTime();
    }

    @Override
    public void onUnsubscribe(String channel) {
      hearingSince = DEAF;
    }
  }

  /**
   * Since when every bell of other nodes has been heard, as {@link System#nanoTime} counts; {@link
   * #DEAF} while bells may be lost.
   */
  public long hearingSince() {
    return System.nanoTime() - lastHeard > 3 * PULSE.toNanos() ? DEAF : hearingSince;
  }

  /**
   * @return whether there will be another one
   */
  private boolean pulse() {
    try {
      topic.publishAsync(self + "|" + PULSE_NAME + "||" + nextPulse++);
      return true;
    } catch (RedissonShutdownException closed) {
      return false;
    } catch (RuntimeException away) {
      return true;
    }
  }

  private void heardPulse(long number) {
    var now = System.nanoTime();
    if (number != expectedPulse || now - lastHeard > 3 * PULSE.toNanos()) {
      hearingSince = now;
    }
    expectedPulse = number + 1;
    lastHeard = now;
  }

  /** Rings; never fails, never waits. */
  public void ring(String name, Optional<TenantId> tenant, String text) {
    dispatch(name, tenant, text);
    try {
      topic.publishAsync(
          self + "|" + name + "|" + tenant.map(TenantId::toString).orElse("") + "|" + text);
    } catch (RuntimeException e) {
      LOG.debug("bell {} not rung elsewhere: {}", name, e.toString());
    }
  }

  /** Listens until the returned handle is closed. The listener must return at once. */
  public AutoCloseable listen(String name, BiConsumer<Optional<TenantId>, String> listener) {
    var all = listeners.computeIfAbsent(name, k -> new CopyOnWriteArrayList<>());
    all.add(listener);
    return () -> all.remove(listener);
  }

  private void heard(String message) {
    var parts = message.split("\\|", 4);
    if (parts.length == 4 && parts[1].equals(PULSE_NAME)) {
      if (parts[0].equals(self)) {
        heardPulse(Long.parseLong(parts[3]));
      }
    } else if (parts.length == 4 && !parts[0].equals(self)) {
      dispatch(
          parts[1],
          parts[2].isEmpty() ? Optional.empty() : Optional.of(TenantId.of(parts[2])),
          parts[3]);
    }
  }

  private void dispatch(String name, Optional<TenantId> tenant, String text) {
    for (var listener : listeners.getOrDefault(name, List.of())) {
      try {
        listener.accept(tenant, text);
      } catch (RuntimeException e) {
        LOG.warn("a listener of bell {} failed", name, e);
      }
    }
  }
}
