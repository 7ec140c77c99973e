package io.wanpu.kernel.audit;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every change by staff and operator. Lines are added, never changed. */
public interface AuditLog {
  /**
   * Adds a line in the transaction of the change.
   *
   * @param action what was done, e.g. {@code product.changed}
   * @param subject what it was done to, e.g. {@code product:123}
   * @param before written as JSON; never a secret
   * @param after written as JSON; never a secret
   */
  void record(
      Tx tx,
      Actor actor,
      String action,
      String subject,
      @Nullable Object before,
      @Nullable Object after);

  /** Adds a line for each of several subjects. */
  void recordAll(Tx tx, Actor actor, String action, List<Change> changes);

  /** What a subject was, and what it is now. */
  record Change(String subject, @Nullable Object before, @Nullable Object after) {}

  /**
   * What somebody looks for.
   *
   * @param actor key of who did it
   * @param area what it was done to, the part of the action before its dot, e.g. {@code product}
   * @param subject e.g. {@code product:123}
   * @param from then or later
   * @param until before then
   */
  record Search(
      Optional<String> actor,
      Optional<String> area,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> until) {}

  /** Lines that fit, latest first. @param after cursor of the page before */
  Page<AuditEntry> find(Search search, Optional<String> after, int limit);

  /**
   * Lines, latest first.
   *
   * @param subject of this subject only
   * @param actor of this actor's key only
   * @param after cursor of the page before
   */
  Page<AuditEntry> list(
      Optional<String> subject, Optional<String> actor, Optional<String> after, int limit);
}
