package io.wanpu.admin.marketing;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.activity.Activity;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.activity.ActivityRow;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activities of all plugins in one calendar: a month at a time, or a week with all there is. */
@Path("/activities/calendar")
@ApplicationScoped
public class CalendarPages {
  private static final int MOST = 500;
  private static final int OF_A_DAY = 4;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /**
   * A day as the template shows it.
   *
   * @param here whether it belongs to the month that is shown
   * @param more how many entries there was no room for
   */
  public record Day(
      String date,
      int number,
      String name,
      boolean here,
      boolean today,
      List<Entry> entries,
      int more,
      String week) {}

  /**
   * An activity on a day.
   *
   * @param time when it begins, if it begins on that day
   * @param kind what sort of activity it is
   */
  public record Entry(
      String name, String address, String kind, String tone, String state, @Nullable String time) {}

  /** A kind of activity that the reader may see. */
  private record Kind(String title, String address) {}

  @GET
  @Permission("")
  public View show() {
    var phrases = Visit.current().phrases();
    var entered = Entered.in(request);
    var zone = phrases.zone();
    var today = mall.clock().instant().atZone(zone).toLocalDate();
    var day = day(entered.text("on"), today);
    var week = entered.text("view").equals("week");
    var month = YearMonth.from(day);
    var monday = TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY);
    var first = (week ? day : month.atDay(1)).with(monday);
    var last =
        (week ? day : month.atEndOfMonth()).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    var rows =
        mall.activities()
            .between(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                MOST);
    var kinds = kinds(phrases);
    var now = mall.clock().instant();
    var days = new ArrayList<Day>();
    for (var each = first; !each.isAfter(last); each = each.plusDays(1)) {
      days.add(
          day(
              each,
              week || YearMonth.from(each).equals(month),
              each.equals(today),
              entries(rows, each, kinds, now, phrases),
              week ? MOST : OF_A_DAY,
              phrases));
    }
    var step = week ? "&view=week" : "";
    return View.of("marketing/calendar")
        .with("days", days)
        .with("empty", days.stream().allMatch(each -> each.entries().isEmpty()))
        .with("week", week)
        .with("names", names(phrases))
        .with("period", title(week, first, last, month, phrases))
        .with("before", "?on=" + (week ? day.minusWeeks(1) : month.minusMonths(1).atDay(1)) + step)
        .with("after", "?on=" + (week ? day.plusWeeks(1) : month.plusMonths(1).atDay(1)) + step)
        .with("now", "?on=" + today + step)
        .with("asMonth", "?on=" + day)
        .with(
            "asWeek",
            "?on=" + (month.equals(YearMonth.from(today)) && !week ? today : day) + "&view=week");
  }

  /** The day of the address; within a century, so that no arithmetic overflows. */
  private static LocalDate day(String entered, LocalDate today) {
    if (entered.isEmpty()) {
      return today;
    }
    try {
      var day = LocalDate.parse(entered);
      if (day.getYear() > 1970 && day.getYear() < 2200) {
        return day;
      }
    } catch (java.time.DateTimeException unreadable) {
      // the same answer as for a day that is too far away
    }
    throw new MallException(ErrorKind.MALFORMED, "request.malformed");
  }

  /** Kinds of activities that the reader may see, by plugin and kind. */
  private Map<String, Kind> kinds(Phrases phrases) {
    var kinds = new HashMap<String, Kind>();
    for (var plugin : mall.plugins().serving()) {
      if (Rights.mayView(plugin.manifest())) {
        for (var desk : plugin.activities()) {
          kinds.put(
              desk.plugin() + "/" + desk.kind(),
              new Kind(
                  phrases.words(desk.titleKey()),
                  "/activities/" + desk.plugin() + "/" + desk.kind() + "/"));
        }
      }
    }
    return kinds;
  }

  private static List<Entry> entries(
      List<ActivityRow> rows,
      LocalDate day,
      Map<String, Kind> kinds,
      Instant now,
      Phrases phrases) {
    var zone = phrases.zone();
    var from = day.atStartOfDay(zone).toInstant();
    var until = day.plusDays(1).atStartOfDay(zone).toInstant();
    var entries = new ArrayList<Entry>();
    for (var row : rows) {
      var kind = kinds.get(row.plugin() + "/" + row.kind());
      if (kind != null && row.startsAt().isBefore(until) && row.endsAt().isAfter(from)) {
        entries.add(entry(row, kind, begins(row, day, zone), now, phrases));
      }
    }
    return entries;
  }

  private static @Nullable String begins(ActivityRow row, LocalDate day, ZoneId zone) {
    var at = row.startsAt().atZone(zone);
    return at.toLocalDate().equals(day) && !at.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? CLOCK.format(at)
        : null;
  }

  private static Entry entry(
      ActivityRow row, Kind kind, @Nullable String time, Instant now, Phrases phrases) {
    var phase = ActivityView.phase(row.status(), row.startsAt(), row.endsAt(), now);
    return new Entry(
        row.name(),
        kind.address() + row.id(),
        kind.title(),
        row.status() == Activity.Status.DRAFT ? "draft" : ActivityView.tone(phase),
        phrases.words("activity.phase." + phase),
        time);
  }

  private static Day day(
      LocalDate day, boolean here, boolean today, List<Entry> all, int most, Phrases phrases) {
    return new Day(
        day.toString(),
        day.getDayOfMonth(),
        DateTimeFormatter.ofPattern(phrases.words("calendar.day"), phrases.language().locale())
            .format(day),
        here,
        today,
        all.subList(0, Math.min(most, all.size())),
        Math.max(0, all.size() - most),
        "?on=" + day + "&view=week");
  }

  private static List<String> names(Phrases phrases) {
    return Arrays.stream(DayOfWeek.values())
        .map(day -> day.getDisplayName(TextStyle.SHORT, phrases.language().locale()))
        .toList();
  }

  private static String title(
      boolean week, LocalDate first, LocalDate last, YearMonth month, Phrases phrases) {
    var language = phrases.language().locale();
    if (!week) {
      return DateTimeFormatter.ofPattern(phrases.words("calendar.month"), language).format(month);
    }
    var day = DateTimeFormatter.ofPattern(phrases.words("calendar.date"), language);
    return day.format(first) + " – " + day.format(last);
  }
}
