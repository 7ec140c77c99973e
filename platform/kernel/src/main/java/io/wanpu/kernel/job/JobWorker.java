package io.wanpu.kernel.job;

import static io.wanpu.kernel.db.Tables.JOB;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Worker;
import io.wanpu.kernel.shared.data.CellDb;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs. One is claimed with {@code SKIP LOCKED} and leased; saying how far it is keeps the
 * lease. Each run has a number, and only the latest may write: a node that was thought dead and
 * comes back changes nothing.
 */
public final class JobWorker implements AutoCloseable {
  /** Times that a repeatable job is begun. */
  public static final int TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int PORTION = 500;
  private static final Duration SAY = Duration.ofMillis(500);

  private final CellDb cell;
  private final MallClock clock;
  private final JobFiles files;
  private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
  private final Worker worker;
  private Instant sweptAt = Instant.EPOCH;

  public JobWorker(CellDb cell, MallClock clock, JobFiles files) {
    this.cell = cell;
    this.clock = clock;
    this.files = files;
    this.worker = new Worker("jobs", Duration.ofSeconds(1), this::work);
  }

  /** Adds a kind of job. */
  public void handle(JobHandler handler) {
    if (handlers.putIfAbsent(handler.kind(), handler) != null) {
      throw new IllegalStateException("two handlers of jobs of kind " + handler.kind());
    }
  }

  /** Starts working. */
  public void start() {
    worker.start();
  }

  /** Makes it look at once. */
  public void wake() {
    worker.wake();
  }

  /** Runs one job that is due, if there is one; true when there may be more. */
  public boolean work() {
    sweep();
    var due = claim();
    due.ifPresent(run -> CurrentTenant.run(new TenantId(run.tenant), () -> run(run)));
    return due.isPresent();
  }

  /** Once an hour: takes away what has had its time, with its file. */
  private void sweep() {
    var now = clock.instant();
    if (now.isBefore(sweptAt.plus(SWEEP))) {
      return;
    }
    sweptAt = now;
    var old =
        cell.read(
            dsl ->
                dsl.select(JOB.TENANT_ID, JOB.ID)
                    .from(JOB)
                    .where(
                        JOB.STATE.in("DONE", "FAILED", "CANCELLED"),
                        JOB.ENDED_AT.lt(now.minus(KEPT)))
                    .limit(PORTION)
                    .fetch());
    for (var row : old) {
      try {
        files.remove(new TenantId(row.value1()), new JobId(row.value2()));
        var unused =
            cell.read(
                dsl ->
                    dsl.deleteFrom(JOB)
                        .where(JOB.TENANT_ID.eq(row.value1()), JOB.ID.eq(row.value2()))
                        .execute());
      } catch (IOException e) {
        LOG.warn("the file of job {} stays", row.value2(), e);
      }
    }
  }

  private Optional<Run> claim() {
    if (handlers.isEmpty()) {
      return Optional.empty();
    }
    return cell.transaction(
        tx -> {
          var now = clock.instant();
          var dsl = cell.on(tx);
          var row =
              dsl.select(JOB.TENANT_ID, JOB.LEASE, JOB.INPUT)
                  .select(
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
                      JOB.ENDED_AT)
                  .from(JOB)
                  .where(
                      JOB.KIND.in(handlers.keySet()),
                      JOB.STATE
                          .eq("WAITING")
                          .or(JOB.STATE.eq("RUNNING").and(JOB.LEASE_UNTIL.lt(now))))
                  .orderBy(JOB.ID)
                  .limit(1)
                  .forUpdate()
                  .skipLocked()
                  .fetchOptional();
          if (row.isEmpty()) {
            return Optional.<Run>empty();
          }
          var job = Jobs.read(row.get());
          var run =
              new Run(
                  row.get().get(JOB.TENANT_ID),
                  row.get().get(JOB.LEASE) + 1,
                  job,
                  row.get().get(JOB.INPUT).data());
          var handler = handlers.get(job.kind());
          var again = job.state() == Job.State.RUNNING;
          if (again && (handler == null || !handler.repeatable() || job.attempts() >= TRIES)) {
            dsl.update(JOB)
                .set(JOB.STATE, Job.State.FAILED.name())
                .set(JOB.LEASE, run.lease)
                .set(JOB.REPORT, Json.column(interrupted(job)))
                .set(JOB.ENDED_AT, now)
                .where(key(run))
                .execute();
            return Optional.<Run>empty();
          }
          dsl.update(JOB)
              .set(JOB.STATE, Job.State.RUNNING.name())
              .set(JOB.ATTEMPTS, (short) (job.attempts() + 1))
              .set(JOB.DONE, 0L)
              .set(JOB.LEASE, run.lease)
              .set(JOB.LEASE_UNTIL, now.plus(LEASE))
              .set(JOB.BEGUN_AT, now)
              .where(key(run))
              .execute();
          return Optional.of(run);
        });
  }

  private static Text interrupted(Job job) {
    return job.total() > 0
        ? Text.of("job.interrupted_at", Arg.count(job.done()), Arg.count(job.total()))
        : Text.of("job.interrupted", Arg.count(job.done()));
  }

  private void run(Run run) {
    var handler = handlers.get(run.job.kind());
    if (handler == null) {
      return;
    }
    try {
      var report = handler.run(run);
      end(run, Job.State.DONE, report);
    } catch (JobRun.Stopped stopped) {
      if (run.cancelled) {
        end(run, Job.State.CANCELLED, Text.of("job.cancelled"));
      }
    } catch (MallException refused) {
      end(run, Job.State.FAILED, refused.text());
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted() || e instanceof InterruptedException) {
        // the server stops: whoever looks next takes it over at once
        release(run);
        Thread.currentThread().interrupt();
        return;
      }
      LOG.warn("job {} {} failed", run.job.kind(), run.job.id(), e);
      end(run, Job.State.FAILED, Text.of("job.failed", Arg.words(run.job.id().toString())));
    }
  }

  private void end(Run run, Job.State state, Text report) {
    cell.transaction(
        tx ->
            cell.on(tx)
                .update(JOB)
                .set(JOB.STATE, state.name())
                .set(JOB.DONE, run.done)
                .set(JOB.TOTAL, run.total)
                .set(JOB.REPORT, Json.column(report))
                .set(JOB.FILE_NAME, run.fileName)
                .set(JOB.FILE_TYPE, run.fileType)
                .set(JOB.FILE_BYTES, run.fileName == null ? null : run.fileBytes)
                .set(JOB.ENDED_AT, clock.instant())
                .where(key(run), JOB.LEASE.eq(run.lease))
                .execute());
  }

  private void release(Run run) {
    cell.transaction(
        tx ->
            cell.on(tx)
                .update(JOB)
                .set(JOB.LEASE_UNTIL, clock.instant().minusMillis(1))
                .where(key(run), JOB.LEASE.eq(run.lease))
                .execute());
  }

  private static Condition key(Run run) {
    return JOB.TENANT_ID.eq(run.tenant).and(JOB.ID.eq(run.job.id().value()));
  }

  @Override
  public void close() {
    worker.close();
  }

  private final class Run implements JobRun {
    private final long tenant;
    private final long lease;
    private final Job job;
    private final String input;
    private Instant said = Instant.MIN;
    private long done;
    private long total;
    private boolean cancelled;
    private @Nullable String fileName;
    private @Nullable String fileType;
    private long fileBytes;

    Run(long tenant, long lease, Job job, String input) {
      this.tenant = tenant;
      this.lease = lease;
      this.job = job;
      this.input = input;
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public <T> T input(Class<T> type) {
      return Json.read(input, type);
    }

    @Override
    public void progress(long soFar, long ofAll) {
      done = soFar;
      total = ofAll;
      var now = clock.instant();
      if (now.isBefore(said.equals(Instant.MIN) ? now : said.plus(SAY))) {
        return;
      }
      said = now;
      var mine =
          cell.transaction(
              tx -> {
                var rows =
                    cell.on(tx)
                        .update(JOB)
                        .set(JOB.DONE, soFar)
                        .set(JOB.TOTAL, ofAll)
                        .set(JOB.LEASE_UNTIL, now.plus(LEASE))
                        .where(key(this), JOB.LEASE.eq(lease), JOB.STATE.eq("RUNNING"))
                        .execute();
                cancelled =
                    cell.on(tx)
                        .select(JOB.CANCELLED)
                        .from(JOB)
                        .where(key(this))
                        .fetchSingle(JOB.CANCELLED);
                return rows == 1;
              });
      if (!mine || cancelled) {
        throw new Stopped();
      }
    }

    @Override
    public OutputStream file(String name, String type) throws IOException {
      fileName = name;
      fileType = type;
      fileBytes = 0;
      return new FilterOutputStream(files.write(new TenantId(tenant), job.id())) {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          out.write(bytes, from, length);
          fileBytes += length;
        }

        @Override
        public void write(int one) throws IOException {
          out.write(one);
          fileBytes++;
        }
      };
    }
  }
}
