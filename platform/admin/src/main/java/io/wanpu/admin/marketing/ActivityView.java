package io.wanpu.admin.marketing;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.activity.Activity;
import io.wanpu.runtime.load.ActivityDesk;
import java.time.Instant;
import java.util.List;

/**
 * An activity as the templates show it.
 *
 * @param phase {@code DRAFT}, {@code COMING}, {@code RUNNING} or {@code ENDED}
 */
public record ActivityView(
    String id,
    String address,
    String plugin,
    String kind,
    String name,
    String phase,
    String state,
    String tone,
    Instant startsAt,
    Instant endsAt,
    int version,
    String summary,
    List<Figure> figures) {

  /** A live figure. */
  public record Figure(String label, String value) {}

  static ActivityView of(
      ActivityDesk desk, ActivityDesk.Shown shown, Instant now, Phrases phrases) {
    var phase = phase(shown.status(), shown.startsAt(), shown.endsAt(), now);
    return new ActivityView(
        shown.id().toString(),
        "/activities/" + desk.plugin() + "/" + desk.kind() + "/" + shown.id(),
        desk.plugin(),
        phrases.words(desk.titleKey()),
        shown.name(),
        phase,
        phrases.words("activity.phase." + phase),
        tone(phase),
        shown.startsAt(),
        shown.endsAt(),
        shown.version(),
        phrases.text(shown.summary()),
        shown.figures().stream()
            .map(figure -> new Figure(phrases.words(figure.key()), phrases.arg(figure.value())))
            .toList());
  }

  /** Colour of a phase. */
  static String tone(String phase) {
    return switch (phase) {
      case "RUNNING" -> "green";
      case "COMING" -> "blue";
      case "DRAFT" -> "azure";
      default -> "secondary";
    };
  }

  /** Where an activity stands. */
  static String phase(Activity.Status status, Instant startsAt, Instant endsAt, Instant now) {
    if (status != Activity.Status.PUBLISHED) {
      return status.name();
    }
    if (now.isBefore(startsAt)) {
      return "COMING";
    }
    return now.isBefore(endsAt) ? "RUNNING" : "ENDED";
  }
}
