package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.List;

/**
 * Figures that people would rather look at than read. Shown as a picture with a table of the same
 * figures; both can be downloaded.
 *
 * @param axis what the points are, e.g. days
 * @param points names of the points, in their order
 */
public record Chart(
    Text title, Kind kind, Unit unit, Text axis, List<String> points, List<Series> series) {
  public Chart {
    points = List.copyOf(points);
    series = List.copyOf(series);
  }

  /** How it is drawn. */
  public enum Kind {
    LINE,
    BAR
  }

  /** What the figures are. */
  public enum Unit {
    /** Minor units. */
    MONEY,
    COUNT,
    /** Basis points. */
    PERCENT
  }

  /** Figures of one colour, one for each point. */
  public record Series(Text name, List<Long> values) {
    public Series {
      values = List.copyOf(values);
    }
  }
}
