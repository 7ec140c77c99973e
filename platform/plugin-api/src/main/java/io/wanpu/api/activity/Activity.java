package io.wanpu.api.activity;

import io.wanpu.api.id.ActivityId;
import java.time.Instant;

/**
 * One configured run of a promotion.
 *
 * @param <A> the record that configures it
 * @param startsAt first instant of the run
 * @param endsAt first instant after the run
 * @param version optimistic lock: grows with every change
 */
public record Activity<A extends Record>(
    ActivityId id,
    String name,
    Status status,
    Instant startsAt,
    Instant endsAt,
    A config,
    int version) {

  /** Where an activity stands. */
  public enum Status {
    /** Being written; shoppers do not see it and it holds no stock. */
    DRAFT,
    /** Its stock is allocated; shoppers see it from then on, it runs from start to end. */
    PUBLISHED,
    /** Over or stopped; its stock has been returned. */
    ENDED
  }

  /** Whether it runs at that instant. */
  public boolean runsAt(Instant at) {
    return status == Status.PUBLISHED && !at.isBefore(startsAt) && at.isBefore(endsAt);
  }
}
