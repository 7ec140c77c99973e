package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STOCK;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.Availability;
import io.wanpu.kernel.catalog.Categories;
import io.wanpu.kernel.catalog.ProductCard;
import io.wanpu.kernel.catalog.ProductPage;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** What is on the shelf, in MariaDB. */
public final class JooqShelf implements Shelf {
  private static final Field<Long> AVAILABLE =
      DSL.coalesce(STOCK.ON_HAND.minus(STOCK.RESERVED), DSL.inline(0L)).as("available");

  private final TenantDb db;
  private final MallClock clock;
  private final Categories categories;

  public JooqShelf(TenantDb db, MallClock clock, Categories categories) {
    this.db = db;
    this.clock = clock;
    this.categories = categories;
  }

  @Override
  public Optional<ProductPage> page(ProductId id) {
    var now = clock.instant();
    return db.read(dsl -> page(dsl, id, now));
  }

  private static Optional<ProductPage> page(DSLContext dsl, ProductId id, Instant now) {
    var product =
        dsl.select(
                PRODUCT.CATEGORY_ID,
                PRODUCT.TITLE,
                PRODUCT.SUBTITLE,
                PRODUCT.DETAIL,
                PRODUCT.SPECS,
                PRODUCT.MEDIA,
                PRODUCT.SHELF_AT,
                PRODUCT.UNSHELF_AT,
                PRODUCT.SOLD,
                PRODUCT.VERSION)
            .from(PRODUCT)
            .where(shop(), PRODUCT.ID.eq(id.value()), Shelves.onShelf(now))
            .fetchOptional();
    return product.map(
        r ->
            new ProductPage(
                id,
                Optional.ofNullable(r.get(PRODUCT.CATEGORY_ID)).map(CategoryId::new),
                r.get(PRODUCT.TITLE),
                r.get(PRODUCT.SUBTITLE),
                Shelves.strings(r.get(PRODUCT.MEDIA)),
                r.get(PRODUCT.DETAIL),
                Shelves.specs(r.get(PRODUCT.SPECS)),
                items(dsl, id),
                r.get(PRODUCT.SOLD),
                r.get(PRODUCT.VERSION),
                Optional.ofNullable(r.get(PRODUCT.UNSHELF_AT))));
  }

  private static List<ProductPage.Item> items(DSLContext dsl, ProductId product) {
    return dsl.select(SKU.ID, SKU.SPEC_VALUES, SKU.PRICE, SKU.MARKET_PRICE, SKU.MEDIA, AVAILABLE)
        .from(SKU)
        .leftJoin(STOCK)
        .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
        .where(
            SKU.TENANT_ID.eq(CurrentTenant.id().value()),
            SKU.PRODUCT_ID.eq(product.value()),
            SKU.ACTIVE.isTrue())
        .orderBy(SKU.POSITION, SKU.ID)
        .fetch(
            r ->
                new ProductPage.Item(
                    new SkuId(r.get(SKU.ID)),
                    Shelves.strings(r.get(SKU.SPEC_VALUES)),
                    r.get(SKU.PRICE),
                    Optional.ofNullable(r.get(SKU.MARKET_PRICE)),
                    Optional.ofNullable(r.get(SKU.MEDIA)),
                    Availability.of(r.get(AVAILABLE))));
  }

  @Override
  public Page<ProductCard> cards(Query query, Optional<String> after, int limit) {
    var now = clock.instant();
    var where = shop().and(Shelves.onShelf(now));
    if (query.words().isPresent() && !query.words().get().isBlank()) {
      where = where.and(Found.by(query.words().get()));
    }
    if (query.category().isPresent()) {
      var within = categories.within(query.category().get());
      where = where.and(PRODUCT.CATEGORY_ID.in(within.stream().map(CategoryId::value).toList()));
    }
    if (after.isPresent()) {
      where = where.and(beyond(query.sort(), Cursor.parse(after.get())));
    }
    var condition = where;
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        PRODUCT.ID,
                        PRODUCT.TITLE,
                        PRODUCT.SUBTITLE,
                        PRODUCT.MEDIA,
                        PRODUCT.MIN_PRICE,
                        PRODUCT.SOLD)
                    .from(PRODUCT)
                    .where(condition)
                    .orderBy(order(query.sort()))
                    .limit(limit + 1)
                    .fetch(JooqShelf::card));
    return Page.of(
        rows,
        limit,
        c ->
            new Cursor(
                    switch (query.sort()) {
                      case NEWEST -> 0;
                      case BEST_SELLING -> c.sold();
                      case CHEAPEST, DEAREST -> c.price();
                    },
                    c.id().value())
                .toString());
  }

  private static List<SortField<Long>> order(Sort sort) {
    return switch (sort) {
      case NEWEST -> List.of(PRODUCT.ID.desc());
      case BEST_SELLING -> List.of(PRODUCT.SOLD.desc(), PRODUCT.ID.desc());
      case CHEAPEST -> List.of(PRODUCT.MIN_PRICE.asc(), PRODUCT.ID.asc());
      case DEAREST -> List.of(PRODUCT.MIN_PRICE.desc(), PRODUCT.ID.desc());
    };
  }

  private static Condition beyond(Sort sort, Cursor last) {
    return switch (sort) {
      case NEWEST -> PRODUCT.ID.lt(last.id());
      case BEST_SELLING -> below(PRODUCT.SOLD, last);
      case CHEAPEST ->
          PRODUCT
              .MIN_PRICE
              .gt(last.value())
              .or(PRODUCT.MIN_PRICE.eq(last.value()).and(PRODUCT.ID.gt(last.id())));
      case DEAREST -> below(PRODUCT.MIN_PRICE, last);
    };
  }

  private static Condition below(Field<Long> value, Cursor last) {
    return value.lt(last.value()).or(value.eq(last.value()).and(PRODUCT.ID.lt(last.id())));
  }

  @Override
  public List<ProductCard> cards(Collection<ProductId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var now = clock.instant();
    var found =
        db
            .read(
                dsl ->
                    dsl.select(
                            PRODUCT.ID,
                            PRODUCT.TITLE,
                            PRODUCT.SUBTITLE,
                            PRODUCT.MEDIA,
                            PRODUCT.MIN_PRICE,
                            PRODUCT.SOLD)
                        .from(PRODUCT)
                        .where(
                            shop(),
                            PRODUCT.ID.in(ids.stream().map(ProductId::value).distinct().toList()),
                            Shelves.onShelf(now))
                        .fetch(JooqShelf::card))
            .stream()
            .collect(Collectors.toMap(ProductCard::id, c -> c));
    return ids.stream().distinct().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
  }

  private static Condition shop() {
    return PRODUCT.TENANT_ID.eq(CurrentTenant.id().value());
  }

  private static ProductCard card(Record r) {
    return new ProductCard(
        new ProductId(r.get(PRODUCT.ID)),
        r.get(PRODUCT.TITLE),
        r.get(PRODUCT.SUBTITLE),
        Shelves.strings(r.get(PRODUCT.MEDIA)).stream().findFirst(),
        r.get(PRODUCT.MIN_PRICE),
        r.get(PRODUCT.SOLD));
  }
}
