package io.wanpu.kernel.publish;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.TenantId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The versions of the calling shop's mini-program. */
public interface Releases {
  /** Latest first. */
  List<Release> latest(int limit);

  Optional<Release> find(ReleaseId id);

  /** The latest in one of these states. */
  Optional<Release> latestIn(Set<Release.State> states);

  /** What happened to it, oldest first. */
  List<Release.Step> steps(ReleaseId id);

  /** A new one in {@code UPLOADING}. */
  Release begin(Tx tx, String appId, String note, String who);

  /** What is known of a version after a change; empty means as before. */
  record Facts(
      Optional<Made> made, Optional<Long> template, Optional<Long> audit, Optional<Text> reason) {
    public static final Facts NONE =
        new Facts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** With a reason. */
    public static Facts because(Text reason) {
      return new Facts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(reason));
    }
  }

  /**
   * Moves it on.
   *
   * @param who empty for WeChat, or the mall by itself
   * @param facts its reason is kept with the step too
   * @return false when it is in another state; nothing has happened
   */
  boolean move(Tx tx, ReleaseId id, Release.State from, Release.State to, String who, Facts facts);

  /**
   * Takes it for work; nobody else can meanwhile.
   *
   * @return false when somebody works on it
   */
  boolean lease(ReleaseId id, Instant until);

  /** Gives it back. */
  void giveBack(ReleaseId id);

  /** Notes the job that works on it. */
  void worksOn(ReleaseId id, JobId job);

  /** Who entrusted hers; locks the row until the transaction ends. */
  Optional<Entrusted> lockEntrusted(Tx tx);

  Optional<Entrusted> entrusted();

  /**
   * Keeps it, and the secret sealed.
   *
   * @throws org.jooq.exception.IntegrityConstraintViolationException when another shop has the
   *     mini-program, or the shop itself has just been entrusted
   */
  void entrust(Tx tx, Platform.Authorization authorization, String who);

  /** Shops whose mini-program that is; WeChat speaks of mini-programs, not of shops. */
  List<TenantId> shopsOf(String appId);
}
