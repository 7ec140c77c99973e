package io.wanpu.benchmarks;

import static io.wanpu.kernel.db.Tables.SKU;

import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.function.LongSupplier;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.SelectConditionStep;

/**
 * What it costs that every statement is checked to be confined to the shop: a row by its key, the
 * cheapest query there is, through {@link TenantDb} and through {@link CellDb}, which does not
 * look.
 */
final class TenantGuard implements Benchmark {
  private static final int QUERIES = 100;
  private static final long PRICE = 990;

  @Override
  public void run(Arena arena) {
    var shop = arena.shop();
    var mall = arena.mall();
    var sku = shop.sku(100, "9.90").value();
    var tenant = shop.id().value();
    LongSupplier guarded =
        () -> mall.tenantDb().read(dsl -> query(dsl, tenant, sku).fetchSingle(SKU.PRICE));
    LongSupplier unguarded =
        () -> mall.cellDb().read(dsl -> query(dsl, tenant, sku).fetchSingle(SKU.PRICE));
    new Duel("tenant-guard", "queries/s of one thread in one JVM, no HTTP", 0.95, 6, 21, 60)
        .fight(() -> shop.call(() -> rate(guarded)), () -> shop.call(() -> rate(unguarded)));
  }

  private static SelectConditionStep<Record5<Long, Long, String, Long, Boolean>> query(
      DSLContext dsl, long tenant, long sku) {
    return dsl.select(SKU.ID, SKU.PRODUCT_ID, SKU.CODE, SKU.PRICE, SKU.ACTIVE)
        .from(SKU)
        .where(SKU.TENANT_ID.eq(tenant), SKU.ID.eq(sku));
  }

  private static double rate(LongSupplier price) {
    var sum = 0L;
    var begin = System.nanoTime();
    for (var i = 0; i < QUERIES; i++) {
      sum += price.getAsLong();
    }
    var rate = QUERIES * 1e9 / (System.nanoTime() - begin);
    if (sum != QUERIES * PRICE) {
      throw new IllegalStateException("the queries have not found the row");
    }
    return rate;
  }
}
