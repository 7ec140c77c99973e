package io.wanpu.kernel.job;

import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * Long work and how far it is. It waits, runs, and is done, failed or cancelled in the end.
 *
 * @param title what it does
 * @param startedBy key of who started it, {@code staff:<id>}
 * @param total 0 while that is not known
 * @param report how it ended
 * @param begunAt when it was begun last
 */
public record Job(
    JobId id,
    String kind,
    Text title,
    State state,
    String startedBy,
    long done,
    long total,
    int attempts,
    Optional<Text> report,
    Optional<Result> result,
    Instant createdAt,
    Optional<Instant> begunAt,
    Optional<Instant> endedAt) {
  /** Where it stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isOver() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  /** A file that it has made. @param name for people */
  public record Result(String name, String type, long bytes) {}
}
