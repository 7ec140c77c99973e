package io.wanpu.kernel.tracking.jooq;

import static io.wanpu.kernel.db.Tables.TRACK_EVENT;

import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.tracking.TrackBatch;
import io.wanpu.kernel.tracking.TrackLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tracked events in MariaDB, a partition for each month. */
public final class JooqTrackLog implements TrackLog {
  private final TenantDb db;

  public JooqTrackLog(TenantDb db) {
    this.db = db;
  }

  @Override
  public void add(TrackBatch batch, Instant receivedAt) {
    var member = batch.member().map(MemberId::value).orElse(null);
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          for (var event : batch.events()) {
            // the primary key makes a repeated batch harmless
            dsl.insertInto(TRACK_EVENT)
                .set(TRACK_EVENT.TENANT_ID, CurrentTenant.id().value())
                .set(TRACK_EVENT.AT, event.at().truncatedTo(ChronoUnit.MILLIS))
                .set(TRACK_EVENT.ID, event.id())
                .set(TRACK_EVENT.NAME, event.name())
                .set(TRACK_EVENT.MEMBER_ID, member)
                .set(TRACK_EVENT.VISITOR, batch.visitor())
                .set(TRACK_EVENT.SESSION, batch.session())
                .set(TRACK_EVENT.SCENE, batch.scene())
                .set(TRACK_EVENT.CHANNEL, batch.channel())
                .set(TRACK_EVENT.PROPS, Json.column(event.props()))
                .set(TRACK_EVENT.RECEIVED_AT, receivedAt)
                .onDuplicateKeyIgnore()
                .execute();
          }
          return batch.events().size();
        });
  }
}
