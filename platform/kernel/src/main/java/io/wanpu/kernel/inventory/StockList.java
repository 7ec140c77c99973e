package io.wanpu.kernel.inventory;

import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STOCK;
import static io.wanpu.kernel.db.Tables.STOCK_MOVEMENT;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Stock as staff look through it: what is there of each SKU, and every movement. */
public final class StockList {
  private static final Field<Long> ON_HAND = DSL.coalesce(STOCK.ON_HAND, 0L);
  private static final Field<Long> RESERVED = DSL.coalesce(STOCK.RESERVED, 0L);
  private static final Field<Long> SOLD = DSL.coalesce(STOCK.SOLD, 0L);

  private final TenantDb db;

  public StockList(TenantDb db) {
    this.db = db;
  }

  /** What is there of a SKU. @param spec its values, separated by blanks; may be empty */
  public record Line(
      SkuId sku,
      ProductId product,
      String title,
      String spec,
      Optional<String> code,
      Optional<String> media,
      StockLevel level) {}

  /** Which SKUs are wanted. */
  public enum View {
    ALL,
    /** Fewer available pieces than {@link Search#few}, but some. */
    LOW,
    /** Nothing available. */
    OUT,
    /** Some pieces are promised. */
    RESERVED
  }

  /**
   * What staff look for.
   *
   * @param words beginning of a title or of a SKU code
   * @param few fewer are few
   */
  public record Search(View view, Optional<String> words, long few) {}

  /** SKUs that are sold, latest first. */
  public Page<Line> find(Search search, Optional<String> after, int limit) {
    var available = ON_HAND.minus(RESERVED);
    var condition =
        switch (search.view()) {
          case ALL -> DSL.noCondition();
          case LOW -> available.gt(0L).and(available.lt(search.few()));
          case OUT -> available.le(0L);
          case RESERVED -> RESERVED.gt(0L);
        };
    var worded =
        search
            .words()
            .map(w -> (Condition) PRODUCT.TITLE.contains(w).or(SKU.CODE.startsWith(w)))
            .orElse(DSL.noCondition());
    var rows =
        lines(
            DSL.and(
                condition,
                worded,
                SKU.ID.lt(after.map(Cursor::parse).map(Cursor::id).orElse(Long.MAX_VALUE))),
            limit + 1);
    return Page.of(rows, limit, line -> new Cursor(0, line.sku().value()).toString());
  }

  /** Those SKUs that exist, latest first. */
  public List<Line> of(Collection<SkuId> skus) {
    return lines(SKU.ID.in(skus.stream().map(SkuId::value).toList()), skus.size());
  }

  private List<Line> lines(Condition condition, int limit) {
    return db.read(
        dsl ->
            dsl.select(
                    SKU.ID,
                    SKU.PRODUCT_ID,
                    SKU.CODE,
                    SKU.SPEC_VALUES,
                    SKU.MEDIA,
                    PRODUCT.TITLE,
                    PRODUCT.MEDIA,
                    ON_HAND.as("on_hand"),
                    RESERVED.as("reserved"),
                    SOLD.as("sold"))
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .leftJoin(STOCK)
                .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
                .where(
                    SKU.TENANT_ID.eq(CurrentTenant.id().value()),
                    SKU.ACTIVE.isTrue(),
                    PRODUCT.STATUS.ne("DELETED"),
                    condition)
                .orderBy(SKU.ID.desc())
                .limit(limit)
                .fetch(StockList::line));
  }

  private static Line line(Record r) {
    var pictures = List.of(Json.read(r.get(PRODUCT.MEDIA).data(), String[].class));
    return new Line(
        new SkuId(r.get(SKU.ID)),
        new ProductId(r.get(SKU.PRODUCT_ID)),
        r.get(PRODUCT.TITLE),
        String.join(" ", Json.read(r.get(SKU.SPEC_VALUES).data(), String[].class)),
        Optional.ofNullable(r.get(SKU.CODE)),
        Optional.ofNullable(r.get(SKU.MEDIA)).or(() -> pictures.stream().findFirst()),
        new StockLevel(
            r.get("on_hand", Long.class),
            r.get("reserved", Long.class),
            r.get("sold", Long.class)));
  }

  /**
   * A movement.
   *
   * @param kind e.g. {@code COUNT}
   * @param onHand change of the pieces on hand
   * @param reference why: {@code order:<id>}, {@code activity:<id>}, {@code staff:<id>}
   */
  public record Moved(
      long id,
      SkuId sku,
      String title,
      String spec,
      ProductId product,
      String kind,
      long onHand,
      long reserved,
      long sold,
      String reference,
      Instant at) {}

  /** Movements, latest first. @param sku of that SKU alone */
  public Page<Moved> movements(
      Optional<SkuId> sku, Optional<String> kind, Optional<String> after, int limit) {
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        STOCK_MOVEMENT.ID,
                        STOCK_MOVEMENT.SKU_ID,
                        STOCK_MOVEMENT.KIND,
                        STOCK_MOVEMENT.ON_HAND,
                        STOCK_MOVEMENT.RESERVED,
                        STOCK_MOVEMENT.SOLD,
                        STOCK_MOVEMENT.REFERENCE,
                        STOCK_MOVEMENT.AT,
                        SKU.SPEC_VALUES,
                        PRODUCT.ID,
                        PRODUCT.TITLE)
                    .from(STOCK_MOVEMENT)
                    .join(SKU)
                    .on(
                        SKU.TENANT_ID.eq(STOCK_MOVEMENT.TENANT_ID),
                        SKU.ID.eq(STOCK_MOVEMENT.SKU_ID))
                    .join(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                    .where(
                        STOCK_MOVEMENT.TENANT_ID.eq(CurrentTenant.id().value()),
                        sku.map(id -> STOCK_MOVEMENT.SKU_ID.eq(id.value()))
                            .orElse(DSL.noCondition()),
                        kind.map(STOCK_MOVEMENT.KIND::eq).orElse(DSL.noCondition()),
                        STOCK_MOVEMENT.ID.lt(
                            after.map(Cursor::parse).map(Cursor::id).orElse(Long.MAX_VALUE)))
                    .orderBy(STOCK_MOVEMENT.ID.desc())
                    .limit(limit + 1)
                    .fetch(
                        r ->
                            new Moved(
                                r.get(STOCK_MOVEMENT.ID),
                                new SkuId(r.get(STOCK_MOVEMENT.SKU_ID)),
                                r.get(PRODUCT.TITLE),
                                String.join(
                                    " ", Json.read(r.get(SKU.SPEC_VALUES).data(), String[].class)),
                                new ProductId(r.get(PRODUCT.ID)),
                                r.get(STOCK_MOVEMENT.KIND),
                                r.get(STOCK_MOVEMENT.ON_HAND),
                                r.get(STOCK_MOVEMENT.RESERVED),
                                r.get(STOCK_MOVEMENT.SOLD),
                                r.get(STOCK_MOVEMENT.REFERENCE),
                                r.get(STOCK_MOVEMENT.AT))));
    return Page.of(rows, limit, moved -> new Cursor(0, moved.id()).toString());
  }
}
