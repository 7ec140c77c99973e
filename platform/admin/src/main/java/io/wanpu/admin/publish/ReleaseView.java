package io.wanpu.admin.publish;

import io.wanpu.admin.text.Phrases;
import io.wanpu.kernel.publish.Release;
import io.wanpu.kernel.publish.Release.State;
import io.wanpu.runtime.Mall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version as the page shows it.
 *
 * @param next what happens next
 * @param reason why it was refused, or null
 * @param left whether something was wanted of it and nobody works on that any more
 * @param job address of the job that works on it, or null
 */
public record ReleaseView(
    String id,
    String version,
    String note,
    String state,
    String words,
    String tone,
    String next,
    @Nullable String reason,
    boolean left,
    @Nullable String job,
    Instant at,
    List<Step> steps) {

  /** Something that happened to it. */
  public record Step(String what, @Nullable String who, @Nullable String note, Instant at) {}

  static ReleaseView of(Release release, Mall mall, Phrases phrases) {
    var steps =
        mall.releases().steps(release.id()).reversed().stream()
            .map(
                step ->
                    new Step(
                        phrases.words("publish.state." + step.state().name()),
                        step.who().orElse(null),
                        step.note().map(phrases::text).orElse(null),
                        step.at()))
            .toList();
    return new ReleaseView(
        release.id().toString(),
        release.version(),
        release.note(),
        release.state().name(),
        phrases.words("publish.state." + release.state().name()),
        tone(release.state()),
        phrases.words("publish.next." + release.state().name()),
        release.reason().map(phrases::text).orElse(null),
        isLeft(release, mall),
        release.job().map(job -> "/jobs/" + job).orElse(null),
        release.changedAt(),
        steps);
  }

  /**
   * Whether something is wanted of it and nobody does it. A job that ended after the release was
   * read has moved it on: so the release is looked at again once its job is known to be over.
   */
  private static boolean isLeft(Release release, Mall mall) {
    return release.state().isWish()
        && !isAtWork(release, mall)
        && mall.releases()
            .find(release.id())
            .filter(now -> now.state() == release.state())
            .isPresent();
  }

  /** Whether a job is at it, or will be. */
  static boolean isAtWork(Release release, Mall mall) {
    return PublishPages.works(release.job().flatMap(mall.jobs()::find));
  }

  private static String tone(State state) {
    return switch (state) {
      case UPLOADING, SUBMITTING, RELEASING, ROLLING_BACK, IN_AUDIT -> "blue";
      case UPLOADED, APPROVED -> "yellow";
      case RELEASED -> "green";
      case REFUSED, FAILED -> "red";
      case WITHDRAWN, ROLLED_BACK, REPLACED -> "secondary";
    };
  }

  /** Whether it is in that state. */
  public boolean is(String name) {
    return state.equals(name);
  }

  /** Whether the page should look again soon. */
  public boolean isMoving() {
    return Optional.of(State.valueOf(state))
        .filter(now -> now == State.IN_AUDIT || now.isWish() && !left)
        .isPresent();
  }

  /** Whether another one can't be uploaded meanwhile. */
  public boolean isBusy() {
    return Release.BUSY.contains(State.valueOf(state));
  }
}
