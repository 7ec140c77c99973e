package io.wanpu.kernel.content;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the shoppers of a shop see. As long as nothing is published it is the same object, so that
 * what is made from it can be kept.
 *
 * @param key names exactly these versions
 * @param pages by name
 */
public record LivePages(List<String> key, SortedMap<String, PageContent> pages) {
  public LivePages {
    key = List.copyOf(key);
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
  }
}
