package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list looks like, without its rows.
 *
 * @param search what can be searched for; empty when there is no search
 * @param views saved views as tabs, the first is shown at first
 * @param bulk what can be done to ticked rows
 * @param buttons at the top
 * @param exports whether it can be saved as a spreadsheet
 */
public record ListShape(
    Text title,
    Optional<Text> sub,
    Optional<Text> search,
    List<View> views,
    List<Filter> filters,
    List<Column> columns,
    List<Action> bulk,
    List<Action> buttons,
    Empty empty,
    boolean exports) {
  public ListShape {
    views = List.copyOf(views);
    filters = List.copyOf(filters);
    columns = List.copyOf(columns);
    bulk = List.copyOf(bulk);
    buttons = List.copyOf(buttons);
  }

  /** A saved view. */
  public record View(String name, Text label) {}

  /**
   * Says what to do next while there is nothing at all.
   *
   * @param ways lead on; the buttons of the list do where there are none
   */
  public record Empty(String icon, Text title, Text text, List<Action> ways) {
    public Empty {
      ways = List.copyOf(ways);
    }
  }

  /** Begins one. */
  public static Builder titled(Text title) {
    return new Builder(title);
  }

  /** Collects the parts. */
  public static final class Builder {
    private final Text title;
    private @Nullable Text sub;
    private @Nullable Text search;
    private final List<View> views = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Action> bulk = new ArrayList<>();
    private final List<Action> buttons = new ArrayList<>();
    private Empty empty =
        new Empty("list", Text.of("kit.empty"), Text.of("kit.empty.text"), List.of());
    private boolean exports;

    private Builder(Text title) {
      this.title = title;
    }

    public Builder sub(Text text) {
      this.sub = text;
      return this;
    }

    public Builder search(Text placeholder) {
      this.search = placeholder;
      return this;
    }

    public Builder view(String name, Text label) {
      views.add(new View(name, label));
      return this;
    }

    public Builder filter(Filter filter) {
      filters.add(filter);
      return this;
    }

    public Builder column(Column column) {
      columns.add(column);
      return this;
    }

    public Builder bulk(Action action) {
      bulk.add(action);
      return this;
    }

    public Builder button(Action action) {
      buttons.add(action);
      return this;
    }

    /** What stands there while there is nothing. @param ways lead on, in place of the buttons */
    public Builder empty(String icon, Text heading, Text next, Action... ways) {
      this.empty = new Empty(icon, heading, next, List.of(ways));
      return this;
    }

    /** Can be saved as a spreadsheet. */
    public Builder exports() {
      this.exports = true;
      return this;
    }

    public ListShape build() {
      return new ListShape(
          title,
          Optional.ofNullable(sub),
          Optional.ofNullable(search),
          views,
          filters,
          columns,
          bulk,
          buttons,
          empty,
          exports);
    }
  }
}
