package io.wanpu.kernel.publish;

import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the shop's mini-program at WeChat, from the wish to upload it until another one
 * takes its place.
 *
 * @param number 1, 2, 3 … within the shop
 * @param note what is new, for the auditor
 * @param fingerprint of what it was generated from, once it is
 * @param theme whose template it is made from
 * @param reason why it was refused or failed, mostly in WeChat's words
 * @param job that works on it, or did last
 */
public record Release(
    ReleaseId id,
    int number,
    String appId,
    String note,
    State state,
    Optional<String> fingerprint,
    Optional<String> theme,
    Optional<Long> template,
    Optional<Long> audit,
    Optional<Text> reason,
    Optional<JobId> job,
    Instant createdAt,
    Instant changedAt) {

  /** Where a version stands. What ends in -ING is a wish that a job carries out. */
  public enum State {
    UPLOADING,
    /** Testers can try it. */
    UPLOADED,
    SUBMITTING,
    IN_AUDIT,
    APPROVED,
    REFUSED,
    WITHDRAWN,
    RELEASING,
    /** Shoppers have it. */
    RELEASED,
    ROLLING_BACK,
    ROLLED_BACK,
    /** Another one has taken its place. */
    REPLACED,
    FAILED;

    /** Whether the mall is about to do something at WeChat. */
    public boolean isWish() {
      return this == UPLOADING || this == SUBMITTING || this == RELEASING || this == ROLLING_BACK;
    }
  }

  /** While a version is in one of these, another one can't be uploaded. */
  public static final Set<State> BUSY =
      Set.of(
          State.UPLOADING, State.SUBMITTING, State.IN_AUDIT, State.RELEASING, State.ROLLING_BACK);

  /** What WeChat calls it. */
  public String version() {
    return "1.0." + number;
  }

  /** Something that happened to it. @param who name; empty for WeChat, or the mall by itself */
  public record Step(State state, Optional<String> who, Optional<Text> note, Instant at) {}
}
