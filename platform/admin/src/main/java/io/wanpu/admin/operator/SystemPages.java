package io.wanpu.admin.operator;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Section;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Nodes, cells, queues, housekeeping and jobs. */
@Path("/operator/system")
@ApplicationScoped
public class SystemPages {
  private static final Duration LATE = Duration.ofSeconds(60);

  @Inject Mall mall;

  @GET
  @ForOperator
  public View show() {
    return Details.show(
        DetailPage.titled(Text.of("menu.operator.system"))
            .story(queues())
            .story(nodes())
            .story(tasks())
            .story(jobs())
            .facts(cells())
            .build());
  }

  private Section queues() {
    var phrases = Visit.current().phrases();
    return new Section.Table(
        Text.of("operator.queues"),
        List.of(
            Column.of("queue", Text.of("operator.queue")),
            Column.amount("waiting", Text.of("operator.queue.waiting")),
            Column.amount("due", Text.of("operator.queue.due")),
            Column.amount("lag", Text.of("operator.queue.lag")),
            Column.amount("failed", Text.of("operator.queue.failed"))),
        mall.console().queues().stream()
            .map(
                queue ->
                    ListRow.of(
                        queue.name(),
                        new Cell.Said(Text.of("operator.queue." + queue.name())),
                        new Cell.Count(queue.waiting()),
                        new Cell.Count(queue.due()),
                        queue.lag().compareTo(LATE) > 0
                            ? new Cell.Badge(
                                Text.verbatim(
                                    phrases.words("operator.seconds", queue.lag().toSeconds())),
                                Tone.URGENT)
                            : new Cell.Words(
                                phrases.words("operator.seconds", queue.lag().toSeconds())),
                        new Cell.Count(queue.failed(), queue.failed() > 0)))
            .toList());
  }

  private Section nodes() {
    return new Section.Table(
        Text.of("operator.nodes"),
        List.of(
            Column.of("node", Text.of("operator.column.node")),
            Column.of("state", Text.of("operator.column.state")),
            Column.amount("number", Text.of("operator.node.number")),
            Column.of("since", Text.of("operator.node.since"))),
        mall.console().nodes().stream()
            .map(
                node ->
                    ListRow.of(
                        Integer.toString(node.number()),
                        new Cell.Code(node.name(), Optional.empty()),
                        node.alive()
                            ? new Cell.Badge(Text.of("operator.node.alive"), Tone.GOOD)
                            : new Cell.Badge(Text.of("operator.node.gone"), Tone.QUIET),
                        new Cell.Count(node.number()),
                        new Cell.Time(node.startedAt())))
            .toList());
  }

  private Section jobs() {
    return new Section.Table(
        Text.of("operator.jobs"),
        List.of(
            Column.of("shop", Text.of("operator.shop")),
            Column.of("kind", Text.of("operator.job.kind")),
            Column.of("state", Text.of("operator.column.state")),
            Column.of("at", Text.of("operator.job.begun"))),
        mall.console().jobs().stream()
            .map(
                job ->
                    ListRow.of(
                        job.shop() + "-" + job.createdAt().toEpochMilli(),
                        new Cell.Link(Text.verbatim(job.code()), "/operator/shops/" + job.shop()),
                        new Cell.Code(job.kind(), Optional.empty()),
                        new Cell.Badge(
                            Text.of("operator.job.state." + job.state()),
                            switch (job.state()) {
                              case "DONE" -> Tone.GOOD;
                              case "FAILED" -> Tone.URGENT;
                              case "RUNNING" -> Tone.INFO;
                              default -> Tone.QUIET;
                            }),
                        new Cell.Time(job.createdAt())))
            .toList());
  }

  private Section cells() {
    return new Section.Table(
        Text.of("operator.cells"),
        List.of(
            Column.of("cell", Text.of("operator.shop.cell")),
            Column.amount("shops", Text.of("menu.operator.shops"))),
        mall.console().cells().stream()
            .map(
                cell ->
                    ListRow.of(
                        cell.name(),
                        new Cell.Code(cell.name(), Optional.empty()),
                        new Cell.Count(cell.shops())))
            .toList());
  }

  private Section tasks() {
    return new Section.Table(
        Text.of("operator.tasks"),
        List.of(
            Column.of("task", Text.of("operator.task")),
            Column.of("done", Text.of("operator.task.done")),
            Column.of("next", Text.of("operator.task.next")),
            Column.amount("failures", Text.of("operator.queue.failed"))),
        mall.console().tasks().stream()
            .map(
                task ->
                    ListRow.of(
                        task.name(),
                        new Cell.Code(task.name(), Optional.empty()),
                        task.done().<Cell>map(Cell.Time::new).orElseGet(Cell.Nothing::new),
                        new Cell.Time(task.next()),
                        new Cell.Count(task.failures(), task.failures() > 0)))
            .toList());
  }
}
