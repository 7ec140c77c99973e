package io.wanpu.kernel.catalog;

import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STOCK;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;

/** SKUs as cart and checkout see them: one statement for any number of them. */
public final class SkusForSale {
  private final TenantDb db;
  private final MallClock clock;

  public SkusForSale(TenantDb db, MallClock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Those of the SKUs that exist in this shop. */
  public Map<SkuId, SkuForSale> find(Collection<SkuId> skus) {
    var now = clock.instant();
    return db.read(
        dsl ->
            dsl.select(
                    SKU.ID,
                    SKU.PRODUCT_ID,
                    PRODUCT.CATEGORY_ID,
                    PRODUCT.TITLE,
                    SKU.SPEC_VALUES,
                    SKU.MEDIA,
                    PRODUCT.MEDIA,
                    SKU.PRICE,
                    SKU.WEIGHT,
                    SKU.ACTIVE,
                    PRODUCT.STATUS,
                    PRODUCT.SHELF_AT,
                    PRODUCT.UNSHELF_AT,
                    STOCK.ON_HAND,
                    STOCK.RESERVED)
                .from(SKU)
                .join(PRODUCT)
                .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .leftJoin(STOCK)
                .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
                .where(
                    SKU.TENANT_ID.eq(CurrentTenant.id().value()),
                    SKU.ID.in(skus.stream().map(SkuId::value).distinct().toList()))
                .fetchMap(r -> new SkuId(r.get(SKU.ID)), r -> read(r, now)));
  }

  private static SkuForSale read(Record r, Instant now) {
    var gallery = Json.read(r.get(PRODUCT.MEDIA).data(), String[].class);
    return new SkuForSale(
        new SkuId(r.get(SKU.ID)),
        new ProductId(r.get(SKU.PRODUCT_ID)),
        Optional.ofNullable(r.get(PRODUCT.CATEGORY_ID)).map(CategoryId::new),
        r.get(PRODUCT.TITLE),
        String.join(" ", Json.read(r.get(SKU.SPEC_VALUES).data(), String[].class)),
        Optional.ofNullable(r.get(SKU.MEDIA))
            .or(() -> gallery.length == 0 ? Optional.empty() : Optional.of(gallery[0])),
        r.get(SKU.PRICE),
        r.get(SKU.WEIGHT),
        r.get(SKU.ACTIVE) && onShelf(r, now),
        Optional.ofNullable(r.get(STOCK.ON_HAND)).orElse(0L)
            - Optional.ofNullable(r.get(STOCK.RESERVED)).orElse(0L));
  }

  private static boolean onShelf(Record r, Instant now) {
    var from = r.get(PRODUCT.SHELF_AT);
    var until = r.get(PRODUCT.UNSHELF_AT);
    var status = r.get(PRODUCT.STATUS);
    var shown =
        status.equals("ON_SHELF")
            || (status.equals("OFF_SHELF") && from != null && !from.isAfter(now));
    return shown && (until == null || until.isAfter(now));
  }
}
