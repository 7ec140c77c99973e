package io.wanpu.kernel.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list that is paged by key.
 *
 * @param next where the next page starts, empty on the last one; opaque to clients
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page from one row more than it shows: the surplus row tells that there is a next page.
   *
   * @param cursor key of the last row shown
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    var shown = rows.subList(0, limit);
    return new Page<>(shown, Optional.of(cursor.apply(shown.getLast())));
  }

  /** The same page of something made from its items. */
  public <R> Page<R> map(Function<T, R> each) {
    return new Page<>(items.stream().map(each).toList(), next);
  }
}
