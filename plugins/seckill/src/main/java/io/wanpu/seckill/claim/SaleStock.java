package io.wanpu.seckill.claim;

import static io.wanpu.seckill.db.Tables.CLAIM;
import static io.wanpu.seckill.db.Tables.SALE_STOCK;
import static org.jooq.impl.DSL.sum;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.plugin.Mall;
import io.wanpu.seckill.SeckillActivity;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;

/** Stock of activities: laid out when one is published, cleared away when it ends. */
public final class SaleStock {
  private final Mall mall;
  private final Floor floor;

  public SaleStock(Mall mall, Floor floor) {
    this.mall = mall;
    this.floor = floor;
  }

  /**
   * How a SKU sells.
   *
   * @param allocated pieces that publishing took from the shelf
   * @param left pieces that nobody has claimed
   * @param held pieces claimed and not paid
   * @param sold pieces paid
   */
  public record Sold(int allocated, int left, int held, int sold) {
    /** Share of the pieces that is claimed or sold, in percent. */
    public int percent() {
      return allocated == 0 ? 0 : (int) (100L * (held + sold) / allocated);
    }
  }

  /**
   * Lays the stock out.
   *
   * @return a SKU that another open activity sells at the same time; then nothing may be kept.
   *     Publishing has locked the shelf's row of each SKU, so two activities that are published at
   *     once see each other here
   */
  public Optional<SkuId> open(Tx tx, Activity<SeckillActivity> activity) {
    var config = activity.config();
    var twice =
        mall.db()
            .on(tx)
            .select(SALE_STOCK.SKU_ID)
            .from(SALE_STOCK)
            .where(
                SALE_STOCK.TENANT_ID.eq(tenant()),
                SALE_STOCK.SKU_ID.in(
                    config.items().stream().map(item -> item.sku().value()).toList()),
                SALE_STOCK.CLOSED.isFalse(),
                SALE_STOCK.STARTS_AT.lt(config.endsAt()),
                SALE_STOCK.ENDS_AT.gt(config.startsAt()))
            .limit(1)
            .fetchOptional(SALE_STOCK.SKU_ID);
    if (twice.isPresent()) {
      return twice.map(SkuId::new);
    }
    mall.db()
        .insertAll(
            tx,
            SALE_STOCK,
            List.of(
                SALE_STOCK.ACTIVITY_ID,
                SALE_STOCK.SKU_ID,
                SALE_STOCK.STARTS_AT,
                SALE_STOCK.ENDS_AT,
                SALE_STOCK.ALLOCATED,
                SALE_STOCK.LEFT_COUNT,
                SALE_STOCK.EPOCH,
                SALE_STOCK.REVISION,
                SALE_STOCK.CLOSED),
            config.items().stream()
                .sorted(Comparator.comparing(SeckillActivity.Item::sku))
                .map(
                    item ->
                        new Object[] {
                          activity.id().value(),
                          item.sku().value(),
                          config.startsAt(),
                          config.endsAt(),
                          item.stock(),
                          item.stock(),
                          1L,
                          1L,
                          false
                        })
                .toList());
    return Optional.empty();
  }

  /** Ends the sale. @return pieces that nobody has claimed */
  public Map<SkuId, Long> close(Tx tx, ActivityId activity) {
    var dsl = mall.db().on(tx);
    var left =
        dsl.select(SALE_STOCK.SKU_ID, SALE_STOCK.LEFT_COUNT)
            .from(SALE_STOCK)
            .where(of(List.of(activity)), SALE_STOCK.CLOSED.isFalse())
            .orderBy(SALE_STOCK.SKU_ID)
            .forUpdate()
            .fetchMap(
                r -> new SkuId(r.get(SALE_STOCK.SKU_ID)),
                r -> r.get(SALE_STOCK.LEFT_COUNT).longValue());
    dsl.update(SALE_STOCK)
        .set(SALE_STOCK.CLOSED, true)
        .set(SALE_STOCK.LEFT_COUNT, 0)
        .set(SALE_STOCK.EPOCH, SALE_STOCK.EPOCH.plus(1L))
        .set(SALE_STOCK.REVISION, SALE_STOCK.REVISION.plus(1L))
        .where(of(List.of(activity)), SALE_STOCK.CLOSED.isFalse())
        .execute();
    tx.afterCommit(
        () -> {
          left.keySet()
              .forEach(sku -> mall.gates().shut(new SaleKey(mall.tenant(), activity, sku).gate()));
          floor.clear(activity);
        });
    return left;
  }

  /** How the SKUs of activities sell. */
  public Map<ActivityId, Map<SkuId, Sold>> sold(Collection<ActivityId> activities) {
    if (activities.isEmpty()) {
      return Map.of();
    }
    return mall.db()
        .read(
            dsl -> {
              var held = new HashMap<String, Integer>();
              dsl.select(
                      CLAIM.ACTIVITY_ID,
                      CLAIM.SKU_ID,
                      CLAIM.STATE,
                      sum(CLAIM.QUANTITY).as("pieces"))
                  .from(CLAIM)
                  .where(
                      CLAIM.TENANT_ID.eq(tenant()),
                      CLAIM.ACTIVITY_ID.in(values(activities)),
                      CLAIM.STATE.ne(Claim.State.RELEASED.name()))
                  .groupBy(CLAIM.ACTIVITY_ID, CLAIM.SKU_ID, CLAIM.STATE)
                  .forEach(
                      r ->
                          held.merge(
                              name(
                                  r.get(CLAIM.ACTIVITY_ID),
                                  r.get(CLAIM.SKU_ID),
                                  r.get(CLAIM.STATE).equals(Claim.State.SOLD.name())),
                              r.get("pieces", BigDecimal.class).intValueExact(),
                              Integer::sum));
              var sold = new LinkedHashMap<ActivityId, Map<SkuId, Sold>>();
              dsl.select(
                      SALE_STOCK.ACTIVITY_ID,
                      SALE_STOCK.SKU_ID,
                      SALE_STOCK.ALLOCATED,
                      SALE_STOCK.LEFT_COUNT)
                  .from(SALE_STOCK)
                  .where(of(activities))
                  .forEach(
                      r -> {
                        var activity = r.get(SALE_STOCK.ACTIVITY_ID);
                        var sku = r.get(SALE_STOCK.SKU_ID);
                        sold.computeIfAbsent(new ActivityId(activity), k -> new LinkedHashMap<>())
                            .put(
                                new SkuId(sku),
                                new Sold(
                                    r.get(SALE_STOCK.ALLOCATED),
                                    r.get(SALE_STOCK.LEFT_COUNT),
                                    held.getOrDefault(name(activity, sku, false), 0),
                                    held.getOrDefault(name(activity, sku, true), 0)));
                      });
              return sold;
            });
  }

  /** Pieces that are left, by SKU: cheap, for shoppers. */
  public Map<ActivityId, Map<SkuId, Sold>> left(Collection<ActivityId> activities) {
    if (activities.isEmpty()) {
      return Map.of();
    }
    return mall.db()
        .read(
            dsl -> {
              var left = new LinkedHashMap<ActivityId, Map<SkuId, Sold>>();
              dsl.select(
                      SALE_STOCK.ACTIVITY_ID,
                      SALE_STOCK.SKU_ID,
                      SALE_STOCK.ALLOCATED,
                      SALE_STOCK.LEFT_COUNT)
                  .from(SALE_STOCK)
                  .where(of(activities))
                  .forEach(
                      r ->
                          left.computeIfAbsent(
                                  new ActivityId(r.get(SALE_STOCK.ACTIVITY_ID)),
                                  k -> new LinkedHashMap<>())
                              .put(
                                  new SkuId(r.get(SALE_STOCK.SKU_ID)),
                                  new Sold(
                                      r.get(SALE_STOCK.ALLOCATED),
                                      r.get(SALE_STOCK.LEFT_COUNT),
                                      r.get(SALE_STOCK.ALLOCATED) - r.get(SALE_STOCK.LEFT_COUNT),
                                      0)));
              return left;
            });
  }

  /** Claims of the shop that are neither sold nor released. */
  public int openClaims() {
    return mall.db()
        .read(
            dsl ->
                dsl.fetchCount(
                    dsl.select(CLAIM.ID)
                        .from(CLAIM)
                        .where(
                            CLAIM.TENANT_ID.eq(tenant()),
                            CLAIM.STATE.in(Claim.State.HELD.name(), Claim.State.USED.name()))));
  }

  private static String name(long activity, long sku, boolean sold) {
    return activity + ":" + sku + (sold ? ":sold" : ":held");
  }

  private Condition of(Collection<ActivityId> activities) {
    return SALE_STOCK.TENANT_ID.eq(tenant()).and(SALE_STOCK.ACTIVITY_ID.in(values(activities)));
  }

  private static List<Long> values(Collection<ActivityId> activities) {
    return activities.stream().map(ActivityId::value).toList();
  }

  private long tenant() {
    return mall.tenant().value();
  }
}
