package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Section;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with details. */
public final class Details {
  private Details() {}

  /** The detail for the reader of this visit. */
  public static View show(DetailPage page) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    var cells = new Cells(phrases);
    return View.of("kit/detail")
        .with("title", phrases.text(page.title()))
        .with("back", page.back().map(DetailPage.Back::path).orElse(null))
        .with("backLabel", page.back().map(back -> phrases.text(back.label())).orElse(null))
        .with("state", page.state().map(cells::html).orElse(null))
        .with("sub", page.sub().map(phrases::text).orElse(null))
        .with("problem", page.problem().map(phrases::text).orElse(null))
        .with("actions", actions(page.actions(), visit))
        .with("story", parts(page.story(), visit, "story"))
        .with("facts", parts(page.facts(), visit, "facts"));
  }

  private static List<ActionView> actions(List<io.wanpu.api.kit.Action> actions, Visit visit) {
    return actions.stream()
        .filter(action -> visit.may(action.permission()))
        .map(action -> ActionView.of(action, visit.phrases()))
        .toList();
  }

  /**
   * A section as the template shows it.
   *
   * @param kind which fragment shows it
   */
  public record Part(String kind, @Nullable String title, Map<String, @Nullable Object> values) {}

  /** A fact as the template shows it. @param html of its value */
  public record FactView(String label, String html) {}

  /** A moment as the template shows it. */
  public record MomentView(String what, String who, Instant at, @Nullable String note) {}

  /** The sections of one side. */
  public static List<Part> parts(List<Section> sections, Visit visit, String side) {
    var phrases = visit.phrases();
    return sections.stream().map(section -> part(section, visit, phrases)).toList();
  }

  private static Part part(Section section, Visit visit, Phrases phrases) {
    var cells = new Cells(phrases);
    var values = new LinkedHashMap<String, @Nullable Object>();
    return switch (section) {
      case Section.Facts facts -> {
        values.put(
            "facts",
            facts.facts().stream()
                .map(f -> new FactView(phrases.text(f.label()), cells.html(f.value())))
                .toList());
        yield new Part("facts", phrases.text(facts.title()), values);
      }
      case Section.Figures figures -> {
        values.put(
            "figures",
            figures.figures().stream()
                .map(f -> new FactView(phrases.text(f.label()), cells.html(f.value())))
                .toList());
        yield new Part("figures", null, values);
      }
      case Section.Table table -> {
        values.put(
            "heads",
            table.columns().stream()
                .map(
                    c ->
                        new ListView.Head(
                            phrases.text(c.label()),
                            c.align() == io.wanpu.api.kit.Column.Align.END ? "num" : "",
                            null,
                            null))
                .toList());
        var places = java.util.stream.IntStream.range(0, table.columns().size()).boxed().toList();
        values.put("rows", cells.rows(table.rows(), table.columns(), places, false));
        values.put("none", table.rows().isEmpty());
        yield new Part("table", phrases.text(table.title()), values);
      }
      case Section.Timeline timeline -> {
        values.put(
            "moments",
            timeline.moments().stream()
                .map(
                    m ->
                        new MomentView(
                            phrases.text(m.what()),
                            phrases.text(m.who()),
                            m.at(),
                            m.note().orElse(null)))
                .toList());
        yield new Part("timeline", phrases.text(timeline.title()), values);
      }
      case Section.Drawn drawn -> {
        values.put("chart", ChartView.of(drawn.chart(), phrases));
        yield new Part("chart", phrases.text(drawn.chart().title()), values);
      }
      case Section.Prose prose -> {
        values.put("words", phrases.text(prose.words()));
        yield new Part("prose", phrases.text(prose.title()), values);
      }
      case Section.Actions actions -> {
        values.put("actions", actions(actions.actions(), visit));
        yield new Part("actions", phrases.text(actions.title()), values);
      }
      case Section.Own own -> {
        values.putAll(own.model());
        values.put("template", own.template());
        yield new Part("own", own.title().map(phrases::text).orElse(null), values);
      }
    };
  }
}
