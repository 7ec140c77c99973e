package io.wanpu.seckill.claim;

import static io.wanpu.api.data.Prepared.value;
import static io.wanpu.seckill.db.Tables.CLAIM;
import static io.wanpu.seckill.db.Tables.SALE_STOCK;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record11;
import org.jooq.RowCountQuery;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of claims and of the stock that they are taken from. */
public final class ClaimBook {
  private static final List<Field<?>> NEW =
      List.of(
          CLAIM.ID,
          CLAIM.ACTIVITY_ID,
          CLAIM.SKU_ID,
          CLAIM.MEMBER_ID,
          CLAIM.TURN,
          CLAIM.REQUEST_KEY,
          CLAIM.QUANTITY,
          CLAIM.STATE,
          CLAIM.EXPIRES_AT,
          CLAIM.CREATED_AT);

  private static final Prepared<RowCountQuery> TAKE =
      Prepared.of(
          shop ->
              DSL.update(SALE_STOCK)
                  .set(
                      SALE_STOCK.LEFT_COUNT,
                      SALE_STOCK.LEFT_COUNT.minus(value(SALE_STOCK.LEFT_COUNT)))
                  .set(SALE_STOCK.REVISION, SALE_STOCK.REVISION.plus(inline(1L)))
                  .where(
                      SALE_STOCK.TENANT_ID.eq(shop),
                      SALE_STOCK.ACTIVITY_ID.eq(value(SALE_STOCK.ACTIVITY_ID)),
                      SALE_STOCK.SKU_ID.eq(value(SALE_STOCK.SKU_ID)),
                      SALE_STOCK.EPOCH.eq(value(SALE_STOCK.EPOCH)),
                      SALE_STOCK.LEFT_COUNT.ge(value(SALE_STOCK.LEFT_COUNT))));

  private final Mall mall;

  public ClaimBook(Mall mall) {
    this.mall = mall;
  }

  /**
   * A row of stock.
   *
   * @param left pieces that nobody has claimed
   * @param epoch of the gate
   * @param closed whether the activity has ended
   */
  record Stock(int left, long epoch, long revision, boolean closed) {}

  /** The stock as it stands. */
  Optional<Stock> stock(SaleKey sale) {
    return mall.db().read(dsl -> stock(dsl, sale, false));
  }

  /** The stock, locked until the transaction ends: all other writers of this SKU wait. */
  Optional<Stock> lock(Tx tx, SaleKey sale) {
    return stock(mall.db().on(tx), sale, true);
  }

  private static Optional<Stock> stock(DSLContext dsl, SaleKey sale, boolean forUpdate) {
    var select =
        dsl.select(SALE_STOCK.LEFT_COUNT, SALE_STOCK.EPOCH, SALE_STOCK.REVISION, SALE_STOCK.CLOSED)
            .from(SALE_STOCK)
            .where(key(sale));
    return (forUpdate ? select.forUpdate() : select).fetchOptional(mapping(Stock::new));
  }

  /**
   * Takes pieces with a ticket of the gate.
   *
   * <p>Safe under any concurrency: the row is locked by the update and the conditions hold on its
   * latest committed state, whatever the gate or another node believes. A ticket of an earlier
   * epoch, or for more than there is, changes nothing; nor does any once the sale is closed, which
   * leaves nothing and begins a new epoch.
   *
   * @return whether they were taken
   */
  boolean take(Tx tx, SaleKey sale, int pieces, long epoch) {
    return mall.db()
            .run(tx, TAKE, pieces, sale.activity().value(), sale.sku().value(), epoch, pieces)
        == 1;
  }

  /**
   * Takes pieces without a gate, and makes every ticket that is about void.
   *
   * @return whether they were taken
   */
  boolean takeUnderNewEpoch(Tx tx, SaleKey sale, int pieces) {
    return mall.db()
            .on(tx)
            .update(SALE_STOCK)
            .set(SALE_STOCK.LEFT_COUNT, SALE_STOCK.LEFT_COUNT.minus(pieces))
            .set(SALE_STOCK.EPOCH, SALE_STOCK.EPOCH.plus(1L))
            .set(SALE_STOCK.REVISION, SALE_STOCK.REVISION.plus(1L))
            .where(key(sale), SALE_STOCK.LEFT_COUNT.ge(pieces))
            .execute()
        == 1;
  }

  /**
   * Puts pieces back.
   *
   * @return whether the sale is still open; else they are not put anywhere
   */
  boolean putBack(Tx tx, ActivityId activity, SkuId sku, int pieces) {
    return mall.db()
            .on(tx)
            .update(SALE_STOCK)
            .set(SALE_STOCK.LEFT_COUNT, SALE_STOCK.LEFT_COUNT.plus(pieces))
            .set(SALE_STOCK.REVISION, SALE_STOCK.REVISION.plus(1L))
            .where(
                SALE_STOCK.TENANT_ID.eq(tenant()),
                SALE_STOCK.ACTIVITY_ID.eq(activity.value()),
                SALE_STOCK.SKU_ID.eq(sku.value()),
                SALE_STOCK.CLOSED.isFalse())
            .execute()
        == 1;
  }

  /** Writes new claims in one round trip. */
  void insert(Tx tx, List<Claim> claims) {
    mall.db()
        .insertAll(
            tx,
            CLAIM,
            NEW,
            claims.stream()
                .map(
                    c ->
                        new Object[] {
                          c.id().value(),
                          c.activity().value(),
                          c.sku().value(),
                          c.member().value(),
                          c.turn(),
                          c.key(),
                          c.quantity(),
                          c.state().name(),
                          c.expiresAt(),
                          c.createdAt()
                        })
                .toList());
  }

  /** Claims of those members in an activity. */
  List<Claim> of(Tx tx, ActivityId activity, Collection<Long> members) {
    return select(mall.db().on(tx))
        .where(
            CLAIM.TENANT_ID.eq(tenant()),
            CLAIM.MEMBER_ID.in(members),
            CLAIM.ACTIVITY_ID.eq(activity.value()))
        .fetch(mapping(ClaimBook::claim));
  }

  /** The claim that a request made. */
  Optional<Claim> byKey(MemberId member, ActivityId activity, String key) {
    return mall.db()
        .read(
            dsl ->
                select(dsl)
                    .where(
                        CLAIM.TENANT_ID.eq(tenant()),
                        CLAIM.MEMBER_ID.eq(member.value()),
                        CLAIM.ACTIVITY_ID.eq(activity.value()),
                        CLAIM.REQUEST_KEY.eq(key))
                    .fetchOptional(mapping(ClaimBook::claim)));
  }

  /** Claims of a member that still mean something, newest first; at most 100. */
  List<Claim> open(MemberId member) {
    return mall.db()
        .read(
            dsl ->
                select(dsl)
                    .where(
                        CLAIM.TENANT_ID.eq(tenant()),
                        CLAIM.MEMBER_ID.eq(member.value()),
                        CLAIM.STATE.in(Claim.State.HELD.name(), Claim.State.USED.name()))
                    .orderBy(CLAIM.ID.desc())
                    .limit(100)
                    .fetch(mapping(ClaimBook::claim)));
  }

  /** All claims of a member. */
  List<Claim> all(MemberId member) {
    return mall.db()
        .read(
            dsl ->
                select(dsl)
                    .where(CLAIM.TENANT_ID.eq(tenant()), CLAIM.MEMBER_ID.eq(member.value()))
                    .orderBy(CLAIM.ID)
                    .fetch(mapping(ClaimBook::claim)));
  }

  Optional<Claim> find(ClaimId id) {
    return mall.db()
        .read(dsl -> select(dsl).where(claimKey(id)).fetchOptional(mapping(ClaimBook::claim)));
  }

  /** The claim, locked until the transaction ends. */
  Optional<Claim> lock(Tx tx, ClaimId id) {
    return select(mall.db().on(tx))
        .where(claimKey(id))
        .forUpdate()
        .fetchOptional(mapping(ClaimBook::claim));
  }

  /** An order uses a claim that was locked. */
  void use(Tx tx, ClaimId id, OrderId order, Instant payBy) {
    mall.db()
        .on(tx)
        .update(CLAIM)
        .set(CLAIM.STATE, Claim.State.USED.name())
        .set(CLAIM.ORDER_ID, order.value())
        .set(CLAIM.EXPIRES_AT, payBy)
        .set(CLAIM.URGED, false)
        .where(claimKey(id))
        .execute();
  }

  /** Changes the state of claims that were locked. */
  void become(Tx tx, Collection<ClaimId> ids, Claim.State state) {
    mall.db()
        .on(tx)
        .update(CLAIM)
        .set(CLAIM.STATE, state.name())
        .where(CLAIM.TENANT_ID.eq(tenant()), CLAIM.ID.in(ids.stream().map(ClaimId::value).toList()))
        .execute();
  }

  /** Claims in a state that run out until an instant, locked; those that others lock are left. */
  List<Claim> lockDue(
      Tx tx, ActivityId activity, Claim.State state, Instant until, boolean notUrged, int most) {
    return select(mall.db().on(tx))
        .where(
            CLAIM.TENANT_ID.eq(tenant()),
            CLAIM.ACTIVITY_ID.eq(activity.value()),
            CLAIM.STATE.eq(state.name()),
            CLAIM.EXPIRES_AT.le(until),
            notUrged ? CLAIM.URGED.isFalse() : CLAIM.URGED.in(false, true))
        .orderBy(CLAIM.EXPIRES_AT)
        .limit(most)
        .forUpdate()
        .skipLocked()
        .fetch(mapping(ClaimBook::claim));
  }

  /** Notes that the members of these claims were asked to hurry. */
  void urged(Tx tx, Collection<ClaimId> ids) {
    mall.db()
        .on(tx)
        .update(CLAIM)
        .set(CLAIM.URGED, true)
        .where(CLAIM.TENANT_ID.eq(tenant()), CLAIM.ID.in(ids.stream().map(ClaimId::value).toList()))
        .execute();
  }

  /** When the next claim in that state runs out. */
  Optional<Instant> nextDue(Tx tx, ActivityId activity, Claim.State state, boolean notUrged) {
    return mall.db()
        .on(tx)
        .select(CLAIM.EXPIRES_AT)
        .from(CLAIM)
        .where(
            CLAIM.TENANT_ID.eq(tenant()),
            CLAIM.ACTIVITY_ID.eq(activity.value()),
            CLAIM.STATE.eq(state.name()),
            notUrged ? CLAIM.URGED.isFalse() : CLAIM.URGED.in(false, true))
        .orderBy(CLAIM.EXPIRES_AT)
        .limit(1)
        .fetchOptional(CLAIM.EXPIRES_AT);
  }

  /** Whether pieces of the activity can still be claimed. */
  boolean isOpen(Tx tx, ActivityId activity) {
    var dsl = mall.db().on(tx);
    return dsl.fetchExists(
        dsl.select(SALE_STOCK.SKU_ID)
            .from(SALE_STOCK)
            .where(
                SALE_STOCK.TENANT_ID.eq(tenant()),
                SALE_STOCK.ACTIVITY_ID.eq(activity.value()),
                SALE_STOCK.CLOSED.isFalse()));
  }

  /** Who has claims on that SKU, ascending, each once. */
  long[] holders(SaleKey sale) {
    return mall.db()
        .read(
            dsl ->
                dsl
                    .selectDistinct(CLAIM.MEMBER_ID)
                    .from(CLAIM)
                    .where(
                        CLAIM.TENANT_ID.eq(sale.tenant().value()),
                        CLAIM.ACTIVITY_ID.eq(sale.activity().value()),
                        CLAIM.SKU_ID.eq(sale.sku().value()))
                    .orderBy(CLAIM.MEMBER_ID)
                    .fetch(CLAIM.MEMBER_ID)
                    .stream()
                    .mapToLong(Long::longValue)
                    .toArray());
  }

  private static SelectJoinStep<
          Record11<
              Long, Long, Long, Long, Integer, String, Integer, String, Long, Instant, Instant>>
      select(DSLContext dsl) {
    return dsl.select(
            CLAIM.ID,
            CLAIM.ACTIVITY_ID,
            CLAIM.SKU_ID,
            CLAIM.MEMBER_ID,
            CLAIM.TURN,
            CLAIM.REQUEST_KEY,
            CLAIM.QUANTITY,
            CLAIM.STATE,
            CLAIM.ORDER_ID,
            CLAIM.EXPIRES_AT,
            CLAIM.CREATED_AT)
        .from(CLAIM);
  }

  private static Claim claim(
      Long id,
      Long activity,
      Long sku,
      Long member,
      Integer turn,
      String key,
      Integer quantity,
      String state,
      @Nullable Long order,
      Instant expiresAt,
      Instant createdAt) {
    return new Claim(
        new ClaimId(id),
        new ActivityId(activity),
        new SkuId(sku),
        new MemberId(Math.abs(member)),
        turn,
        key,
        quantity,
        Claim.State.valueOf(state),
        Optional.ofNullable(order).map(OrderId::new),
        expiresAt,
        createdAt);
  }

  private static Condition key(SaleKey sale) {
    return SALE_STOCK
        .TENANT_ID
        .eq(sale.tenant().value())
        .and(SALE_STOCK.ACTIVITY_ID.eq(sale.activity().value()))
        .and(SALE_STOCK.SKU_ID.eq(sale.sku().value()));
  }

  private Condition claimKey(ClaimId id) {
    return CLAIM.TENANT_ID.eq(tenant()).and(CLAIM.ID.eq(id.value()));
  }

  private long tenant() {
    return mall.tenant().value();
  }
}
