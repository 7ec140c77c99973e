package io.wanpu.kernel.shared.data;

import io.wanpu.kernel.shared.TenantBatcher;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads by key: what callers of a shop ask for while a query is under way is asked for by the next
 * one, together. Whoever asks sees everything that was committed before. For the kernel's own
 * calls: a thread that is interrupted in the middle of a query, as plugins' threads are, fails all
 * who share it.
 *
 * @param <K> a key
 * @param <V> what it stands for
 */
public final class MergedReads<K, V> {
  private static final int MOST_CALLERS = 64;

  private final TenantBatcher<Collection<K>, Map<K, V>> batcher;

  /**
   * @param query finds those that exist, of the calling shop
   */
  public MergedReads(Function<Set<K>, Map<K, V>> query) {
    this.batcher = new TenantBatcher<>(MOST_CALLERS, callers -> answers(query, callers));
  }

  private static <K, V> List<Map<K, V>> answers(
      Function<Set<K>, Map<K, V>> query, List<Collection<K>> callers) {
    var keys = new LinkedHashSet<K>();
    callers.forEach(keys::addAll);
    var found = query.apply(keys);
    return callers.stream().map(each -> chosen(each, found)).toList();
  }

  private static <K, V> Map<K, V> chosen(Collection<K> keys, Map<K, V> found) {
    var chosen = new HashMap<K, V>();
    for (var key : keys) {
      var value = found.get(key);
      if (value != null) {
        chosen.put(key, value);
      }
    }
    return chosen;
  }

  /**
   * Those that exist.
   *
   * @param keys few: hundreds at most
   */
  public Map<K, V> of(Collection<K> keys) {
    return keys.isEmpty() ? Map.of() : batcher.ask(keys);
  }
}
