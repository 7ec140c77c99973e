package io.wanpu.admin.operator;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Section;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.operator.Console;
import io.wanpu.runtime.Installed;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.call.Health;
import io.wanpu.runtime.store.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the features fare: errors, deadlines that were hit, deliveries that wait, timers that are
 * late, for each plugin and for the mall itself.
 */
@Path("/operator/health")
@ApplicationScoped
public class HealthPages {
  private static final Duration LATE = Duration.ofSeconds(60);
  private static final String KERNEL = "kernel";

  @Inject Mall mall;

  @GET
  @ForOperator
  public View show() {
    var plugins = mall.plugins().lifecycle().list();
    var backlogs = mall.console().backlogs();
    var page =
        DetailPage.titled(Text.of("menu.operator.health"))
            .story(calls(plugins))
            .story(work(plugins, backlogs));
    page.facts(failures(plugins));
    return Details.show(page.build());
  }

  private static Text name(Installed plugin) {
    return Text.verbatim(
        plugin
            .manifest()
            .map(manifest -> manifest.name().in(Visit.current().phrases().language().locale()))
            .orElse(plugin.wished().id()));
  }

  private static Section calls(List<Installed> plugins) {
    return new Section.Table(
        Text.of("health.calls"),
        List.of(
            Column.of("plugin", Text.of("health.feature")),
            Column.of("state", Text.of("operator.column.state")),
            Column.amount("calls", Text.of("health.column.calls")),
            Column.amount("failures", Text.of("health.column.failures")),
            Column.amount("timeouts", Text.of("health.column.timeouts")),
            Column.amount("refused", Text.of("health.column.refused")),
            Column.amount("stuck", Text.of("health.column.stuck"))),
        plugins.stream()
            .map(
                plugin -> {
                  var health = plugin.health();
                  return ListRow.of(
                      plugin.wished().id(),
                      new Cell.Link(name(plugin), "/operator"),
                      state(plugin),
                      count(health.map(Health::calls), false),
                      count(health.map(Health::failures), true),
                      count(health.map(Health::timeouts), true),
                      count(health.map(Health::refused), true),
                      count(health.map(each -> (long) each.stuck()), true));
                })
            .toList());
  }

  private static Cell count(Optional<Long> value, boolean bad) {
    return value
        .<Cell>map(number -> new Cell.Count(number, bad && number > 0))
        .orElseGet(Cell.Nothing::new);
  }

  private static Cell state(Installed plugin) {
    var tripped = plugin.nodes().stream().filter(n -> n.state() == Seen.State.TRIPPED).count();
    var failed = plugin.nodes().stream().filter(n -> n.state() == Seen.State.FAILED).count();
    if (tripped > 0) {
      return new Cell.Badge(Text.of("health.tripped"), Tone.URGENT);
    }
    if (failed > 0) {
      return new Cell.Badge(Text.of("health.failed"), Tone.URGENT);
    }
    var troubled = plugin.health().map(h -> h.failures() + h.timeouts() > 0).orElse(false);
    return plugin.health().isEmpty()
        ? new Cell.Badge(Text.of("health.off"), Tone.QUIET)
        : troubled
            ? new Cell.Badge(Text.of("health.troubled"), Tone.WAITING)
            : new Cell.Badge(Text.of("health.well"), Tone.GOOD);
  }

  private static Section work(List<Installed> plugins, Map<String, Console.Backlog> backlogs) {
    var rows = new ArrayList<ListRow>();
    rows.add(row(KERNEL, Text.of("health.kernel"), backlogs));
    plugins.forEach(plugin -> rows.add(row(plugin.wished().id(), name(plugin), backlogs)));
    return new Section.Table(
        Text.of("health.work"),
        List.of(
            Column.of("plugin", Text.of("health.feature")),
            Column.amount("waiting", Text.of("health.column.waiting")),
            Column.amount("lag", Text.of("operator.queue.lag")),
            Column.amount("dead", Text.of("health.column.dead")),
            Column.amount("late", Text.of("health.column.late")),
            Column.amount("failing", Text.of("health.column.failing"))),
        rows);
  }

  private static ListRow row(String id, Text name, Map<String, Console.Backlog> backlogs) {
    var backlog = backlogs.getOrDefault(id, Console.Backlog.NONE);
    var lag = Visit.current().phrases().words("operator.seconds", backlog.oldest().toSeconds());
    return ListRow.of(
        id,
        new Cell.Said(name),
        new Cell.Count(backlog.waiting()),
        backlog.oldest().compareTo(LATE) > 0
            ? new Cell.Badge(Text.verbatim(lag), Tone.URGENT)
            : new Cell.Words(lag),
        new Cell.Count(backlog.dead(), backlog.dead() > 0),
        new Cell.Count(backlog.late(), backlog.late() > 0),
        new Cell.Count(backlog.failing(), backlog.failing() > 0));
  }

  /** The last thing that went wrong in each plugin. */
  private static Section failures(List<Installed> plugins) {
    var facts = new ArrayList<Fact>();
    for (var plugin : plugins) {
      plugin
          .health()
          .flatMap(Health::lastFailure)
          .ifPresent(what -> facts.add(new Fact(name(plugin), new Cell.Words(what))));
      plugin.nodes().stream()
          .filter(node -> node.state() != Seen.State.LOADED)
          .forEach(
              node ->
                  node.message()
                      .ifPresent(
                          why ->
                              facts.add(
                                  new Fact(
                                      Text.verbatim(plugin.wished().id() + " · " + node.node()),
                                      new Cell.Words(why)))));
    }
    if (facts.isEmpty()) {
      return new Section.Prose(Text.of("health.last"), Text.of("health.none"));
    }
    return new Section.Facts(Text.of("health.last"), facts);
  }
}
