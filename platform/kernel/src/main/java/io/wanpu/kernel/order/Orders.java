package io.wanpu.kernel.order;

import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.impl.DSL;

/** Orders of the calling shop, for members and for staff. */
public final class Orders {
  private final TenantDb db;
  private final OrderBook book;

  public Orders(TenantDb db, OrderBook book) {
    this.db = db;
    this.book = book;
  }

  /** The member's order. @throws MallException 404 when it is not hers */
  public Order.Story story(MemberId member, OrderId id) {
    return book.story(id)
        .filter(story -> story.order().member().equals(member))
        .orElseThrow(() -> MallException.notFound("order.unknown"));
  }

  /** Any order of the shop. @throws MallException 404 */
  public Order.Story story(OrderId id) {
    return book.story(id).orElseThrow(() -> MallException.notFound("order.unknown"));
  }

  /** The member's orders, newest first. */
  public List<Order> of(
      MemberId member, Optional<OrderState> state, Optional<OrderId> before, int limit) {
    return book.list(
        SHOP_ORDER
            .MEMBER_ID
            .eq(member.value())
            .and(state.map(s -> SHOP_ORDER.STATE.eq(s.name())).orElse(DSL.noCondition())),
        before,
        limit);
  }

  /** The shop's orders, newest first. @param number beginning of an order number */
  public List<Order> list(
      Optional<OrderState> state, Optional<String> number, Optional<OrderId> before, int limit) {
    return book.list(
        state
            .map(s -> SHOP_ORDER.STATE.eq(s.name()))
            .orElse(DSL.noCondition())
            .and(
                number
                    .map(n -> (org.jooq.Condition) SHOP_ORDER.NUMBER.startsWith(n))
                    .orElse(DSL.noCondition())),
        before,
        limit);
  }

  /** How many orders stand where. */
  public Map<OrderState, Integer> counts() {
    return db.read(
        dsl -> {
          var counts = new EnumMap<OrderState, Integer>(OrderState.class);
          dsl.select(SHOP_ORDER.STATE, DSL.count())
              .from(SHOP_ORDER)
              .where(SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()))
              .groupBy(SHOP_ORDER.STATE)
              .forEach(r -> counts.put(OrderState.valueOf(r.value1()), r.value2()));
          return counts;
        });
  }

  /**
   * Orders paid in a span of time.
   *
   * @param orders how many
   * @param revenue what was paid, less what went back; minor units
   */
  public record Takings(int orders, long revenue) {}

  /** Takings from an instant until before another. */
  public Takings takings(Instant from, Instant until) {
    return db.read(
        dsl ->
            dsl.select(
                    DSL.count(),
                    DSL.coalesce(
                        DSL.sum(SHOP_ORDER.PAID.minus(SHOP_ORDER.REFUNDED)),
                        java.math.BigDecimal.ZERO))
                .from(SHOP_ORDER)
                .where(
                    SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                    SHOP_ORDER.PAID_AT.ge(from),
                    SHOP_ORDER.PAID_AT.lt(until))
                .fetchSingle(r -> new Takings(r.value1(), r.value2().longValueExact())));
  }
}
