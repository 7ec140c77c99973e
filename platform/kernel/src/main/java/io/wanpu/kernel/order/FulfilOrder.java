package io.wanpu.kernel.order;

import static io.wanpu.kernel.db.Tables.ORDER_LINE;
import static io.wanpu.kernel.db.Tables.PARCEL;
import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.error.MallException;
import io.wanpu.api.event.OrderReceived;
import io.wanpu.api.event.OrderShipped;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.Map;

/** Ships paid orders in parcels, and notes that they have been received. */
public final class FulfilOrder {
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final OrderBook book;
  private final Outbox outbox;

  public FulfilOrder(TenantDb db, IdSource ids, MallClock clock, OrderBook book, Outbox outbox) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.book = book;
    this.outbox = outbox;
  }

  /**
   * Sends a parcel. With the last piece the order is shipped.
   *
   * @param contents pieces of lines; all that is left when empty
   * @throws MallException 422 when the fields are not right, 409 when the order is not to be
   *     shipped
   */
  public void ship(
      OrderId id, String carrier, String tracking, List<Order.Packed> contents, Actor actor) {
    require("carrier", carrier, 40);
    require("tracking", tracking, 60);
    db.transaction(
        tx -> {
          var order = book.lock(tx, id);
          if (order.state() != OrderState.PAID) {
            throw MallException.conflict("order.not_shippable");
          }
          var packed =
              contents.isEmpty()
                  ? order.lines().stream()
                      .filter(line -> line.shipped() < line.quantity())
                      .map(line -> new Order.Packed(line.no(), line.quantity() - line.shipped()))
                      .toList()
                  : contents;
          var dsl = db.on(tx);
          for (var piece : packed) {
            var rows =
                piece.quantity() < 1
                    ? 0
                    : dsl.update(ORDER_LINE)
                        .set(ORDER_LINE.SHIPPED, ORDER_LINE.SHIPPED.plus(piece.quantity()))
                        .where(
                            ORDER_LINE.TENANT_ID.eq(CurrentTenant.id().value()),
                            ORDER_LINE.ORDER_ID.eq(id.value()),
                            ORDER_LINE.LINE_NO.eq((short) piece.line()),
                            ORDER_LINE.QUANTITY.minus(ORDER_LINE.SHIPPED).ge(piece.quantity()))
                        .execute();
            if (rows == 0) {
              throw MallException.invalid("contents", "order.ships_too_many");
            }
          }
          dsl.insertInto(
                  PARCEL,
                  PARCEL.TENANT_ID,
                  PARCEL.ID,
                  PARCEL.ORDER_ID,
                  PARCEL.CARRIER,
                  PARCEL.TRACKING,
                  PARCEL.CONTENTS,
                  PARCEL.SHIPPED_AT)
              .values(
                  CurrentTenant.id().value(),
                  ids.next(),
                  id.value(),
                  carrier.strip(),
                  tracking.strip(),
                  Json.column(packed),
                  clock.instant())
              .execute();
          var detail = Map.of("carrier", carrier.strip(), "tracking", tracking.strip());
          var left =
              order.lines().stream().mapToInt(line -> line.quantity() - line.shipped()).sum();
          if (packed.stream().mapToInt(Order.Packed::quantity).sum() == left) {
            book.change(
                tx,
                order,
                set ->
                    set.set(SHOP_ORDER.STATE, OrderState.SHIPPED.name())
                        .set(SHOP_ORDER.SHIPPED_AT, clock.instant()),
                "shipped",
                actor.key(),
                detail);
            outbox.append(tx, new OrderShipped(id, order.member()));
          } else {
            book.note(tx, id, "parcel-sent", actor.key(), detail);
          }
          book.audit(tx, actor, "order.shipped", order, detail);
          return order;
        });
  }

  /** The member has the goods. Idempotent. @throws MallException 409 when nothing is on its way */
  public void receive(MemberId member, OrderId id) {
    db.transaction(
        tx -> {
          var order = book.lock(tx, id);
          if (!order.member().equals(member)) {
            throw MallException.notFound("order.unknown");
          }
          if (order.state() == OrderState.RECEIVED || order.state() == OrderState.COMPLETED) {
            return order;
          }
          if (order.state() != OrderState.SHIPPED) {
            throw MallException.conflict("order.not_receivable");
          }
          book.change(
              tx,
              order,
              set ->
                  set.set(SHOP_ORDER.STATE, OrderState.RECEIVED.name())
                      .set(SHOP_ORDER.RECEIVED_AT, clock.instant()),
              "received",
              "member",
              null);
          outbox.append(tx, new OrderReceived(id, member));
          return order;
        });
  }

  private static void require(String field, String value, int most) {
    if (value.isBlank() || value.strip().length() > most) {
      throw MallException.invalid(field, "order." + field);
    }
  }
}
