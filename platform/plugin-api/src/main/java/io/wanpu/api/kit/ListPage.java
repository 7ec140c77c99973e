package io.wanpu.api.kit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list with the rows of one page.
 *
 * @param next cursor of the next page, empty on the last
 * @param counts how many are in a view, by its name, where that is known cheaply
 */
public record ListPage(
    ListShape shape,
    ListQuery query,
    List<ListRow> rows,
    Optional<String> next,
    Map<String, Long> counts) {
  public ListPage {
    rows = List.copyOf(rows);
    counts = Map.copyOf(counts);
  }

  /** An empty page, to be filled. */
  public static ListPage of(ListShape shape, ListQuery query) {
    return new ListPage(shape, query, List.of(), Optional.empty(), Map.of());
  }

  public ListPage rows(List<ListRow> shown) {
    return new ListPage(shape, query, shown, next, counts);
  }

  public ListPage next(Optional<String> cursor) {
    return new ListPage(shape, query, rows, cursor, counts);
  }

  public ListPage counts(Map<String, Long> views) {
    return new ListPage(shape, query, rows, next, views);
  }
}
