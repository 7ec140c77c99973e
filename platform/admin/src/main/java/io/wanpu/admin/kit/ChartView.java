package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Chart;
import io.wanpu.kernel.shared.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A chart as the template shows it.
 *
 * @param kind {@code line} or {@code bar}
 * @param json what the script draws
 * @param axis head of the table's first column
 * @param rows of the table: the point and the written figures
 * @param marks figures beside the lines of the grid, from the top
 * @param ends points below: the first, one in the middle, the last
 * @param drawn a path for each series in a square of 100, so that there is something to see at once
 */
public record ChartView(
    String title,
    String kind,
    String json,
    String axis,
    List<String> names,
    List<Row> rows,
    List<String> marks,
    List<String> ends,
    List<String> drawn) {

  /** A row of the table. */
  public record Row(String point, List<String> figures) {}

  /** The chart in the words of the reader. */
  public static ChartView of(Chart chart, Phrases phrases) {
    var names = chart.series().stream().map(series -> phrases.text(series.name())).toList();
    var rows =
        IntStream.range(0, chart.points().size())
            .mapToObj(
                i ->
                    new Row(
                        chart.points().get(i),
                        chart.series().stream()
                            .map(series -> written(chart.unit(), series.values().get(i), phrases))
                            .toList()))
            .toList();
    var series =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    Map.of(
                        "name",
                        names.get(i),
                        "data",
                        chart.series().get(i).values().stream()
                            .map(value -> figure(chart.unit(), value, phrases))
                            .toList()))
            .toList();
    var kind = chart.kind().name().toLowerCase(Locale.ROOT);
    var least = Math.min(0, limit(chart, LongStream::min));
    var most = round(Math.max(1, limit(chart, LongStream::max)));
    return new ChartView(
        phrases.text(chart.title()),
        kind,
        Json.write(
            Map.of(
                "kind",
                kind,
                "unit",
                chart.unit() == Chart.Unit.MONEY
                    ? phrases.currencySign()
                    : chart.unit() == Chart.Unit.PERCENT ? "%" : "",
                "points",
                chart.points(),
                "series",
                series)),
        phrases.text(chart.axis()),
        names,
        rows,
        List.of(
            written(chart.unit(), most, phrases),
            written(chart.unit(), least + (most - least) / 2, phrases),
            written(chart.unit(), least, phrases)),
        ends(chart.points()),
        IntStream.range(0, chart.series().size())
            .mapToObj(i -> path(chart, i, least, most))
            .toList());
  }

  private static long limit(Chart chart, Function<LongStream, OptionalLong> limit) {
    return limit
        .apply(
            chart.series().stream()
                .flatMapToLong(series -> series.values().stream().mapToLong(Long::longValue)))
        .orElse(0);
  }

  /** The next figure that reads well: 1, 2 or 5 with noughts. */
  static long round(long most) {
    var step = 1L;
    while (step <= most / 10) {
      step *= 10;
    }
    for (var times : new int[] {1, 2, 5}) {
      if (step * times >= most) {
        return step * times;
      }
    }
    return step * 10;
  }

  private static List<String> ends(List<String> points) {
    return points.size() < 3
        ? points
        : List.of(points.getFirst(), points.get(points.size() / 2), points.getLast());
  }

  private static String path(Chart chart, int which, long least, long most) {
    var values = chart.series().get(which).values();
    var path = new StringBuilder();
    var width = 100.0 / Math.max(1, values.size());
    var bar = width * .8 / chart.series().size();
    for (var i = 0; i < values.size(); i++) {
      var y = 100 - 100.0 * (values.get(i) - least) / (most - least);
      if (chart.kind() == Chart.Kind.BAR) {
        path.append(
            String.format(
                Locale.ROOT,
                "M%.2f 100V%.2fh%.2fV100z",
                i * width + width * .1 + which * bar,
                y,
                bar));
      } else {
        var x = values.size() == 1 ? 50 : 100.0 * i / (values.size() - 1);
        path.append(String.format(Locale.ROOT, "%s%.2f %.2f", i == 0 ? "M" : "L", x, y));
      }
    }
    return path.toString();
  }

  private static BigDecimal figure(Chart.Unit unit, long value, Phrases phrases) {
    return switch (unit) {
      case MONEY -> new BigDecimal(phrases.amount(value));
      case COUNT -> BigDecimal.valueOf(value);
      case PERCENT -> BigDecimal.valueOf(value, 2);
    };
  }

  private static String written(Chart.Unit unit, long value, Phrases phrases) {
    return switch (unit) {
      case MONEY -> phrases.money(value);
      case COUNT -> phrases.count(value);
      case PERCENT -> phrases.percent(Math.toIntExact(value));
    };
  }
}
