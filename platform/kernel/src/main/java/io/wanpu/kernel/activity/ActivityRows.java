package io.wanpu.kernel.activity;

import static io.wanpu.kernel.db.Tables.ACTIVITY;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.id.ActivityId;
import io.wanpu.kernel.shared.CurrentTenant;
import java.time.Instant;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jooq.Record9;
import org.jooq.SelectSelectStep;

/** Rows of activities, and what the audit log notes of them. */
final class ActivityRows {
  private ActivityRows() {}

  static String subject(ActivityId id) {
    return "activity:" + id;
  }

  static Map<String, Object> noted(ActivityRow row) {
    return noted(row.plugin(), row.name(), row.status(), row.startsAt(), row.endsAt());
  }

  static Map<String, Object> noted(
      String plugin, String name, Activity.Status status, Instant startsAt, Instant endsAt) {
    return Map.of(
        "plugin", plugin, "name", name, "status", status, "startsAt", startsAt, "endsAt", endsAt);
  }

  static Condition key(ActivityId id) {
    return ACTIVITY.TENANT_ID.eq(CurrentTenant.id().value()).and(ACTIVITY.ID.eq(id.value()));
  }

  static SelectSelectStep<
          Record9<Long, String, String, String, String, Instant, Instant, JSON, Integer>>
      select(DSLContext dsl) {
    return dsl.select(
        ACTIVITY.ID,
        ACTIVITY.PLUGIN_ID,
        ACTIVITY.KIND,
        ACTIVITY.NAME,
        ACTIVITY.STATUS,
        ACTIVITY.STARTS_AT,
        ACTIVITY.ENDS_AT,
        ACTIVITY.CONFIG,
        ACTIVITY.VERSION);
  }

  static ActivityRow row(
      Long id,
      String plugin,
      String kind,
      String name,
      String status,
      Instant startsAt,
      Instant endsAt,
      JSON config,
      Integer version) {
    return new ActivityRow(
        new ActivityId(id),
        plugin,
        kind,
        name,
        Activity.Status.valueOf(status),
        startsAt,
        endsAt,
        config.data(),
        version);
  }
}
