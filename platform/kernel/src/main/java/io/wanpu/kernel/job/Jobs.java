package io.wanpu.kernel.job;

import static io.wanpu.kernel.db.Tables.JOB;

import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The jobs of the calling shop. */
public final class Jobs {
  private static final int MOST_OPEN = 20;
  private static final List<Field<?>> COLUMNS =
      List.of(
          JOB.ID,
          JOB.KIND,
          JOB.TITLE,
          JOB.STATE,
          JOB.STARTED_BY,
          JOB.DONE,
          JOB.TOTAL,
          JOB.ATTEMPTS,
          JOB.REPORT,
          JOB.FILE_NAME,
          JOB.FILE_TYPE,
          JOB.FILE_BYTES,
          JOB.CREATED_AT,
          JOB.BEGUN_AT,
          JOB.ENDED_AT);

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final JobFiles files;
  private final Runnable bell;

  /**
   * @param bell wakes the workers
   */
  public Jobs(TenantDb db, IdSource ids, MallClock clock, JobFiles files, Runnable bell) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.files = files;
    this.bell = bell;
  }

  /**
   * Starts a job.
   *
   * @param startedBy key of who starts it
   * @param input written as JSON, read by the handler
   * @throws MallException 409 {@code job.too_many} when that many of hers wait or run already
   */
  public JobId start(String startedBy, String kind, Text title, Object input) {
    var id = new JobId(ids.next());
    db.transaction(
        tx -> {
          var open =
              db.on(tx)
                  .selectCount()
                  .from(JOB)
                  .where(shop(), JOB.STARTED_BY.eq(startedBy), JOB.STATE.in("WAITING", "RUNNING"))
                  .fetchSingle()
                  .value1();
          if (open >= MOST_OPEN) {
            throw MallException.conflict("job.too_many");
          }
          db.on(tx)
              .insertInto(JOB)
              .set(JOB.TENANT_ID, CurrentTenant.id().value())
              .set(JOB.ID, id.value())
              .set(JOB.KIND, kind)
              .set(JOB.TITLE, Json.column(title))
              .set(JOB.INPUT, Json.column(input))
              .set(JOB.STATE, Job.State.WAITING.name())
              .set(JOB.STARTED_BY, startedBy)
              .set(JOB.DONE, 0L)
              .set(JOB.TOTAL, 0L)
              .set(JOB.ATTEMPTS, (short) 0)
              .set(JOB.CANCELLED, false)
              .set(JOB.LEASE, 0L)
              .set(JOB.CREATED_AT, clock.instant())
              .execute();
          tx.afterCommit(bell);
          return id;
        });
    return id;
  }

  /** The job. */
  public Optional<Job> find(JobId id) {
    return db.read(
        dsl ->
            dsl.select(COLUMNS)
                .from(JOB)
                .where(shop(), JOB.ID.eq(id.value()))
                .fetchOptional()
                .map(Jobs::read));
  }

  /** Jobs that somebody has started, latest first. */
  public Page<Job> of(String startedBy, Optional<String> after, int limit) {
    var rows =
        db.read(
            dsl ->
                dsl.select(COLUMNS)
                    .from(JOB)
                    .where(
                        shop(),
                        JOB.STARTED_BY.eq(startedBy),
                        JOB.ID.lt(after.map(Cursor::parse).map(Cursor::id).orElse(Long.MAX_VALUE)))
                    .orderBy(JOB.ID.desc())
                    .limit(limit + 1)
                    .fetch(Jobs::read));
    return Page.of(rows, limit, job -> new Cursor(0, job.id().value()).toString());
  }

  /** Asks it to stop; one that waits never begins. Nothing happens to one that is over. */
  public void cancel(JobId id) {
    db.transaction(
        tx -> {
          cancel(db.on(tx), id);
          return id;
        });
  }

  private void cancel(DSLContext dsl, JobId id) {
    dsl.update(JOB)
        .set(JOB.STATE, Job.State.CANCELLED.name())
        .set(JOB.REPORT, Json.column(Text.of("job.cancelled")))
        .set(JOB.ENDED_AT, clock.instant())
        .where(shop(), JOB.ID.eq(id.value()), JOB.STATE.eq(Job.State.WAITING.name()))
        .execute();
    dsl.update(JOB)
        .set(JOB.CANCELLED, true)
        .where(shop(), JOB.ID.eq(id.value()), JOB.STATE.eq(Job.State.RUNNING.name()))
        .execute();
  }

  /** The file that it has made. The caller closes it. */
  public Optional<InputStream> open(Job job) {
    try {
      return job.result().isEmpty() || job.state() != Job.State.DONE
          ? Optional.empty()
          : files.read(CurrentTenant.id(), job.id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Job read(Record r) {
    return new Job(
        new JobId(r.get(JOB.ID)),
        r.get(JOB.KIND),
        Json.read(r.get(JOB.TITLE).data(), Text.class),
        Job.State.valueOf(r.get(JOB.STATE)),
        r.get(JOB.STARTED_BY),
        r.get(JOB.DONE),
        r.get(JOB.TOTAL),
        r.get(JOB.ATTEMPTS),
        Optional.ofNullable(r.get(JOB.REPORT)).map(json -> Json.read(json.data(), Text.class)),
        Optional.ofNullable(r.get(JOB.FILE_NAME))
            .map(name -> new Job.Result(name, r.get(JOB.FILE_TYPE), r.get(JOB.FILE_BYTES))),
        r.get(JOB.CREATED_AT),
        Optional.ofNullable(r.get(JOB.BEGUN_AT)),
        Optional.ofNullable(r.get(JOB.ENDED_AT)));
  }

  private static Condition shop() {
    return JOB.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
