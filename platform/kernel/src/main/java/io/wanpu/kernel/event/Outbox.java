package io.wanpu.kernel.event;

import static io.wanpu.kernel.db.Tables.EVENT_DELIVERY;
import static io.wanpu.kernel.db.Tables.OUTBOX_EVENT;

import io.wanpu.api.data.Tx;
import io.wanpu.api.event.MallEvent;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import java.util.List;
import java.util.Optional;

/**
 * Writes events in the transaction that makes them true, with one delivery row for each handler
 * that wants them.
 */
public final class Outbox {
  static final String BELL = "events";

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final Extensions extensions;
  private final BellTower bells;

  public Outbox(
      TenantDb db, IdSource ids, MallClock clock, Extensions extensions, BellTower bells) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.extensions = extensions;
    this.bells = bells;
  }

  private record Appended(long id, MallEvent event) {
    String type() {
      return EventTypes.nameOf(event);
    }
  }

  /** Appends an event. It is delivered after the commit. */
  public void append(Tx tx, MallEvent event) {
    append(tx, List.of(event));
  }

  /** Appends events, in their order. */
  public void append(Tx tx, List<? extends MallEvent> events) {
    var at = clock.instant();
    var appended = events.stream().map(event -> new Appended(ids.next(), event)).toList();
    db.insertAll(
        tx,
        OUTBOX_EVENT,
        List.of(
            OUTBOX_EVENT.AT,
            OUTBOX_EVENT.ID,
            OUTBOX_EVENT.TYPE,
            OUTBOX_EVENT.VERSION,
            OUTBOX_EVENT.SUBJECT,
            OUTBOX_EVENT.PAYLOAD),
        appended.stream()
            .map(
                each ->
                    new Object[] {
                      at,
                      each.id(),
                      each.type(),
                      (short) 1,
                      each.event().subject(),
                      Json.column(each.event())
                    })
            .toList());
    var deliveries =
        appended.stream()
            .flatMap(
                each ->
                    extensions.handlers(each.type()).stream()
                        .map(
                            handler ->
                                new Object[] {
                                  at, each.id(), handler, each.type(), "WAITING", (short) 0, at
                                }))
            .toList();
    if (!deliveries.isEmpty()) {
      db.insertAll(
          tx,
          EVENT_DELIVERY,
          List.of(
              EVENT_DELIVERY.EVENT_AT,
              EVENT_DELIVERY.EVENT_ID,
              EVENT_DELIVERY.HANDLER,
              EVENT_DELIVERY.TYPE,
              EVENT_DELIVERY.STATE,
              EVENT_DELIVERY.ATTEMPTS,
              EVENT_DELIVERY.NEXT_AT),
          deliveries);
      tx.afterCommit(() -> bells.ring(BELL, Optional.empty(), ""));
    }
  }
}
