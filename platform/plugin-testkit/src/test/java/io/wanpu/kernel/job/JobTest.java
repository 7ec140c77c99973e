package io.wanpu.kernel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.disk.DiskJobFiles;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MallTest
class JobTest {
  private static final String STAFF = "staff:1";

  @TempDir Path folder;

  /** A node with a clock of its own. */
  private final class Node {
    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final JobWorker worker;
    private final Jobs jobs;

    Node(Mall mall, JobHandler handler) {
      now.set(mall.clock().instant());
      MallClock clock = now::get;
      var files = new DiskJobFiles(folder);
      worker = new JobWorker(mall.cellDb(), clock, files);
      worker.handle(handler);
      jobs = new Jobs(mall.tenantDb(), mall.ids(), clock, files, worker::wake);
    }

    void later(Duration time) {
      now.updateAndGet(at -> at.plus(time));
    }
  }

  private record Work(String kind, boolean repeatable, Doing doing) implements JobHandler {
    @Override
    public Text run(JobRun run) throws Exception {
      return doing.run(run);
    }
  }

  private interface Doing {
    Text run(JobRun run) throws Exception;
  }

  private static String kind(Shop shop, String name) {
    return name + "-" + shop.code();
  }

  @Test
  void a_job_ends_with_a_report_and_its_file(Mall mall, Shop shop) throws Exception {
    var kind = kind(shop, "file");
    var node =
        new Node(
            mall,
            new Work(
                kind,
                true,
                run -> {
                  try (var out = run.file("a.txt", "text/plain")) {
                    out.write(
                        run.input(Map.class)
                            .get("say")
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
                  }
                  run.progress(7, 7);
                  return Text.of("job.cancelled");
                }));
    var id =
        shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of("say", "hello")));

    assertThat(node.worker.work()).isTrue();

    var job = shop.call(() -> node.jobs.find(id).orElseThrow());
    assertThat(job.state()).isEqualTo(Job.State.DONE);
    assertThat(job.done()).isEqualTo(7);
    assertThat(job.result()).contains(new Job.Result("a.txt", "text/plain", 5));
    try (var in = shop.call(() -> node.jobs.open(job).orElseThrow())) {
      assertThat(in.readAllBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_job_killed_half_way_says_how_far_it_came(Mall mall, Shop shop) throws Exception {
    var killed = halfWay(mall, shop, false);

    assertThat(killed.state()).isEqualTo(Job.State.FAILED);
    assertThat(killed.report())
        .contains(Text.of("job.interrupted_at", Arg.count(3), Arg.count(10)));
  }

  @Test
  void a_job_that_may_be_repeated_begins_anew_elsewhere(Mall mall, Shop shop) throws Exception {
    var killed = halfWay(mall, shop, true);

    assertThat(killed.state()).isEqualTo(Job.State.DONE);
    assertThat(killed.attempts()).isEqualTo(2);
    assertThat(killed.done()).isEqualTo(10);
  }

  /** The first node hangs at three of ten until a second one has looked. */
  private Job halfWay(Mall mall, Shop shop, boolean repeatable) throws Exception {
    var kind = kind(shop, "half");
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var first =
        new Node(
            mall,
            new Work(
                kind,
                repeatable,
                run -> {
                  run.progress(3, 10);
                  reached.countDown();
                  assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                  return Text.of("kit.save");
                }));
    var second =
        new Node(
            mall,
            new Work(
                kind,
                repeatable,
                run -> {
                  run.progress(10, 10);
                  return Text.of("kit.kept");
                }));
    var id = shop.call(() -> first.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));
    var dying = Thread.ofPlatform().start(first.worker::work);
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.worker.work()).as("it is leased").isFalse();

    second.later(Duration.ofMinutes(2));
    var unused = second.worker.work();
    goOn.countDown();
    dying.join(30_000);

    var job = shop.call(() -> second.jobs.find(id).orElseThrow());
    assertThat(job.report())
        .as("who was thought dead writes nothing")
        .isNotEqualTo(java.util.Optional.of(Text.of("kit.save")));
    return job;
  }

  @Test
  void a_cancelled_job_stops_at_its_next_word(Mall mall, Shop shop) {
    var kind = kind(shop, "cancel");
    var node = new AtomicReference<Node>();
    node.set(
        new Node(
            mall,
            new Work(
                kind,
                true,
                run -> {
                  shop.run(() -> node.get().jobs.cancel(run.job().id()));
                  run.progress(1, 2);
                  throw new AssertionError("it goes on");
                })));
    var id = shop.call(() -> node.get().jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));

    assertThat(node.get().worker.work()).isTrue();

    assertThat(shop.call(() -> node.get().jobs.find(id).orElseThrow()).state())
        .isEqualTo(Job.State.CANCELLED);
  }

  @Test
  void a_failing_job_says_so_in_words(Mall mall, Shop shop) {
    var kind = kind(shop, "fail");
    var node =
        new Node(
            mall,
            new Work(
                kind,
                true,
                run -> {
                  throw MallException.conflict("job.export.too_many", Arg.count(5));
                }));
    var id = shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));

    assertThat(node.worker.work()).isTrue();

    var job = shop.call(() -> node.jobs.find(id).orElseThrow());
    assertThat(job.state()).isEqualTo(Job.State.FAILED);
    assertThat(job.report()).contains(Text.of("error.job.export.too_many", Arg.count(5)));
  }

  @Test
  void nobody_starts_more_than_she_can_watch(Mall mall, Shop shop) {
    var kind = kind(shop, "many");
    var node = new Node(mall, new Work(kind + "-none", true, run -> Text.of("kit.save")));
    for (var i = 0; i < 20; i++) {
      var unused = shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));
    }

    assertThatThrownBy(
            () -> shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of())))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.code()).isEqualTo("job.too_many"));
  }

  @Test
  void what_has_had_its_time_goes_with_its_file(Mall mall, Shop shop) throws Exception {
    var kind = kind(shop, "old");
    var node =
        new Node(
            mall,
            new Work(
                kind,
                true,
                run -> {
                  run.file("a.txt", "text/plain").close();
                  return Text.of("kit.save");
                }));
    var id = shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));
    assertThat(node.worker.work()).isTrue();
    node.later(Duration.ofDays(29));
    assertThat(node.worker.work()).isFalse();
    assertThat(shop.call(() -> node.jobs.find(id))).isPresent();

    node.later(Duration.ofDays(2));
    assertThat(node.worker.work()).isFalse();

    assertThat(shop.call(() -> node.jobs.find(id))).isEmpty();
    try (var left =
        java.nio.file.Files.list(folder.resolve("jobs").resolve(shop.id().toString()))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_shop_does_not_see_the_jobs_of_another(Mall mall, Shop shop) {
    var kind = kind(shop, "mine");
    var node = new Node(mall, new Work(kind, true, run -> Text.of("kit.save")));
    var id = shop.call(() -> node.jobs.start(STAFF, kind, Text.of("menu.jobs"), Map.of()));
    var other = Shop.open(mall);

    assertThat(other.call(() -> node.jobs.find(id))).isEmpty();
    other.run(() -> node.jobs.cancel(id));
    assertThat(shop.call(() -> node.jobs.find(id).orElseThrow()).state())
        .isEqualTo(Job.State.WAITING);
  }
}
