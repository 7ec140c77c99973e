package io.wanpu.api.kit;

import java.util.List;

/**
 * A row of a list.
 *
 * @param id what a bulk action receives
 * @param cells one for each column of the shape, in its order
 */
public record ListRow(String id, List<Cell> cells) {
  public ListRow {
    cells = List.copyOf(cells);
  }

  public static ListRow of(String id, Cell... cells) {
    return new ListRow(id, List.of(cells));
  }
}
