package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a detail. */
public sealed interface Section {
  /** Names and values. */
  record Facts(Text title, List<Fact> facts) implements Section {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /** A short list, shown whole. */
  record Table(Text title, List<Column> columns, List<ListRow> rows) implements Section {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** What happened, latest first. */
  record Timeline(Text title, List<Moment> moments) implements Section {
    public Timeline {
      moments = List.copyOf(moments);
    }
  }

  /** Large figures side by side. */
  record Figures(List<Fact> figures) implements Section {
    public Figures {
      figures = List.copyOf(figures);
    }
  }

  /** A picture of figures. */
  record Drawn(Chart chart) implements Section {}

  /** A paragraph. */
  record Prose(Text title, Text words) implements Section {}

  /** Buttons with a word about each: what can be done, and why something can't be done now. */
  record Actions(Text title, List<Action> actions) implements Section {
    public Actions {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A part of one's own: the fragment {@code content} of a template.
   *
   * @param title of the card around it; empty for none
   */
  record Own(Optional<Text> title, String template, Map<String, ?> model) implements Section {}
}
