package io.wanpu.kernel.shared.data;

import static io.wanpu.api.data.Prepared.value;
import static io.wanpu.kernel.db.Tables.CART_ITEM;
import static io.wanpu.kernel.db.Tables.STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.api.id.SkuId;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import org.jooq.Record1;
import org.jooq.RowCountQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** A statement that was prepared in one shop's call meets the rows of the shop that calls. */
@MallTest
class PreparedTest {
  private static final Prepared<RowCountQuery> COUNT =
      Prepared.of(
          shop ->
              DSL.update(STOCK)
                  .set(STOCK.ON_HAND, value(STOCK.ON_HAND))
                  .where(STOCK.TENANT_ID.eq(shop), STOCK.SKU_ID.eq(value(STOCK.SKU_ID))));

  private static final Prepared<Select<Record1<Long>>> ON_HAND =
      Prepared.of(
          shop ->
              DSL.select(STOCK.ON_HAND)
                  .from(STOCK)
                  .where(STOCK.TENANT_ID.eq(shop), STOCK.SKU_ID.eq(value(STOCK.SKU_ID))));

  @Test
  void each_shop_meets_its_own_rows(Mall mall) {
    var mine = Shop.open(mall);
    var theirs = Shop.open(mall);
    var cup = mine.sku(5, "1.00");
    var hat = theirs.sku(5, "1.00");

    assertThat(run(mall, mine, COUNT, 7, cup.value())).isOne();
    assertThat(run(mall, theirs, COUNT, 8, hat.value())).isOne();
    assertThat(run(mall, theirs, COUNT, 9, cup.value())).isZero();

    assertThat(onHand(mall, mine, cup)).isEqualTo(7);
    assertThat(onHand(mall, theirs, hat)).isEqualTo(8);
  }

  @Test
  void each_shop_reads_its_own_rows(Mall mall) {
    var mine = Shop.open(mall);
    var theirs = Shop.open(mall);
    var cup = mine.sku(5, "1.00");
    var db = mall.tenantDb();

    assertThat(mine.call(() -> db.fetch(ON_HAND, cup.value())).getValues(STOCK.ON_HAND))
        .containsExactly(5L);
    assertThat(theirs.call(() -> db.fetch(ON_HAND, cup.value()))).isEmpty();
  }

  @Test
  void a_query_of_all_shops_is_refused(Mall mall, Shop shop) {
    var all = Prepared.of(each -> DSL.select(STOCK.ON_HAND).from(STOCK));

    assertThatThrownBy(() -> shop.call(() -> mall.tenantDb().fetch(all)))
        .isInstanceOf(UnconfinedStatement.class);
  }

  @Test
  void one_without_the_shop_is_refused(Mall mall, Shop shop) {
    var all = Prepared.of(each -> DSL.update(STOCK).set(STOCK.ON_HAND, value(STOCK.ON_HAND)));

    assertThatThrownBy(() -> run(mall, shop, all, 7)).isInstanceOf(UnconfinedStatement.class);
  }

  @Test
  void one_that_names_a_shop_itself_is_refused(Mall mall, Shop shop) {
    var own = shop.id().value();
    var bound = Prepared.of(each -> DSL.deleteFrom(CART_ITEM).where(CART_ITEM.TENANT_ID.eq(own)));
    var written =
        Prepared.of(
            each -> DSL.deleteFrom(CART_ITEM).where(CART_ITEM.TENANT_ID.eq(DSL.inline(own))));

    assertThatThrownBy(() -> run(mall, shop, bound)).isInstanceOf(UnconfinedStatement.class);
    assertThatThrownBy(() -> run(mall, shop, written)).isInstanceOf(UnconfinedStatement.class);
  }

  @Test
  void a_value_that_is_there_beforehand_is_refused(Mall mall, Shop shop) {
    var early =
        Prepared.of(
            each -> DSL.update(STOCK).set(STOCK.ON_HAND, 7L).where(STOCK.TENANT_ID.eq(each)));

    assertThatThrownBy(() -> run(mall, shop, early))
        .isInstanceOf(UnconfinedStatement.class)
        .hasMessageContaining("when it is carried out");
  }

  @Test
  void too_few_or_too_many_values_are_refused(Mall mall, Shop shop) {
    assertThatThrownBy(() -> run(mall, shop, COUNT, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run(mall, shop, COUNT, 7, 1L, 2L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int run(
      Mall mall, Shop shop, Prepared<? extends RowCountQuery> statement, Object... values) {
    return shop.call(
        () -> mall.tenantDb().transaction(tx -> mall.tenantDb().run(tx, statement, values)));
  }

  private static long onHand(Mall mall, Shop shop, SkuId sku) {
    return shop.call(
        () ->
            mall.tenantDb()
                .read(
                    dsl ->
                        dsl.select(STOCK.ON_HAND)
                            .from(STOCK)
                            .where(
                                STOCK.TENANT_ID.eq(shop.id().value()), STOCK.SKU_ID.eq(sku.value()))
                            .fetchSingle(STOCK.ON_HAND)));
  }
}
