package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Pictures;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Tone;
import java.util.List;

/** Writes cells as HTML for one reader. */
public final class Cells {
  private static final int LONG = 14;

  /** Characters of the HTML of a cell, roughly. */
  private static final int ONE_CELL = 160;

  private final Phrases phrases;

  public Cells(Phrases phrases) {
    this.phrases = phrases;
  }

  /** Colour of a tone. */
  public static String color(Tone tone) {
    return switch (tone) {
      case QUIET -> "secondary";
      case INFO -> "blue";
      case WAITING -> "yellow";
      case URGENT -> "red";
      case GOOD -> "green";
      case DRAFT -> "azure";
    };
  }

  /** One value. */
  public String html(Cell cell) {
    var out = new Markup(ONE_CELL);
    write(cell, out);
    return out.toString();
  }

  /**
   * The rows of a table.
   *
   * @param places of the columns that are shown, in the cells of a row
   * @param tick name for the box of a row, or empty for none; {@code {0}} is what the row is about
   */
  String rows(List<ListRow> rows, List<Column> columns, List<Integer> places, boolean tick) {
    var labels = columns.stream().map(column -> phrases.text(column.label())).toList();
    var out = new Markup(rows.size() * columns.size() * ONE_CELL);
    for (var row : rows) {
      out.raw("<tr>");
      if (tick) {
        out.raw(
                "<td class=\"tick\"><input class=\"form-check-input\" type=\"checkbox\" name=\"id\" value=\"")
            .text(row.id())
            .raw("\" aria-label=\"")
            .text(phrases.words("kit.tick", name(row)))
            .raw("\"></td>");
      }
      for (var i = 0; i < columns.size(); i++) {
        var column = columns.get(i);
        var cell = row.cells().get(places.get(i));
        out.raw("<td");
        if (column.align() == Column.Align.END
            || column.desktop()
            || cell instanceof Cell.Time
            || isLong(cell)) {
          out.raw(" class=\"")
              .raw(column.align() == Column.Align.END ? "num" : "")
              .raw(column.desktop() ? " hide-phone" : "")
              .raw(cell instanceof Cell.Time ? " text-nowrap" : "")
              .raw(isLong(cell) ? " long" : "")
              .raw("\"");
        }
        if (!(cell instanceof Cell.Item)) {
          out.raw(" data-label=\"").text(labels.get(i)).raw("\"");
        }
        out.raw(">");
        write(cell, out);
        out.raw("</td>");
      }
      out.raw("</tr>");
    }
    return out.toString();
  }

  /** Whether half the width of a phone is too little for it. */
  private static boolean isLong(Cell cell) {
    return cell instanceof Cell.Words words
        && words.value().codePoints().map(c -> c > 0x2E7F ? 2 : 1).sum() > LONG;
  }

  private static String name(ListRow row) {
    return row.cells().stream()
        .flatMap(
            cell ->
                switch (cell) {
                  case Cell.Item item -> java.util.stream.Stream.of(item.title());
                  case Cell.Words words -> java.util.stream.Stream.of(words.value());
                  default -> java.util.stream.Stream.empty();
                })
        .findFirst()
        .orElse(row.id());
  }

  private void write(Cell cell, Markup out) {
    switch (cell) {
      case Cell.Words words -> out.text(words.value());
      case Cell.Said said -> out.text(phrases.text(said.text()));
      case Cell.Money money -> out.text(phrases.money(money.minor()));
      case Cell.MoneyRange range ->
          out.text(
              range.from() == range.to()
                  ? phrases.money(range.from())
                  : phrases.money(range.from()) + " – " + phrases.money(range.to()));
      case Cell.Count count -> {
        if (count.few()) {
          out.raw("<span class=\"text-danger\">").text(phrases.count(count.value())).raw("</span>");
        } else {
          out.text(phrases.count(count.value()));
        }
      }
      case Cell.Change change -> {
        if (change.by() == 0) {
          out.raw("<span class=\"text-secondary\">0</span>");
        } else {
          out.text((change.by() > 0 ? "+" : "−") + phrases.count(Math.abs(change.by())));
        }
      }
      case Cell.Percent percent -> out.text(phrases.percent(percent.basisPoints()));
      case Cell.Time time ->
          out.raw("<time datetime=\"")
              .text(time.at().toString())
              .raw("\" title=\"")
              .text(phrases.exactly(time.at()))
              .raw("\">")
              .text(phrases.ago(time.at()))
              .raw("</time>");
      case Cell.Badge badge ->
          out.raw("<span class=\"badge bg-")
              .raw(color(badge.tone()))
              .raw("-lt\">")
              .text(phrases.text(badge.label()))
              .raw("</span>");
      case Cell.Code code ->
          code.href()
              .ifPresentOrElse(
                  href ->
                      out.raw("<a class=\"code text-reset\" href=\"")
                          .text(href)
                          .raw("\">")
                          .text(code.value())
                          .raw("</a>"),
                  () -> out.raw("<span class=\"code\">").text(code.value()).raw("</span>"));
      case Cell.Link link ->
          out.raw("<a href=\"")
              .text(link.href())
              .raw("\">")
              .text(phrases.text(link.label()))
              .raw("</a>");
      case Cell.Item item -> item(item, out);
      case Cell.Nothing nothing -> out.raw("<span class=\"text-secondary\">–</span>");
    }
  }

  private void item(Cell.Item item, Markup out) {
    out.raw("<div class=\"with-thumb\">");
    if (item.picture().isPresent()) {
      out.raw("<img class=\"thumb\" src=\"")
          .text(Pictures.at(item.picture().get()))
          .raw("\" alt=\"\" width=\"44\" height=\"44\" loading=\"lazy\">");
    } else if (item.pictured()) {
      out.raw("<span class=\"thumb\"><i class=\"ti ti-photo\" aria-hidden=\"true\"></i></span>");
    }
    out.raw("<div><a class=\"row-link clip\" href=\"")
        .text(item.href())
        .raw("\">")
        .text(item.title())
        .raw("</a>");
    item.note()
        .ifPresent(
            note ->
                out.raw("<div class=\"text-secondary small\">")
                    .text(phrases.text(note))
                    .raw("</div>"));
    out.raw("</div></div>");
  }
}
