package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.PRICE_CHANGE;
import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STOCK;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.catalog.Skus;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** SKUs in MariaDB. */
public final class JooqSkus implements Skus {
  private static final Field<Long> AVAILABLE =
      DSL.coalesce(STOCK.ON_HAND.minus(STOCK.RESERVED), DSL.inline(0L)).as("available");

  private final TenantDb db;
  private final MallClock clock;

  public JooqSkus(TenantDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Map<SkuId, SkuFacts> facts(Collection<SkuId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return fetch(SKU.ID.in(ids.stream().map(SkuId::value).distinct().toList()), 1_000).stream()
        .collect(Collectors.toMap(SkuFacts::sku, f -> f));
  }

  @Override
  public List<SkuFacts> of(ProductId product) {
    return fetch(SKU.PRODUCT_ID.eq(product.value()).and(SKU.ACTIVE.isTrue()), 100);
  }

  @Override
  public List<SkuFacts> search(String words, int limit) {
    return fetch(
        Found.by(words)
            .and(SKU.ACTIVE.isTrue())
            .and(PRODUCT.STATUS.ne(Product.Status.DELETED.name())),
        limit);
  }

  private List<SkuFacts> fetch(Condition which, int limit) {
    var now = clock.instant();
    return db.read(dsl -> fetch(dsl, which, limit, now));
  }

  private static List<SkuFacts> fetch(DSLContext dsl, Condition which, int limit, Instant now) {
    return dsl.select(
            SKU.ID,
            SKU.PRODUCT_ID,
            PRODUCT.CATEGORY_ID,
            PRODUCT.TITLE,
            SKU.SPEC_VALUES,
            SKU.PRICE,
            SKU.WEIGHT,
            SKU.MEDIA,
            PRODUCT.MEDIA,
            PRODUCT.STATUS,
            PRODUCT.SHELF_AT,
            PRODUCT.UNSHELF_AT,
            SKU.ACTIVE,
            AVAILABLE)
        .from(SKU)
        .join(PRODUCT)
        .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
        .leftJoin(STOCK)
        .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
        .where(SKU.TENANT_ID.eq(CurrentTenant.id().value()), which)
        .orderBy(SKU.PRODUCT_ID.desc(), SKU.POSITION, SKU.ID)
        .limit(limit)
        .fetch(r -> facts(r, now));
  }

  private static SkuFacts facts(Record r, Instant now) {
    var shown =
        r.get(PRODUCT.STATUS).equals(Product.Status.ON_SHELF.name())
            && (r.get(PRODUCT.SHELF_AT) == null || !r.get(PRODUCT.SHELF_AT).isAfter(now))
            && (r.get(PRODUCT.UNSHELF_AT) == null || r.get(PRODUCT.UNSHELF_AT).isAfter(now));
    return new SkuFacts(
        new SkuId(r.get(SKU.ID)),
        new ProductId(r.get(SKU.PRODUCT_ID)),
        Optional.ofNullable(r.get(PRODUCT.CATEGORY_ID)).map(CategoryId::new),
        r.get(PRODUCT.TITLE),
        Shelves.strings(r.get(SKU.SPEC_VALUES)),
        r.get(SKU.PRICE),
        r.get(SKU.WEIGHT),
        Optional.ofNullable(r.get(SKU.MEDIA))
            .or(() -> Shelves.strings(r.get(PRODUCT.MEDIA)).stream().findFirst()),
        r.get(AVAILABLE),
        shown && r.get(SKU.ACTIVE));
  }

  @Override
  public int countLow(long pieces) {
    return db.read(
        dsl ->
            dsl.select(DSL.count(SKU.ID))
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .leftJoin(STOCK)
                .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
                .where(
                    SKU.TENANT_ID.eq(CurrentTenant.id().value()),
                    SKU.ACTIVE.isTrue(),
                    PRODUCT.STATUS.eq(Product.Status.ON_SHELF.name()),
                    DSL.coalesce(STOCK.ON_HAND.minus(STOCK.RESERVED), 0L).lt(pieces))
                .fetchSingle()
                .value1());
  }

  @Override
  public Map<SkuId, Long> lowestPrices(Collection<SkuId> ids, Duration time) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    var from = clock.instant().minus(time);
    var changes =
        db.read(
            dsl ->
                dsl.select(PRICE_CHANGE.SKU_ID, PRICE_CHANGE.AT, PRICE_CHANGE.PRICE)
                    .from(PRICE_CHANGE)
                    .where(
                        PRICE_CHANGE.TENANT_ID.eq(CurrentTenant.id().value()),
                        PRICE_CHANGE.SKU_ID.in(ids.stream().map(SkuId::value).toList()))
                    .orderBy(PRICE_CHANGE.SKU_ID, PRICE_CHANGE.AT)
                    .fetch());
    var lowest = new HashMap<SkuId, Long>();
    for (var change : changes) {
      // what was set before the time began still held when it began, unless a later one replaced it
      var before = !change.get(PRICE_CHANGE.AT).isAfter(from);
      lowest.merge(
          new SkuId(change.get(PRICE_CHANGE.SKU_ID)),
          change.get(PRICE_CHANGE.PRICE),
          (old, now) -> before ? now : Math.min(old, now));
    }
    return lowest;
  }
}
