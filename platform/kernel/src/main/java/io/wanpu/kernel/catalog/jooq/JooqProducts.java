package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STOCK;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.catalog.BrandId;
import io.wanpu.kernel.catalog.CatalogChanged;
import io.wanpu.kernel.catalog.Categories;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.catalog.SearchWords;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.data.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Products in MariaDB. */
public final class JooqProducts implements Products {
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final Categories categories;
  private final AuditLog audit;
  private final CatalogChanged changed;
  private final SkuRows skuRows;
  private final IntSupplier most;
  private final Turn turn;

  public JooqProducts(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      Categories categories,
      AuditLog audit,
      CatalogChanged changed,
      IntSupplier most) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.categories = categories;
    this.audit = audit;
    this.changed = changed;
    this.most = most;
    this.turn = new Turn(db, "products");
    this.skuRows = new SkuRows(db, ids);
  }

  @Override
  public Optional<Product> find(ProductId id) {
    return db.read(dsl -> find(dsl, id, false));
  }

  private static Optional<Product> find(DSLContext dsl, ProductId id, boolean lock) {
    var select =
        dsl.select(
                PRODUCT.CATEGORY_ID,
                PRODUCT.BRAND_ID,
                PRODUCT.TITLE,
                PRODUCT.SUBTITLE,
                PRODUCT.DETAIL,
                PRODUCT.SPECS,
                PRODUCT.MEDIA,
                PRODUCT.STATUS,
                PRODUCT.SHELF_AT,
                PRODUCT.UNSHELF_AT,
                PRODUCT.SOLD,
                PRODUCT.VERSION,
                PRODUCT.CREATED_AT,
                PRODUCT.CHANGED_AT)
            .from(PRODUCT)
            .where(
                shop(),
                PRODUCT.ID.eq(id.value()),
                PRODUCT.STATUS.ne(Product.Status.DELETED.name()));
    var row = lock ? select.forUpdate().fetchOptional() : select.fetchOptional();
    return row.map(
        r ->
            new Product(
                id,
                Optional.ofNullable(r.get(PRODUCT.CATEGORY_ID)).map(CategoryId::new),
                Optional.ofNullable(r.get(PRODUCT.BRAND_ID)).map(BrandId::new),
                r.get(PRODUCT.TITLE),
                r.get(PRODUCT.SUBTITLE),
                r.get(PRODUCT.DETAIL),
                Shelves.specs(r.get(PRODUCT.SPECS)),
                Shelves.strings(r.get(PRODUCT.MEDIA)),
                Product.Status.valueOf(r.get(PRODUCT.STATUS)),
                Optional.ofNullable(r.get(PRODUCT.SHELF_AT)),
                Optional.ofNullable(r.get(PRODUCT.UNSHELF_AT)),
                r.get(PRODUCT.SOLD),
                r.get(PRODUCT.VERSION),
                r.get(PRODUCT.CREATED_AT),
                r.get(PRODUCT.CHANGED_AT),
                SkuRows.sold(dsl, id)));
  }

  @Override
  public Outcome create(Actor actor, ProductDraft draft) {
    return write(tx -> create(tx, actor, draft));
  }

  @Override
  public Outcome change(Actor actor, ProductId id, int version, ProductDraft draft) {
    return write(tx -> change(tx, actor, id, version, draft));
  }

  /**
   * Two products that want one SKU code at once: the unique key refuses the second, whose second
   * try sees the first and names the field.
   */
  private Outcome write(java.util.function.Function<Tx, Outcome> work) {
    try {
      return db.transaction(work);
    } catch (IntegrityConstraintViolationException e) {
      return db.transaction(work);
    }
  }

  private Outcome create(Tx tx, Actor actor, ProductDraft wanted) {
    var fields = new Fields();
    var draft = skuRows.checked(tx, fields, wanted, Optional.empty());
    if (!fields.ok()) {
      return new Outcome.Invalid(fields.errors());
    }
    var room = most.getAsInt();
    turn.take(tx);
    if (db.on(tx).fetchCount(PRODUCT, shop(), PRODUCT.STATUS.ne(Product.Status.DELETED.name()))
        >= room) {
      throw MallException.conflict("catalog.too_many_products", Arg.count(room));
    }
    var id = new ProductId(ids.next());
    var now = clock.instant();
    db.on(tx)
        .insertInto(PRODUCT)
        .set(PRODUCT.TENANT_ID, CurrentTenant.id().value())
        .set(PRODUCT.ID, id.value())
        .set(PRODUCT.CATEGORY_ID, category(draft))
        .set(PRODUCT.BRAND_ID, draft.brand().map(BrandId::value).orElse(null))
        .set(PRODUCT.TITLE, draft.title())
        .set(PRODUCT.SUBTITLE, draft.subtitle())
        .set(PRODUCT.DETAIL, draft.detail())
        .set(PRODUCT.SPECS, Json.column(draft.specs()))
        .set(PRODUCT.MEDIA, Json.column(draft.media()))
        .set(PRODUCT.STATUS, draft.status().name())
        .set(PRODUCT.SHELF_AT, draft.shelfAt().orElse(null))
        .set(PRODUCT.UNSHELF_AT, draft.unshelfAt().orElse(null))
        .set(PRODUCT.MIN_PRICE, minPrice(draft))
        .set(PRODUCT.SOLD, 0L)
        .set(PRODUCT.SEARCH, search(draft))
        .set(PRODUCT.VERSION, 1)
        .set(PRODUCT.CREATED_AT, now)
        .set(PRODUCT.CHANGED_AT, now)
        .execute();
    skuRows.write(tx, id, draft, now);
    return saved(tx, actor, "product.created", null, id);
  }

  private Outcome change(Tx tx, Actor actor, ProductId id, int version, ProductDraft wanted) {
    // the lock on the product's row orders all changes of its SKUs
    var before = find(db.on(tx), id, true);
    if (before.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (before.get().version() != version) {
      return new Outcome.Stale(before.get());
    }
    var fields = new Fields();
    var draft = skuRows.checked(tx, fields, wanted, Optional.of(id));
    if (!fields.ok()) {
      return new Outcome.Invalid(fields.errors());
    }
    var now = clock.instant();
    db.on(tx)
        .update(PRODUCT)
        .set(PRODUCT.CATEGORY_ID, category(draft))
        .set(PRODUCT.BRAND_ID, draft.brand().map(BrandId::value).orElse(null))
        .set(PRODUCT.TITLE, draft.title())
        .set(PRODUCT.SUBTITLE, draft.subtitle())
        .set(PRODUCT.DETAIL, draft.detail())
        .set(PRODUCT.SPECS, Json.column(draft.specs()))
        .set(PRODUCT.MEDIA, Json.column(draft.media()))
        .set(PRODUCT.STATUS, draft.status().name())
        .set(PRODUCT.SHELF_AT, draft.shelfAt().orElse(null))
        .set(PRODUCT.UNSHELF_AT, draft.unshelfAt().orElse(null))
        .set(PRODUCT.MIN_PRICE, minPrice(draft))
        .set(PRODUCT.SEARCH, search(draft))
        .set(PRODUCT.VERSION, version + 1)
        .set(PRODUCT.CHANGED_AT, now)
        .where(shop(), PRODUCT.ID.eq(id.value()))
        .execute();
    skuRows.write(tx, id, draft, now);
    return saved(tx, actor, "product.changed", before.get(), id);
  }

  private Outcome saved(Tx tx, Actor actor, String action, @Nullable Product before, ProductId id) {
    var product = find(db.on(tx), id, false).orElseThrow();
    audit.record(
        tx, actor, action, "product:" + id, before == null ? null : noted(before), noted(product));
    tell(tx, List.of(id));
    return new Outcome.Changed(product);
  }

  private void tell(Tx tx, Collection<ProductId> products) {
    var shop = CurrentTenant.id();
    tx.afterCommit(() -> products.forEach(p -> changed.changed(shop, p)));
  }

  /** For the audit log: the rich text would fill it, its digest tells whether it changed. */
  private static Product noted(Product p) {
    return new Product(
        p.id(),
        p.category(),
        p.brand(),
        p.title(),
        p.subtitle(),
        p.detail().isEmpty()
            ? ""
            : p.detail().length() + " characters, " + Integer.toHexString(p.detail().hashCode()),
        p.specs(),
        p.media(),
        p.status(),
        p.shelfAt(),
        p.unshelfAt(),
        p.sold(),
        p.version(),
        p.createdAt(),
        p.changedAt(),
        p.skus());
  }

  private static @Nullable Long category(ProductDraft draft) {
    return draft.category().map(CategoryId::value).orElse(null);
  }

  private static long minPrice(ProductDraft draft) {
    return draft.skus().stream().mapToLong(ProductDraft.SkuDraft::price).min().orElseThrow();
  }

  private static String search(ProductDraft draft) {
    var texts = new ArrayList<String>();
    texts.add(draft.title());
    texts.add(draft.subtitle());
    draft.specs().forEach(s -> texts.addAll(s.values()));
    draft.skus().forEach(s -> s.code().ifPresent(texts::add));
    return SearchWords.index(CurrentTenant.id(), texts);
  }

  @Override
  public int shelve(Actor actor, Collection<ProductId> products, Product.Status status) {
    if (products.isEmpty()) {
      return 0;
    }
    return db.transaction(
        tx -> {
          var before =
              db.on(tx)
                  .select(PRODUCT.ID, PRODUCT.STATUS)
                  .from(PRODUCT)
                  .where(
                      shop(),
                      PRODUCT.ID.in(products.stream().map(ProductId::value).distinct().toList()),
                      PRODUCT.STATUS.notIn(Product.Status.DELETED.name(), status.name()))
                  .orderBy(PRODUCT.ID)
                  .forUpdate()
                  .fetchMap(PRODUCT.ID, PRODUCT.STATUS);
          if (before.isEmpty()) {
            return 0;
          }
          db.on(tx)
              .update(PRODUCT)
              .set(PRODUCT.STATUS, status.name())
              .set(PRODUCT.VERSION, PRODUCT.VERSION.plus(1))
              .set(PRODUCT.CHANGED_AT, clock.instant())
              .where(shop(), PRODUCT.ID.in(before.keySet()))
              .execute();
          if (status == Product.Status.DELETED) {
            skuRows.freeCodes(tx, before.keySet());
          }
          audit.recordAll(
              tx,
              actor,
              "product.shelved",
              before.entrySet().stream()
                  .map(
                      e ->
                          new AuditLog.Change(
                              "product:" + e.getKey(),
                              Map.of("status", e.getValue()),
                              Map.of("status", status)))
                  .toList());
          tell(tx, before.keySet().stream().map(ProductId::new).toList());
          return before.size();
        });
  }

  @Override
  public void countSold(Tx tx, Map<ProductId, Long> pieces) {
    pieces.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e ->
                db.on(tx)
                    .update(PRODUCT)
                    .set(PRODUCT.SOLD, PRODUCT.SOLD.plus(e.getValue()))
                    .where(shop(), PRODUCT.ID.eq(e.getKey().value()))
                    .execute());
  }

  @Override
  public Page<Row> list(Filter filter, Sort sort, Optional<String> after, int limit) {
    var now = clock.instant();
    var where = shop();
    where =
        where.and(
            filter
                .status()
                .map(s -> PRODUCT.STATUS.eq(s.name()))
                .orElseGet(() -> PRODUCT.STATUS.ne(Product.Status.DELETED.name())));
    if (filter.words().isPresent() && !filter.words().get().isBlank()) {
      where = where.and(Found.by(filter.words().get()));
    }
    if (filter.category().isPresent()) {
      var within = categories.within(filter.category().get());
      where = where.and(PRODUCT.CATEGORY_ID.in(within.stream().map(CategoryId::value).toList()));
    }
    if (filter.brand().isPresent()) {
      where = where.and(PRODUCT.BRAND_ID.eq(filter.brand().get().value()));
    }
    if (after.isPresent()) {
      where = where.and(beyond(sort, Cursor.parse(after.get())));
    }
    var condition = where;
    var rows = db.read(dsl -> rows(dsl, condition, sort, limit, now));
    return Page.of(rows, limit, r -> new Cursor(sortedBy(sort, r), r.id().value()).toString());
  }

  private static long sortedBy(Sort sort, Row row) {
    return switch (sort) {
      case NEWEST, OLDEST -> 0;
      case BEST_SOLD, LEAST_SOLD -> row.sold();
      case DEAREST, CHEAPEST -> row.minPrice();
      case CHANGED_LATEST, CHANGED_FIRST -> row.changedAt().toEpochMilli();
    };
  }

  private static List<SortField<?>> order(Sort sort) {
    return switch (sort) {
      case NEWEST -> List.of(PRODUCT.ID.desc());
      case OLDEST -> List.of(PRODUCT.ID.asc());
      case BEST_SOLD -> List.of(PRODUCT.SOLD.desc(), PRODUCT.ID.desc());
      case LEAST_SOLD -> List.of(PRODUCT.SOLD.asc(), PRODUCT.ID.asc());
      case DEAREST -> List.of(PRODUCT.MIN_PRICE.desc(), PRODUCT.ID.desc());
      case CHEAPEST -> List.of(PRODUCT.MIN_PRICE.asc(), PRODUCT.ID.asc());
      case CHANGED_LATEST -> List.of(PRODUCT.CHANGED_AT.desc(), PRODUCT.ID.desc());
      case CHANGED_FIRST -> List.of(PRODUCT.CHANGED_AT.asc(), PRODUCT.ID.asc());
    };
  }

  private static Condition beyond(Sort sort, Cursor last) {
    return switch (sort) {
      case NEWEST -> PRODUCT.ID.lt(last.id());
      case OLDEST -> PRODUCT.ID.gt(last.id());
      case BEST_SOLD -> below(PRODUCT.SOLD, last.value(), last.id());
      case LEAST_SOLD -> above(PRODUCT.SOLD, last.value(), last.id());
      case DEAREST -> below(PRODUCT.MIN_PRICE, last.value(), last.id());
      case CHEAPEST -> above(PRODUCT.MIN_PRICE, last.value(), last.id());
      case CHANGED_LATEST -> below(PRODUCT.CHANGED_AT, last.instant(), last.id());
      case CHANGED_FIRST -> above(PRODUCT.CHANGED_AT, last.instant(), last.id());
    };
  }

  private static <T> Condition below(Field<T> field, T value, long id) {
    return field.lt(value).or(field.eq(value).and(PRODUCT.ID.lt(id)));
  }

  private static <T> Condition above(Field<T> field, T value, long id) {
    return field.gt(value).or(field.eq(value).and(PRODUCT.ID.gt(id)));
  }

  private static List<Row> rows(
      DSLContext dsl, Condition condition, Sort sort, int limit, Instant now) {
    var products =
        dsl.select(
                PRODUCT.ID,
                PRODUCT.TITLE,
                PRODUCT.MEDIA,
                PRODUCT.CATEGORY_ID,
                PRODUCT.STATUS,
                DSL.field(Shelves.onShelf(now)).as("shown"),
                PRODUCT.MIN_PRICE,
                PRODUCT.SOLD,
                PRODUCT.VERSION,
                PRODUCT.CHANGED_AT)
            .from(PRODUCT)
            .where(condition)
            .orderBy(order(sort))
            .limit(limit + 1)
            .fetch();
    if (products.isEmpty()) {
      return List.of();
    }
    var highest = DSL.max(SKU.PRICE);
    var available = DSL.sum(DSL.coalesce(STOCK.ON_HAND.minus(STOCK.RESERVED), 0L));
    var count = DSL.count();
    var skus =
        dsl.select(SKU.PRODUCT_ID, highest, available, count)
            .from(SKU)
            .leftJoin(STOCK)
            .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
            .where(
                SKU.TENANT_ID.eq(CurrentTenant.id().value()),
                SKU.PRODUCT_ID.in(products.getValues(PRODUCT.ID)),
                SKU.ACTIVE.isTrue())
            .groupBy(SKU.PRODUCT_ID)
            .fetchMap(SKU.PRODUCT_ID);
    return products.stream()
        .map(
            r -> {
              Record sums = skus.get(r.get(PRODUCT.ID));
              return new Row(
                  new ProductId(r.get(PRODUCT.ID)),
                  r.get(PRODUCT.TITLE),
                  Shelves.strings(r.get(PRODUCT.MEDIA)).stream().findFirst(),
                  Optional.ofNullable(r.get(PRODUCT.CATEGORY_ID)).map(CategoryId::new),
                  Product.Status.valueOf(r.get(PRODUCT.STATUS)),
                  r.get("shown", Boolean.class),
                  r.get(PRODUCT.MIN_PRICE),
                  sums == null ? r.get(PRODUCT.MIN_PRICE) : sums.get(highest),
                  sums == null ? 0 : sums.get(available).longValue(),
                  sums == null ? 0 : sums.get(count),
                  r.get(PRODUCT.SOLD),
                  r.get(PRODUCT.VERSION),
                  r.get(PRODUCT.CHANGED_AT));
            })
        .collect(Collectors.toList());
  }

  private static Condition shop() {
    return PRODUCT.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
