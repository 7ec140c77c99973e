package io.wanpu.kernel.audit;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.Page;
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
   * Lines, latest first.
   *
   * @param subject of this subject only
   * @param actor of this actor's key only
   * @param after cursor of the page before
   */
  Page<AuditEntry> list(
      Optional<String> subject, Optional<String> actor, Optional<String> after, int limit);
}
