package io.wanpu.kernel.order;

import static io.wanpu.kernel.db.Tables.ORDER_CLAIM;
import static io.wanpu.kernel.db.Tables.ORDER_EVENT;
import static io.wanpu.kernel.db.Tables.ORDER_LINE;
import static io.wanpu.kernel.db.Tables.PARCEL;
import static io.wanpu.kernel.db.Tables.SHOP_ORDER;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;
import org.jooq.UpdateSetStep;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes orders. State changes go through the use cases; this class only keeps the books.
 */
public final class OrderBook {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final long TAIL = 10_000_000_000L;

  private static final List<Field<?>> NEW =
      List.of(
          SHOP_ORDER.ID,
          SHOP_ORDER.NUMBER,
          SHOP_ORDER.MEMBER_ID,
          SHOP_ORDER.CHECKOUT_TOKEN,
          SHOP_ORDER.STATE,
          SHOP_ORDER.CURRENCY,
          SHOP_ORDER.GOODS_TOTAL,
          SHOP_ORDER.DISCOUNT_TOTAL,
          SHOP_ORDER.SHIPPING_TOTAL,
          SHOP_ORDER.PAYABLE,
          SHOP_ORDER.PAID,
          SHOP_ORDER.REFUNDED,
          SHOP_ORDER.PRICING,
          SHOP_ORDER.ADDRESS,
          SHOP_ORDER.NOTE,
          SHOP_ORDER.DUE_AT,
          SHOP_ORDER.CREATED_AT,
          SHOP_ORDER.VERSION);

  private static final List<Field<?>> LINE =
      List.of(
          ORDER_LINE.ORDER_ID,
          ORDER_LINE.LINE_NO,
          ORDER_LINE.PRODUCT_ID,
          ORDER_LINE.SKU_ID,
          ORDER_LINE.TITLE,
          ORDER_LINE.SPEC,
          ORDER_LINE.MEDIA,
          ORDER_LINE.QUANTITY,
          ORDER_LINE.LIST_PRICE,
          ORDER_LINE.UNIT_PRICE,
          ORDER_LINE.DISCOUNT,
          ORDER_LINE.TOTAL,
          ORDER_LINE.SHIPPED,
          ORDER_LINE.ACTIVITY_ID);

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final AuditLog audit;

  public OrderBook(TenantDb db, IdSource ids, MallClock clock, AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
  }

  /** The order of a token. */
  record Placed(OrderId order, String fingerprint) {}

  /** Another transaction has placed an order with this token. */
  static final class TokenUsed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TokenUsed() {
      super(null, null, false, false);
    }
  }

  /** A claim that an order has used. */
  record UsedClaim(String plugin, ClaimId id, Order.Line line) {}

  /** A token and whose it is. */
  record TokenKey(MemberId member, String token) {}

  /** All that is known of an order before its transaction begins. */
  record Draft(
      MemberId member,
      String token,
      Checkout.Preview preview,
      String address,
      String note,
      OrderTerms terms) {
    TokenKey key() {
      return new TokenKey(member, token);
    }

    AddressBook.Wanted wanted() {
      return new AddressBook.Wanted(member, address);
    }
  }

  /** An order that is to be written. */
  record New(Order order, Draft draft) {}

  Optional<Placed> findByToken(MemberId member, String token) {
    var key = new TokenKey(member, token);
    return Optional.ofNullable(db.read(dsl -> findByTokens(dsl, List.of(key))).get(key));
  }

  Map<TokenKey, Placed> findByTokens(Tx tx, Collection<TokenKey> keys) {
    return findByTokens(db.on(tx), keys);
  }

  private static Map<TokenKey, Placed> findByTokens(DSLContext dsl, Collection<TokenKey> keys) {
    // a condition of its own for each: each is a range of the unique key
    return dsl.select(
            SHOP_ORDER.MEMBER_ID, SHOP_ORDER.CHECKOUT_TOKEN, SHOP_ORDER.ID, SHOP_ORDER.PRICING)
        .from(SHOP_ORDER)
        .where(
            SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
            DSL.or(
                keys.stream()
                    .map(
                        key ->
                            SHOP_ORDER
                                .MEMBER_ID
                                .eq(key.member().value())
                                .and(SHOP_ORDER.CHECKOUT_TOKEN.eq(key.token())))
                    .toList()))
        .fetchMap(
            r -> new TokenKey(new MemberId(r.value1()), r.value2()),
            r ->
                new Placed(
                    new OrderId(r.value3()),
                    Checkout.fingerprint(Json.read(r.value4().data(), PricedCart.class))));
  }

  /** The order that a draft becomes when it is written. */
  Order open(Draft draft, DeliveryAddress address, Instant now) {
    var id = new OrderId(ids.next());
    var terms = draft.terms();
    var price = draft.preview().price();
    return new Order(
        id,
        number(id, now, terms.zone()),
        draft.member(),
        OrderState.CREATED,
        Optional.empty(),
        terms.currency(),
        price.goods(),
        price.discount(),
        price.freight() - price.freightDiscount(),
        price.payable(),
        0,
        0,
        address,
        draft.note().strip(),
        now.plus(terms.payWithin()),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        draft.preview().lines().stream().map(line -> opened(line, price)).toList());
  }

  private static Order.Line opened(Checkout.Line line, PricedCart cart) {
    var price = cart.lines().stream().filter(p -> p.no() == line.no()).findFirst().orElseThrow();
    return new Order.Line(
        line.no(),
        line.sku().product(),
        line.sku().sku(),
        line.sku().title(),
        line.sku().spec(),
        line.sku().media(),
        line.quantity(),
        price.listPrice(),
        price.unitPrice(),
        price.discount(),
        price.total(),
        0,
        line.claim().map(CartLine.Claimed::activity));
  }

  /**
   * Writes new orders with their lines.
   *
   * @throws TokenUsed when there is an order with a token of one of them
   */
  void insert(Tx tx, List<New> orders) {
    try {
      db.insertAll(tx, SHOP_ORDER, NEW, orders.stream().map(OrderBook::values).toList());
    } catch (IntegrityConstraintViolationException e) {
      if (String.valueOf(e.getMessage()).contains("shop_order_checkout")) {
        throw new TokenUsed();
      }
      throw e;
    }
    db.insertAll(
        tx,
        ORDER_LINE,
        LINE,
        orders.stream()
            .map(New::order)
            .flatMap(order -> order.lines().stream().map(line -> values(order.id(), line)))
            .toList());
  }

  private static @Nullable Object[] values(New one) {
    var order = one.order();
    return new @Nullable Object[] {
      order.id().value(),
      order.number(),
      order.member().value(),
      one.draft().token(),
      order.state().name(),
      order.currency(),
      order.goods(),
      order.discount(),
      order.shipping(),
      order.payable(),
      order.paid(),
      order.refunded(),
      Json.column(one.draft().preview().price()),
      Json.column(order.address()),
      order.note(),
      order.dueAt(),
      order.createdAt(),
      order.version()
    };
  }

  private static @Nullable Object[] values(OrderId id, Order.Line line) {
    return new @Nullable Object[] {
      id.value(),
      (short) line.no(),
      line.product().value(),
      line.sku().value(),
      line.title(),
      line.spec(),
      line.media().orElse(null),
      line.quantity(),
      line.listPrice(),
      line.unitPrice(),
      line.discount(),
      line.total(),
      line.shipped(),
      line.activity().map(ActivityId::value).orElse(null)
    };
  }

  /** The day in the shop's zone, then ten digits: {@code 2612010123456789}. */
  private static String number(OrderId id, Instant now, ZoneId zone) {
    return DAY.format(now.atZone(zone)) + String.format("%010d", id.value() % TAIL);
  }

  /**
   * An order uses a claim.
   *
   * @throws MallException 409 {@code checkout.claim_gone} when another order has used it, whatever
   *     its plugin believes: the primary key (tenant_id, claim_id) lets one order at most
   */
  void insertClaim(Tx tx, OrderId order, int line, CartLine.Claimed claim) {
    try {
      db.on(tx)
          .insertInto(
              ORDER_CLAIM,
              ORDER_CLAIM.TENANT_ID,
              ORDER_CLAIM.CLAIM_ID,
              ORDER_CLAIM.PLUGIN_ID,
              ORDER_CLAIM.ORDER_ID,
              ORDER_CLAIM.LINE_NO)
          .values(
              CurrentTenant.id().value(),
              claim.id().value(),
              claim.plugin(),
              order.value(),
              (short) line)
          .execute();
    } catch (IntegrityConstraintViolationException e) {
      throw new MallException(ErrorKind.CONFLICT, "checkout.claim_gone", List.of(), List.of(), e);
    }
  }

  List<UsedClaim> claims(Tx tx, Order order) {
    return db.on(tx)
        .select(ORDER_CLAIM.PLUGIN_ID, ORDER_CLAIM.CLAIM_ID, ORDER_CLAIM.LINE_NO)
        .from(ORDER_CLAIM)
        .where(
            ORDER_CLAIM.TENANT_ID.eq(CurrentTenant.id().value()),
            ORDER_CLAIM.ORDER_ID.eq(order.id().value()))
        .orderBy(ORDER_CLAIM.CLAIM_ID)
        .fetch(
            r ->
                new UsedClaim(
                    r.value1(),
                    new ClaimId(r.value2()),
                    order.lines().stream()
                        .filter(l -> l.no() == r.value3())
                        .findFirst()
                        .orElseThrow()));
  }

  /**
   * Locks the order for a change of its state. @throws MallException 404 when this shop has no such
   * order
   */
  public Order lock(Tx tx, OrderId id) {
    var dsl = db.on(tx);
    var row =
        select(dsl)
            .where(key(id))
            .forUpdate()
            .fetchOptional()
            .orElseThrow(() -> MallException.notFound("order.unknown"));
    return read(row, lines(dsl, List.of(id)).getOrDefault(id, List.of()));
  }

  /** The order. */
  public Optional<Order> find(OrderId id) {
    return db.read(
        dsl ->
            select(dsl)
                .where(key(id))
                .fetchOptional()
                .map(r -> read(r, lines(dsl, List.of(id)).getOrDefault(id, List.of()))));
  }

  List<Order> list(Condition filter, Optional<OrderId> before, int limit) {
    return db.read(
        dsl -> {
          var rows =
              select(dsl)
                  .where(
                      SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                      filter,
                      SHOP_ORDER.ID.lt(before.map(OrderId::value).orElse(Long.MAX_VALUE)))
                  .orderBy(SHOP_ORDER.ID.desc())
                  .limit(limit)
                  .fetch();
          var lines =
              rows.isEmpty()
                  ? Map.<OrderId, List<Order.Line>>of()
                  : lines(dsl, rows.map(r -> new OrderId(r.get(SHOP_ORDER.ID))));
          return rows.map(
              r -> read(r, lines.getOrDefault(new OrderId(r.get(SHOP_ORDER.ID)), List.of())));
        });
  }

  List<Order> list(Condition filter, Orders.Sort sort, Optional<Cursor> after, int limit) {
    return db.read(
        dsl -> {
          var rows =
              select(dsl)
                  .where(
                      SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()),
                      filter,
                      after.map(cursor -> beyond(sort, cursor)).orElse(DSL.noCondition()))
                  .orderBy(
                      switch (sort) {
                        case NEWEST -> List.of(SHOP_ORDER.ID.desc());
                        case OLDEST -> List.of(SHOP_ORDER.ID.asc());
                        case DEAREST -> List.of(SHOP_ORDER.PAYABLE.desc(), SHOP_ORDER.ID.desc());
                        case CHEAPEST -> List.of(SHOP_ORDER.PAYABLE.asc(), SHOP_ORDER.ID.asc());
                      })
                  .limit(limit)
                  .fetch();
          var lines =
              rows.isEmpty()
                  ? Map.<OrderId, List<Order.Line>>of()
                  : lines(dsl, rows.map(r -> new OrderId(r.get(SHOP_ORDER.ID))));
          return rows.map(
              r -> read(r, lines.getOrDefault(new OrderId(r.get(SHOP_ORDER.ID)), List.of())));
        });
  }

  private static Condition beyond(Orders.Sort sort, Cursor last) {
    return switch (sort) {
      case NEWEST -> SHOP_ORDER.ID.lt(last.id());
      case OLDEST -> SHOP_ORDER.ID.gt(last.id());
      case DEAREST ->
          SHOP_ORDER
              .PAYABLE
              .lt(last.value())
              .or(SHOP_ORDER.PAYABLE.eq(last.value()).and(SHOP_ORDER.ID.lt(last.id())));
      case CHEAPEST ->
          SHOP_ORDER
              .PAYABLE
              .gt(last.value())
              .or(SHOP_ORDER.PAYABLE.eq(last.value()).and(SHOP_ORDER.ID.gt(last.id())));
    };
  }

  /** Everything around an order. */
  public Optional<Order.Story> story(OrderId id) {
    return find(id)
        .map(
            order ->
                db.read(
                    dsl ->
                        new Order.Story(
                            order,
                            Json.read(
                                dsl.select(SHOP_ORDER.PRICING)
                                    .from(SHOP_ORDER)
                                    .where(key(id))
                                    .fetchSingle()
                                    .value1()
                                    .data(),
                                PricedCart.class),
                            dsl.select(
                                    ORDER_EVENT.KIND,
                                    ORDER_EVENT.ACTOR,
                                    ORDER_EVENT.DETAIL,
                                    ORDER_EVENT.AT)
                                .from(ORDER_EVENT)
                                .where(
                                    ORDER_EVENT.TENANT_ID.eq(CurrentTenant.id().value()),
                                    ORDER_EVENT.ORDER_ID.eq(id.value()))
                                .orderBy(ORDER_EVENT.ID)
                                .fetch(
                                    r ->
                                        new Order.Event(
                                            r.value1(),
                                            r.value2(),
                                            r.value3() == null ? "null" : r.value3().data(),
                                            r.value4())),
                            dsl.select(
                                    PARCEL.ID,
                                    PARCEL.CARRIER,
                                    PARCEL.TRACKING,
                                    PARCEL.CONTENTS,
                                    PARCEL.SHIPPED_AT)
                                .from(PARCEL)
                                .where(
                                    PARCEL.TENANT_ID.eq(CurrentTenant.id().value()),
                                    PARCEL.ORDER_ID.eq(id.value()))
                                .orderBy(PARCEL.ID)
                                .fetch(
                                    r ->
                                        new Order.Parcel(
                                            r.value1(),
                                            r.value2(),
                                            r.value3(),
                                            List.of(
                                                Json.read(r.value4().data(), Order.Packed[].class)),
                                            r.value5())))));
  }

  /** Changes a locked order and notes it in its timeline. */
  void change(
      Tx tx,
      Order order,
      UnaryOperator<UpdateSetMoreStep<?>> sets,
      String event,
      String actor,
      @Nullable Object detail) {
    UpdateSetStep<?> update = db.on(tx).update(SHOP_ORDER);
    var rows =
        ((org.jooq.UpdateWhereStep<?>)
                sets.apply(update.set(SHOP_ORDER.VERSION, order.version() + 1)))
            .where(key(order.id()), SHOP_ORDER.VERSION.eq(order.version()))
            .execute();
    if (rows != 1) {
      throw MallException.conflict("request.stale");
    }
    note(tx, order.id(), event, actor, detail);
  }

  /** Notes something in the timeline. */
  public void note(Tx tx, OrderId order, String event, String actor, @Nullable Object detail) {
    db.on(tx)
        .insertInto(
            ORDER_EVENT,
            ORDER_EVENT.TENANT_ID,
            ORDER_EVENT.ORDER_ID,
            ORDER_EVENT.ID,
            ORDER_EVENT.KIND,
            ORDER_EVENT.ACTOR,
            ORDER_EVENT.DETAIL,
            ORDER_EVENT.AT)
        .values(
            CurrentTenant.id().value(),
            order.value(),
            ids.next(),
            event,
            actor,
            detail == null ? null : Json.column(detail),
            clock.instant())
        .execute();
  }

  /** Writes into the shop's audit log what staff have done to an order. */
  void audit(Tx tx, Actor actor, String action, Order order, Object after) {
    audit.record(
        tx,
        actor,
        action,
        "order:" + order.id(),
        Map.of("number", order.number(), "state", order.state()),
        after);
  }

  private static Condition key(OrderId id) {
    return SHOP_ORDER.TENANT_ID.eq(CurrentTenant.id().value()).and(SHOP_ORDER.ID.eq(id.value()));
  }

  private static org.jooq.SelectJoinStep<? extends Record> select(DSLContext dsl) {
    return dsl.select(
            SHOP_ORDER.ID,
            SHOP_ORDER.NUMBER,
            SHOP_ORDER.MEMBER_ID,
            SHOP_ORDER.STATE,
            SHOP_ORDER.CLOSE_REASON,
            SHOP_ORDER.CURRENCY,
            SHOP_ORDER.GOODS_TOTAL,
            SHOP_ORDER.DISCOUNT_TOTAL,
            SHOP_ORDER.SHIPPING_TOTAL,
            SHOP_ORDER.PAYABLE,
            SHOP_ORDER.PAID,
            SHOP_ORDER.REFUNDED,
            SHOP_ORDER.ADDRESS,
            SHOP_ORDER.NOTE,
            SHOP_ORDER.DUE_AT,
            SHOP_ORDER.CREATED_AT,
            SHOP_ORDER.PAID_AT,
            SHOP_ORDER.SHIPPED_AT,
            SHOP_ORDER.RECEIVED_AT,
            SHOP_ORDER.CLOSED_AT,
            SHOP_ORDER.VERSION)
        .from(SHOP_ORDER);
  }

  private static Map<OrderId, List<Order.Line>> lines(DSLContext dsl, Collection<OrderId> orders) {
    return dsl.select(LINE)
        .from(ORDER_LINE)
        .where(
            ORDER_LINE.TENANT_ID.eq(CurrentTenant.id().value()),
            ORDER_LINE.ORDER_ID.in(orders.stream().map(OrderId::value).toList()))
        .orderBy(ORDER_LINE.ORDER_ID, ORDER_LINE.LINE_NO)
        .fetchGroups(
            r -> new OrderId(r.get(ORDER_LINE.ORDER_ID)),
            r ->
                new Order.Line(
                    r.get(ORDER_LINE.LINE_NO),
                    new ProductId(r.get(ORDER_LINE.PRODUCT_ID)),
                    new SkuId(r.get(ORDER_LINE.SKU_ID)),
                    r.get(ORDER_LINE.TITLE),
                    r.get(ORDER_LINE.SPEC),
                    Optional.ofNullable(r.get(ORDER_LINE.MEDIA)),
                    r.get(ORDER_LINE.QUANTITY),
                    r.get(ORDER_LINE.LIST_PRICE),
                    r.get(ORDER_LINE.UNIT_PRICE),
                    r.get(ORDER_LINE.DISCOUNT),
                    r.get(ORDER_LINE.TOTAL),
                    r.get(ORDER_LINE.SHIPPED),
                    Optional.ofNullable(r.get(ORDER_LINE.ACTIVITY_ID)).map(ActivityId::new)));
  }

  private static Order read(Record r, List<Order.Line> lines) {
    return new Order(
        new OrderId(r.get(SHOP_ORDER.ID)),
        r.get(SHOP_ORDER.NUMBER),
        new MemberId(r.get(SHOP_ORDER.MEMBER_ID)),
        OrderState.valueOf(r.get(SHOP_ORDER.STATE)),
        Optional.ofNullable(r.get(SHOP_ORDER.CLOSE_REASON)),
        r.get(SHOP_ORDER.CURRENCY),
        r.get(SHOP_ORDER.GOODS_TOTAL),
        r.get(SHOP_ORDER.DISCOUNT_TOTAL),
        r.get(SHOP_ORDER.SHIPPING_TOTAL),
        r.get(SHOP_ORDER.PAYABLE),
        r.get(SHOP_ORDER.PAID),
        r.get(SHOP_ORDER.REFUNDED),
        Json.read(r.get(SHOP_ORDER.ADDRESS).data(), DeliveryAddress.class),
        r.get(SHOP_ORDER.NOTE),
        r.get(SHOP_ORDER.DUE_AT),
        r.get(SHOP_ORDER.CREATED_AT),
        Optional.ofNullable(r.get(SHOP_ORDER.PAID_AT)),
        Optional.ofNullable(r.get(SHOP_ORDER.SHIPPED_AT)),
        Optional.ofNullable(r.get(SHOP_ORDER.RECEIVED_AT)),
        Optional.ofNullable(r.get(SHOP_ORDER.CLOSED_AT)),
        r.get(SHOP_ORDER.VERSION),
        lines);
  }
}
