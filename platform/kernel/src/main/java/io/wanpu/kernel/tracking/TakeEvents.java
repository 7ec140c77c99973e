package io.wanpu.kernel.tracking;

import io.wanpu.kernel.shared.MallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what programs tell of their shoppers. What is not declared is refused, each event by
 * itself: a program of next month or a broken one loses the event, not the batch.
 */
public final class TakeEvents {
  /** Programs keep events while they are offline, but not for ever. */
  private static final Duration OLDEST = Duration.ofDays(7);

  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final int LONGEST = 200;

  private final TrackLog log;
  private final MallClock clock;

  public TakeEvents(TrackLog log, MallClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Why an event was refused. */
  public enum Reason {
    UNKNOWN_EVENT,
    UNKNOWN_PROPERTY,
    PROPERTY_TOO_LONG,
    TOO_OLD,
    FROM_THE_FUTURE
  }

  /** A refused event. */
  public record Refused(String id, Reason reason) {}

  /** What became of a batch. */
  public record Outcome(int accepted, List<Refused> refused) {}

  /** Keeps what may be kept. The same event once more counts once. */
  public Outcome take(TrackBatch batch) {
    var now = clock.instant();
    var good = new ArrayList<TrackBatch.Event>();
    var refused = new ArrayList<Refused>();
    for (var event : batch.events()) {
      judge(event)
          .ifPresentOrElse(
              reason -> refused.add(new Refused(event.id(), reason)), () -> good.add(event));
    }
    if (!good.isEmpty()) {
      log.add(
          new TrackBatch(
              batch.member(),
              batch.visitor(),
              batch.session(),
              batch.scene(),
              batch.channel(),
              good),
          now);
    }
    return new Outcome(good.size(), List.copyOf(refused));
  }

  private Optional<Reason> judge(TrackBatch.Event event) {
    if (!Declared.knows(event.name())) {
      return Optional.of(Reason.UNKNOWN_EVENT);
    }
    if (!Declared.properties(event.name()).containsAll(event.props().keySet())) {
      return Optional.of(Reason.UNKNOWN_PROPERTY);
    }
    if (event.props().values().stream().anyMatch(value -> value.length() > LONGEST)) {
      return Optional.of(Reason.PROPERTY_TOO_LONG);
    }
    var now = clock.instant();
    if (event.at().isBefore(now.minus(OLDEST))) {
      return Optional.of(Reason.TOO_OLD);
    }
    return event.at().isAfter(now.plus(AHEAD))
        ? Optional.of(Reason.FROM_THE_FUTURE)
        : Optional.empty();
  }
}
