package io.wanpu.kernel.publish;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.publish.Release.State;
import io.wanpu.kernel.publish.Releases.Facts;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries wishes out at WeChat and writes down what became of them.
 *
 * <p>Whoever comes here may be the second: a node may have died after WeChat did what was wanted
 * and before that was written down, or the answer was lost. So each act first asks WeChat whether
 * it is done, and only one node at a time is at a version.
 */
public final class CarryOut {
  private static final Logger LOG = LoggerFactory.getLogger(CarryOut.class);
  private static final String TIMER = "kernel/publish-audit";
  private static final Duration LEASE = Duration.ofSeconds(55);

  /** WeChat's call may come before we have written down that there is an audit. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(10);

  /** WeChat: another version is being audited. */
  private static final int IN_AUDIT_ALREADY = 85009;

  /** WeChat: it is released already. */
  private static final int RELEASED_ALREADY = 85052;

  private final TenantDb db;
  private final Releases releases;
  private final Platform platform;
  private final KernelTimers timers;
  private final MallClock clock;

  public CarryOut(
      TenantDb db,
      Releases releases,
      Platform platform,
      KernelTimers timers,
      TimerWorker fired,
      MallClock clock) {
    this.db = db;
    this.releases = releases;
    this.platform = platform;
    this.timers = timers;
    this.clock = clock;
    fired.register(TIMER, (key, payload) -> ask(ReleaseId.of(key)));
  }

  /**
   * Does what is wanted of a version, if anything is.
   *
   * @param generator makes what is uploaded
   * @return what became of it, for people
   * @throws MallException when WeChat refuses, with its words; the version is where it was before
   *     the wish
   * @throws IOException when nobody knows; the wish stays, and the next who comes asks WeChat
   */
  public Text advance(ReleaseId id, Supplier<Made> generator) throws IOException {
    if (!releases.lease(id, clock.instant().plus(LEASE))) {
      throw MallException.conflict("publish.at_work");
    }
    try {
      var release = releases.find(id).orElseThrow(() -> MallException.notFound("publish.unknown"));
      try {
        switch (release.state()) {
          case UPLOADING -> upload(release, generator);
          case SUBMITTING -> submit(release);
          case RELEASING -> release(release);
          case ROLLING_BACK -> rollBack(release);
          case UPLOADED,
              IN_AUDIT,
              APPROVED,
              REFUSED,
              WITHDRAWN,
              RELEASED,
              ROLLED_BACK,
              REPLACED,
              FAILED -> {}
        }
      } catch (Refusal no) {
        throw refused(release, PublishMiniProgram.said(no), no);
      }
      var became = releases.find(id).orElseThrow();
      return Text.of("publish.became." + became.state().name(), Arg.words(became.version()));
    } finally {
      releases.giveBack(id);
    }
  }

  private MallException refused(Release release, Text reason, Refusal no) {
    move(release, whenRefused(release.state()), Facts.because(reason));
    return new MallException(ErrorKind.CONFLICT, "publish.refused", PublishMiniProgram.words(no));
  }

  private static State whenRefused(State wish) {
    return switch (wish) {
      case SUBMITTING -> State.UPLOADED;
      case RELEASING -> State.APPROVED;
      case ROLLING_BACK -> State.RELEASED;
      default -> State.FAILED;
    };
  }

  private void upload(Release release, Supplier<Made> generator) throws Refusal, IOException {
    Made made;
    try {
      made = generator.get();
    } catch (MallException broken) {
      move(release, State.FAILED, Facts.because(broken.text()));
      throw broken;
    }
    var template = platform.template(made.theme());
    if (template.isEmpty()) {
      var reason = Text.of("error.publish.no_template", Arg.words(made.theme()));
      move(release, State.FAILED, Facts.because(reason));
      throw MallException.conflict("publish.no_template", Arg.words(made.theme()));
    }
    platform.commit(
        release.appId(), template.get().id(), release.version(), release.note(), made.ext());
    move(
        release,
        State.UPLOADED,
        new Facts(
            Optional.of(made),
            Optional.of(template.get().id()),
            Optional.empty(),
            Optional.empty()));
  }

  private void submit(Release release) throws Refusal, IOException {
    var known = ours(release);
    long audit;
    if (known.isPresent()) {
      audit = known.get().id();
    } else {
      try {
        audit = platform.submit(release.appId(), release.note());
      } catch (Refusal no) {
        // the first try may have arrived while we asked
        audit =
            no.code() == IN_AUDIT_ALREADY ? ours(release).orElseThrow(() -> no).id() : raise(no);
      }
    }
    var facts = new Facts(Optional.empty(), Optional.empty(), Optional.of(audit), Optional.empty());
    db.transaction(
        tx -> {
          if (releases.move(tx, release.id(), release.state(), State.IN_AUDIT, "", facts)) {
            timers.set(tx, TIMER, release.id().toString(), clock.instant().plus(AT_ONCE), "null");
          }
          return release;
        });
  }

  private static long raise(Refusal no) throws Refusal {
    throw no;
  }

  /** The audit of this version; one that was withdrawn is none. */
  private Optional<Platform.Audit> ours(Release release) throws Refusal, IOException {
    return platform
        .lastAudit(release.appId())
        .filter(audit -> audit.version().equals(release.version()))
        .filter(audit -> audit.verdict() != Platform.Verdict.WITHDRAWN);
  }

  private void release(Release release) throws Refusal, IOException {
    if (!isOut(release)) {
      try {
        platform.release(release.appId());
      } catch (Refusal no) {
        if (no.code() != RELEASED_ALREADY || !isOut(release)) {
          throw no;
        }
      }
    }
    db.transaction(
        tx -> {
          releases
              .latestIn(EnumSet.of(State.RELEASED))
              .ifPresent(
                  old ->
                      releases.move(tx, old.id(), State.RELEASED, State.REPLACED, "", Facts.NONE));
          return releases.move(tx, release.id(), release.state(), State.RELEASED, "", Facts.NONE);
        });
  }

  private void rollBack(Release release) throws Refusal, IOException {
    // asked first: rolling back twice would take two versions
    if (isOut(release)) {
      platform.rollBack(release.appId());
    }
    var now = platform.released(release.appId());
    db.transaction(
        tx -> {
          releases.latest(200).stream()
              .filter(old -> now.equals(Optional.of(old.version())))
              .filter(old -> old.state() == State.REPLACED)
              .findFirst()
              .ifPresent(
                  old ->
                      releases.move(tx, old.id(), State.REPLACED, State.RELEASED, "", Facts.NONE));
          return releases.move(
              tx, release.id(), release.state(), State.ROLLED_BACK, "", Facts.NONE);
        });
  }

  private boolean isOut(Release release) throws Refusal, IOException {
    return platform.released(release.appId()).equals(Optional.of(release.version()));
  }

  private void move(Release release, State to, Facts facts) {
    db.transaction(tx -> releases.move(tx, release.id(), release.state(), to, "", facts));
  }

  /** Asks how the audit of a version stands, and asks again later while it runs. */
  public void ask(ReleaseId id) throws Refusal, IOException {
    var found = releases.find(id).filter(each -> each.state() == State.IN_AUDIT);
    if (found.isEmpty()) {
      return;
    }
    var release = found.get();
    var verdict =
        platform
            .lastAudit(release.appId())
            .filter(audit -> release.audit().equals(Optional.of(audit.id())));
    var to =
        switch (verdict.map(Platform.Audit::verdict).orElse(Platform.Verdict.RUNS)) {
          case PASSED -> State.APPROVED;
          case REFUSED -> State.REFUSED;
          case WITHDRAWN -> State.WITHDRAWN;
          case RUNS -> State.IN_AUDIT;
        };
    if (to == State.IN_AUDIT) {
      db.transaction(
          tx -> {
            timers.set(tx, TIMER, id.toString(), next(release), "null");
            return id;
          });
      return;
    }
    var facts =
        to == State.REFUSED
            ? Facts.because(
                Text.of(
                    "publish.said",
                    Arg.words(
                        PublishMiniProgram.shortened(
                            verdict.map(Platform.Audit::reason).orElse("")))))
            : Facts.NONE;
    move(release, to, facts);
  }

  private Instant next(Release release) {
    var now = clock.instant();
    return now.plus(now.isAfter(release.changedAt().plus(Duration.ofHours(1))) ? LATER : SOON);
  }

  /**
   * WeChat has said that an audit of that mini-program ended. That is a bell and no more: the
   * verdict is asked for.
   */
  public void heard(String appId) {
    for (var shop : releases.shopsOf(appId)) {
      CurrentTenant.run(
          shop,
          () ->
              releases
                  .latestIn(EnumSet.of(State.IN_AUDIT))
                  .filter(release -> release.appId().equals(appId))
                  .ifPresent(
                      release -> {
                        try {
                          ask(release.id());
                        } catch (Refusal | IOException e) {
                          LOG.info("the audit of {} is asked for later: {}", appId, e.toString());
                        }
                      }));
    }
  }
}
