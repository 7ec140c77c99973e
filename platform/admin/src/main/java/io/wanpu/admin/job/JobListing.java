package io.wanpu.admin.job;

import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.ListShape;
import io.wanpu.api.kit.Listing;
import io.wanpu.api.kit.Tone;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.Job;
import io.wanpu.runtime.Mall;

/** Jobs that one of the staff has started. */
final class JobListing implements Listing {
  private static final ListShape SHAPE =
      ListShape.titled(Text.of("menu.jobs"))
          .sub(Text.of("job.sub"))
          .column(Column.of("title", Text.of("job.title")))
          .column(Column.of("state", Text.of("job.state")))
          .column(Column.of("report", Text.of("job.report")))
          .column(Column.of("started", Text.of("job.started")))
          .empty("list-check", Text.of("job.none.title"), Text.of("job.none.text"))
          .build();

  private final Mall mall;
  private final String who;

  JobListing(Mall mall, String who) {
    this.mall = mall;
    this.who = who;
  }

  @Override
  public ListShape shape() {
    return SHAPE;
  }

  @Override
  public ListPage page(ListQuery query) {
    var found = mall.jobs().of(who, query.after(), query.limit());
    return ListPage.of(SHAPE, query)
        .rows(found.items().stream().map(JobListing::row).toList())
        .next(found.next());
  }

  private static ListRow row(Job job) {
    return ListRow.of(
        job.id().toString(),
        new Cell.Link(job.title(), "/jobs/" + job.id()),
        badge(job.state()),
        job.report().<Cell>map(Cell.Said::new).orElseGet(Cell.Nothing::new),
        new Cell.Time(job.createdAt()));
  }

  static Cell.Badge badge(Job.State state) {
    return new Cell.Badge(
        Text.of("job.state." + state),
        switch (state) {
          case WAITING -> Tone.WAITING;
          case RUNNING -> Tone.INFO;
          case DONE -> Tone.GOOD;
          case FAILED -> Tone.URGENT;
          case CANCELLED -> Tone.QUIET;
        });
  }
}
