package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Chart;
import io.wanpu.kernel.shared.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A chart as the template shows it.
 *
 * @param json what the script draws
 * @param axis head of the table's first column
 * @param rows of the table: the point and the written figures
 */
public record ChartView(
    String title, String json, String axis, List<String> names, List<Row> rows) {

  /** A row of the table. */
  public record Row(String point, List<String> figures) {}

  /** The chart in the words of the reader. */
  public static ChartView of(Chart chart, Phrases phrases) {
    var names = chart.series().stream().map(series -> phrases.text(series.name())).toList();
    var rows =
        java.util.stream.IntStream.range(0, chart.points().size())
            .mapToObj(
                i ->
                    new Row(
                        chart.points().get(i),
                        chart.series().stream()
                            .map(series -> written(chart.unit(), series.values().get(i), phrases))
                            .toList()))
            .toList();
    var series =
        java.util.stream.IntStream.range(0, names.size())
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
    return new ChartView(
        phrases.text(chart.title()),
        Json.write(
            Map.of(
                "kind",
                chart.kind().name().toLowerCase(java.util.Locale.ROOT),
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
        rows);
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
