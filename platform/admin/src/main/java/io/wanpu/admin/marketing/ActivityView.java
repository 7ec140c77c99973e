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
    var phase = phase(shown, now);
    return new ActivityView(
        shown.id().toString(),
        "/activities/" + desk.plugin() + "/" + desk.kind() + "/" + shown.id(),
        desk.plugin(),
        phrases.words(desk.titleKey()),
        shown.name(),
        phase,
        phrases.words("activity.phase." + phase),
        switch (phase) {
          case "RUNNING" -> "green";
          case "COMING" -> "blue";
          case "DRAFT" -> "azure";
          default -> "secondary";
        },
        shown.startsAt(),
        shown.endsAt(),
        shown.version(),
        phrases.text(shown.summary()),
        shown.figures().stream()
            .map(figure -> new Figure(phrases.words(figure.key()), phrases.arg(figure.value())))
            .toList());
  }

  private static String phase(ActivityDesk.Shown shown, Instant now) {
    if (shown.status() != Activity.Status.PUBLISHED) {
      return shown.status().name();
    }
    if (now.isBefore(shown.startsAt())) {
      return "COMING";
    }
    return now.isBefore(shown.endsAt()) ? "RUNNING" : "ENDED";
  }
}
