package io.wanpu.kernel.shared.data;

import static io.wanpu.kernel.db.Tables.CART_ITEM;
import static io.wanpu.kernel.db.Tables.STAFF;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Rows that are inserted or changed in bulk stay with their shop. */
@MallTest
class UpsertTest {
  @Test
  void a_row_stays_with_its_shop(Mall mall, Shop shop) {
    assertThatThrownBy(
            () ->
                upsert(
                    mall, shop, CART_ITEM, CART_ITEM.SKU_ID, CART_ITEM.TENANT_ID, DSL.inline(1L)))
        .isInstanceOf(UnconfinedStatement.class)
        .hasMessageContaining("stays with its shop");
  }

  @Test
  void a_table_with_a_key_across_shops_is_refused(Mall mall, Shop shop) {
    assertThatThrownBy(() -> upsert(mall, shop, STAFF, STAFF.ID, STAFF.NAME, DSL.inline("mine")))
        .isInstanceOf(UnconfinedStatement.class)
        .hasMessageContaining("another shop's row");
  }

  private static void upsert(
      Mall mall, Shop shop, Table<?> table, Field<?> column, Field<?> changed, Field<?> to) {
    shop.call(
        () ->
            mall.tenantDb()
                .transaction(
                    tx -> {
                      mall.tenantDb()
                          .upsertAll(
                              tx,
                              table,
                              List.of(column),
                              List.<Object[]>of(new Object[] {1L}),
                              Map.of(changed, to));
                      return tx;
                    }));
  }
}
