package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.BRAND;
import static io.wanpu.kernel.db.Tables.CATEGORY;
import static io.wanpu.kernel.db.Tables.MEDIA;
import static io.wanpu.kernel.db.Tables.PRICE_CHANGE;
import static io.wanpu.kernel.db.Tables.SKU;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.ProductDraft.SkuDraft;
import io.wanpu.kernel.catalog.Sku;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The SKU rows of a product: which stay, which change, which are new, which are no longer sold. */
final class SkuRows {
  private final TenantDb db;
  private final IdSource ids;

  SkuRows(TenantDb db, IdSource ids) {
    this.db = db;
    this.ids = ids;
  }

  private record Old(long id, Sku sku, boolean active, int position) {}

  /** SKUs that are sold, in their order. */
  static List<Sku> sold(DSLContext dsl, ProductId product) {
    return rows(dsl, product).stream().filter(Old::active).map(Old::sku).toList();
  }

  private static List<Old> rows(DSLContext dsl, ProductId product) {
    return dsl.select(
            SKU.ID,
            SKU.CODE,
            SKU.SPEC_VALUES,
            SKU.PRICE,
            SKU.MARKET_PRICE,
            SKU.COST,
            SKU.WEIGHT,
            SKU.MEDIA,
            SKU.ACTIVE,
            SKU.POSITION)
        .from(SKU)
        .where(shop(), SKU.PRODUCT_ID.eq(product.value()))
        .orderBy(SKU.POSITION, SKU.ID)
        .fetch(SkuRows::old);
  }

  private static Old old(Record r) {
    return new Old(
        r.get(SKU.ID),
        new Sku(
            new SkuId(r.get(SKU.ID)),
            Optional.ofNullable(r.get(SKU.CODE)),
            Shelves.strings(r.get(SKU.SPEC_VALUES)),
            r.get(SKU.PRICE),
            Optional.ofNullable(r.get(SKU.MARKET_PRICE)),
            Optional.ofNullable(r.get(SKU.COST)),
            r.get(SKU.WEIGHT),
            Optional.ofNullable(r.get(SKU.MEDIA))),
        r.get(SKU.ACTIVE),
        r.get(SKU.POSITION));
  }

  /** The draft checked by itself and against what the shop has; errors go into the fields. */
  ProductDraft checked(Tx tx, Fields fields, ProductDraft wanted, Optional<ProductId> product) {
    var dsl = db.on(tx);
    var draft = wanted.checked(fields);
    if (draft.category().isPresent() && !hasCategory(dsl, draft.category().get().value())) {
      fields.error("category", "catalog.category_unknown");
    }
    if (draft.brand().isPresent()
        && !dsl.fetchExists(
            dsl.selectOne()
                .from(BRAND)
                .where(
                    BRAND.TENANT_ID.eq(CurrentTenant.id().value()),
                    BRAND.ID.eq(draft.brand().get().value())))) {
      fields.error("brand", "catalog.brand_unknown");
    }
    if (!fields.ok()) {
      return draft;
    }
    checkMedia(dsl, fields, draft);
    checkCodes(dsl, fields, draft, product);
    var known =
        product
            .map(p -> rows(dsl, p).stream().map(o -> o.sku().id()).collect(Collectors.toSet()))
            .orElse(Set.of());
    for (var i = 0; i < draft.skus().size(); i++) {
      var id = draft.skus().get(i).id();
      if (id.isPresent() && !known.contains(id.get())) {
        fields.error("skus[" + i + "].id", "catalog.sku_unknown");
      }
    }
    return draft;
  }

  private static boolean hasCategory(DSLContext dsl, long id) {
    return dsl.fetchExists(
        dsl.select(CATEGORY.ID)
            .from(CATEGORY)
            .where(CATEGORY.TENANT_ID.eq(CurrentTenant.id().value()), CATEGORY.ID.eq(id)));
  }

  private static void checkMedia(DSLContext dsl, Fields fields, ProductDraft draft) {
    var used =
        Stream.concat(
                draft.media().stream(), draft.skus().stream().flatMap(s -> s.media().stream()))
            .distinct()
            .toList();
    if (used.isEmpty()) {
      return;
    }
    var known =
        dsl.select(MEDIA.SHA256)
            .from(MEDIA)
            .where(
                MEDIA.TENANT_ID.eq(CurrentTenant.id().value()),
                MEDIA.SHA256.in(used.stream().map(HexFormat.of()::parseHex).toList()))
            .fetch(r -> HexFormat.of().formatHex(r.value1()));
    for (var i = 0; i < draft.media().size(); i++) {
      if (!known.contains(draft.media().get(i))) {
        fields.error("media[" + i + "]", "catalog.media_unknown");
      }
    }
    for (var i = 0; i < draft.skus().size(); i++) {
      var media = draft.skus().get(i).media();
      if (media.isPresent() && !known.contains(media.get())) {
        fields.error("skus[" + i + "].media", "catalog.media_unknown");
      }
    }
  }

  private static void checkCodes(
      DSLContext dsl, Fields fields, ProductDraft draft, Optional<ProductId> product) {
    var codes = draft.skus().stream().flatMap(s -> s.code().stream()).toList();
    if (codes.isEmpty()) {
      return;
    }
    var taken =
        dsl.select(SKU.CODE)
            .from(SKU)
            .where(
                shop(),
                SKU.CODE.in(codes),
                product
                    .<Condition>map(p -> SKU.PRODUCT_ID.ne(p.value()))
                    .orElseGet(DSL::noCondition))
            .fetch(r -> lower(r.value1()));
    for (var i = 0; i < draft.skus().size(); i++) {
      var code = draft.skus().get(i).code();
      if (code.isPresent() && taken.contains(lower(code.get()))) {
        fields.error("skus[" + i + "].code", "catalog.code_taken");
      }
    }
  }

  private static String lower(String code) {
    return code.toLowerCase(java.util.Locale.ROOT);
  }

  /** Makes the rows what the draft says. The caller holds the lock on the product. */
  void write(Tx tx, ProductId product, ProductDraft draft, Instant now) {
    var dsl = db.on(tx);
    var old = rows(dsl, product);
    var plan = assigned(old, draft.skus());
    var changes = new ArrayList<Query>();
    // two SKUs may swap their codes, which the unique key would refuse half way
    if (old.stream().anyMatch(o -> o.sku().code().isPresent())) {
      changes.add(
          dsl.update(SKU)
              .set(SKU.CODE, DSL.val((String) null))
              .where(shop(), SKU.PRODUCT_ID.eq(product.value())));
    }
    var fresh = new ArrayList<Object[]>();
    var prices = new HashMap<Long, Long>();
    for (var i = 0; i < draft.skus().size(); i++) {
      var wanted = draft.skus().get(i);
      var was = plan.get(i);
      if (was == null) {
        var id = ids.next();
        fresh.add(row(id, product, wanted, i));
        prices.put(id, wanted.price());
      } else {
        if (was.sku().price() != wanted.price()) {
          prices.put(was.id(), wanted.price());
        }
        changes.add(update(dsl, was.id(), wanted, i));
      }
    }
    var kept = plan.stream().filter(o -> o != null).map(Old::id).collect(Collectors.toSet());
    var dropped =
        old.stream().filter(o -> o.active() && !kept.contains(o.id())).map(Old::id).toList();
    if (!dropped.isEmpty()) {
      changes.add(
          dsl.update(SKU)
              .set(SKU.ACTIVE, false)
              .set(SKU.CODE, DSL.val((String) null))
              .where(shop(), SKU.ID.in(dropped)));
    }
    if (!changes.isEmpty()) {
      dsl.batch(changes).execute();
    }
    db.insertAll(
        tx,
        SKU,
        List.of(
            SKU.ID,
            SKU.PRODUCT_ID,
            SKU.CODE,
            SKU.SPEC_VALUES,
            SKU.PRICE,
            SKU.MARKET_PRICE,
            SKU.COST,
            SKU.WEIGHT,
            SKU.MEDIA,
            SKU.POSITION,
            SKU.ACTIVE),
        fresh);
    notePrices(dsl, prices, now);
  }

  /** For each SKU of the draft the row that it is: the one it names, or the one of its values. */
  private static List<@Nullable Old> assigned(List<Old> old, List<SkuDraft> wanted) {
    var byId = old.stream().collect(Collectors.toMap(o -> o.sku().id(), o -> o));
    var free = new HashMap<List<String>, Old>();
    // the one that is sold last, so that it wins over rows that are no longer
    old.stream().filter(o -> !o.active()).forEach(o -> free.put(o.sku().values(), o));
    old.stream().filter(Old::active).forEach(o -> free.put(o.sku().values(), o));
    var named = new HashSet<Long>();
    wanted.forEach(w -> w.id().ifPresent(id -> named.add(id.value())));
    var plan = new ArrayList<@Nullable Old>();
    for (var w : wanted) {
      var same = free.get(w.values());
      plan.add(
          w.id().isPresent()
              ? byId.get(w.id().get())
              : same != null && !named.contains(same.id()) ? same : null);
    }
    return plan;
  }

  private static Query update(DSLContext dsl, long id, SkuDraft sku, int position) {
    return dsl.update(SKU)
        .set(SKU.CODE, sku.code().orElse(null))
        .set(SKU.SPEC_VALUES, Json.column(sku.values()))
        .set(SKU.PRICE, sku.price())
        .set(SKU.MARKET_PRICE, sku.marketPrice().orElse(null))
        .set(SKU.COST, sku.cost().orElse(null))
        .set(SKU.WEIGHT, sku.weight())
        .set(SKU.MEDIA, sku.media().orElse(null))
        .set(SKU.POSITION, position)
        .set(SKU.ACTIVE, true)
        .where(shop(), SKU.ID.eq(id));
  }

  private static @Nullable Object[] row(long id, ProductId product, SkuDraft sku, int position) {
    return new @Nullable Object[] {
      id,
      product.value(),
      sku.code().orElse(null),
      Json.column(sku.values()),
      sku.price(),
      sku.marketPrice().orElse(null),
      sku.cost().orElse(null),
      sku.weight(),
      sku.media().orElse(null),
      position,
      true
    };
  }

  private static void notePrices(DSLContext dsl, Map<Long, Long> prices, Instant now) {
    if (prices.isEmpty()) {
      return;
    }
    var insert =
        dsl.insertInto(
            PRICE_CHANGE,
            PRICE_CHANGE.TENANT_ID,
            PRICE_CHANGE.SKU_ID,
            PRICE_CHANGE.AT,
            PRICE_CHANGE.PRICE);
    var tenant = CurrentTenant.id().value();
    for (var e : prices.entrySet()) {
      insert = insert.values(tenant, e.getKey(), now, e.getValue());
    }
    insert
        .onDuplicateKeyUpdate()
        .set(PRICE_CHANGE.PRICE, DSL.excluded(PRICE_CHANGE.PRICE))
        .execute();
  }

  /** A deleted product's codes may be used again. */
  void freeCodes(Tx tx, Collection<Long> products) {
    db.on(tx)
        .update(SKU)
        .set(SKU.CODE, DSL.val((String) null))
        .where(shop(), SKU.PRODUCT_ID.in(products))
        .execute();
  }

  private static Condition shop() {
    return SKU.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
