package io.wanpu.seckill;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers for a moment, so that a crowd asks the database once: while one thread fetches
 * an answer anew, the others get the last one.
 *
 * @param <K> the question; it carries the shop
 * @param <V> the answer
 */
public final class Fresh<K, V> {
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final long millis;
  private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();

  /**
   * @param millis how long an answer is good for
   */
  public Fresh(InstantSource clock, long millis) {
    this.clock = clock;
    this.millis = millis;
  }

  private record Answer<V>(V value, long at) {}

  private static final class Slot<V> {
    final ReentrantLock fetching = new ReentrantLock();
    volatile @Nullable Answer<V> answer;
  }

  /** The answer, at most a moment old. */
  public V get(K question, Function<K, V> fetch) {
    var slot = slots.get(question);
    if (slot == null) {
      if (slots.size() >= MOST) {
        slots.clear();
      }
      slot = slots.computeIfAbsent(question, k -> new Slot<>());
    }
    var known = slot.answer;
    if (known != null && isGood(known)) {
      return known.value();
    }
    if (known == null) {
      slot.fetching.lock();
    } else if (!slot.fetching.tryLock()) {
      return known.value();
    }
    try {
      known = slot.answer;
      if (known == null || !isGood(known)) {
        known = new Answer<>(fetch.apply(question), clock.millis());
        slot.answer = known;
      }
      return known.value();
    } finally {
      slot.fetching.unlock();
    }
  }

  /** Forgets all answers. */
  public void clear() {
    slots.clear();
  }

  private boolean isGood(Answer<V> known) {
    return Math.abs(clock.millis() - known.at()) < millis;
  }
}
