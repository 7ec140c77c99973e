package io.wanpu.kernel.shared.data;

import static io.wanpu.kernel.db.Tables.AUDIT_LOG;
import static io.wanpu.kernel.db.Tables.CART_ITEM;
import static io.wanpu.kernel.db.Tables.PRICE_CHANGE;
import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE;
import static io.wanpu.kernel.db.Tables.STOCK;
import static io.wanpu.kernel.db.Tables.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.tools.jdbc.MockConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A statement reaches the database only if every table in it is confined to the shop of the call.
 */
class ConfinementTest {
  private static final long SHOP = 7;
  private static final long OTHER = 8;

  /** A table of a plugin. */
  private static final class Claims extends TableImpl<Record> {
    private static final long serialVersionUID = 1L;
    final TableField<Record, Long> tenantId =
        createField(name("tenant_id"), SQLDataType.BIGINT.nullable(false));
    final TableField<Record, Long> id = createField(name("id"), SQLDataType.BIGINT.nullable(false));

    Claims(String schema) {
      super(name("claim"), DSL.schema(name(schema)));
    }
  }

  private static final Claims CLAIM = new Claims("p_seckill");
  private static final Claims FOREIGN = new Claims("p_coupon");

  private final List<String> sent = new ArrayList<>();

  private DSLContext dsl(Optional<String> schema) {
    var connection =
        new MockConnection(
            statement -> {
              sent.add(statement.sql());
              throw new SQLException("reached the database");
            });
    return Jooq.confined(schema).on(connection);
  }

  private void run(Consumer<DSLContext> statement, Optional<String> schema) {
    try {
      CurrentTenant.run(new TenantId(SHOP), () -> statement.accept(dsl(schema)));
    } catch (DataAccessException reached) {
      assertThat(sent).isNotEmpty();
    }
  }

  private static Condition ours() {
    return PRODUCT.TENANT_ID.eq(SHOP);
  }

  private static Arguments it(String what, Consumer<DSLContext> statement) {
    return Arguments.of(what, statement);
  }

  static Stream<Arguments> refused() {
    var s = SKU.as("s");
    return Stream.of(
        it("no tenant", d -> d.select(SKU.ID).from(SKU).fetch()),
        it("no tenant, by id", d -> d.select(SKU.ID).from(SKU).where(SKU.ID.eq(1L)).fetch()),
        it("whole table", d -> d.fetch(SKU)),
        it("count of a table", d -> d.fetchCount(SKU)),
        it("existence in a table", d -> d.fetchExists(SKU)),
        it("another shop", d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(OTHER)).fetch()),
        it(
            "another shop, inlined",
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(inline(OTHER))).fetch()),
        it("not this shop", d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.ne(SHOP)).fetch()),
        it("negated", d -> d.select(SKU.ID).from(SKU).where(not(SKU.TENANT_ID.eq(SHOP))).fetch()),
        it(
            "or-ed",
            d ->
                d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP).or(SKU.ID.eq(1L))).fetch()),
        it(
            "or-ed deeply",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(
                        SKU.ACTIVE.isTrue(),
                        or(SKU.ID.eq(1L), SKU.TENANT_ID.eq(SHOP).and(SKU.ID.eq(2L))))
                    .fetch()),
        it(
            "or-ed by the fluent or",
            d ->
                d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP)).or(SKU.ID.eq(1L)).fetch()),
        it(
            "tenant in the select list only",
            d -> d.select(SKU.TENANT_ID, SKU.TENANT_ID.eq(SHOP)).from(SKU).fetch()),
        it(
            "tenant in order by only",
            d -> d.select(SKU.ID).from(SKU).orderBy(field(SKU.TENANT_ID.eq(SHOP))).fetch()),
        it(
            "tenant in having only",
            d ->
                d.select(SKU.TENANT_ID, count())
                    .from(SKU)
                    .groupBy(SKU.TENANT_ID)
                    .having(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "tenant in a case only",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(when(SKU.TENANT_ID.eq(SHOP), inline(1)).otherwise(inline(1)).eq(1))
                    .fetch()),
        it(
            "tenant compared with itself",
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SKU.TENANT_ID)).fetch()),
        it(
            "tenant compared with another column",
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SKU.ID)).fetch()),
        it(
            "the shop's number compared with another column",
            d -> d.select(SKU.ID).from(SKU).where(SKU.ID.eq(SHOP)).fetch()),
        it(
            "second table unconfined",
            d -> d.select(SKU.ID).from(SKU, PRODUCT).where(SKU.TENANT_ID.eq(SHOP)).fetch()),
        it(
            "join by id alone",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .join(PRODUCT)
                    .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "left join confined on the wrong side",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .leftJoin(PRODUCT)
                    .on(PRODUCT.ID.eq(SKU.PRODUCT_ID), SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "left join that ties the outer table in its condition only",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .leftJoin(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SHOP), SKU.TENANT_ID.eq(PRODUCT.TENANT_ID))
                    .fetch()),
        it(
            "join tied by an or",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .join(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID).or(PRODUCT.ID.eq(SKU.PRODUCT_ID)))
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "join of tables that are tied to each other alone",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .join(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID))
                    .fetch()),
        it(
            "cross join",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .crossJoin(PRODUCT)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "right join",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .rightJoin(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID))
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "alias unconfined",
            d -> d.select(s.ID).from(s, SKU).where(SKU.TENANT_ID.eq(SHOP)).fetch()),
        it(
            "alias meant, table confined",
            d -> d.select(s.ID).from(s).where(SKU.TENANT_ID.eq(SHOP)).fetch()),
        it(
            "subquery in where unconfined",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(ours(), PRODUCT.ID.in(select(SKU.PRODUCT_ID).from(SKU)))
                    .fetch()),
        it(
            "exists unconfined",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        ours(), exists(selectOne().from(SKU).where(SKU.PRODUCT_ID.eq(PRODUCT.ID))))
                    .fetch()),
        it(
            "not exists unconfined",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        ours(),
                        notExists(selectOne().from(SKU).where(SKU.PRODUCT_ID.eq(PRODUCT.ID))))
                    .fetch()),
        it(
            "subquery confined, outer query not",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        PRODUCT.ID.in(
                            select(SKU.PRODUCT_ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP))))
                    .fetch()),
        it(
            "outer table confined inside a subquery only",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(exists(selectOne().from(SKU).where(SKU.TENANT_ID.eq(SHOP), ours())))
                    .fetch()),
        it(
            "inner table tied to an outer one that is unconfined",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(exists(selectOne().from(SKU).where(SKU.TENANT_ID.eq(PRODUCT.TENANT_ID))))
                    .fetch()),
        it(
            "inner table confined outside only",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(ours(), SKU.TENANT_ID.eq(SHOP), exists(selectOne().from(SKU)))
                    .fetch()),
        it(
            "scalar subquery in the select list",
            d ->
                d.select(PRODUCT.ID, field(select(max(SKU.PRICE)).from(SKU)))
                    .from(PRODUCT)
                    .where(ours())
                    .fetch()),
        it(
            "derived table unconfined",
            d -> {
              var t = select(SKU.TENANT_ID, SKU.ID).from(SKU).asTable("t");
              d.select(t.field(SKU.ID)).from(t).where(t.field(SKU.TENANT_ID).eq(SHOP)).fetch();
            }),
        it(
            "union with an unconfined half",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .unionAll(select(PRODUCT.ID).from(PRODUCT))
                    .fetch()),
        it(
            "union with an unconfined first half",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .union(select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP)))
                    .fetch()),
        it(
            "common table expression unconfined",
            d ->
                d.with("x")
                    .as(select(SKU.TENANT_ID, SKU.ID).from(SKU))
                    .select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(ours())
                    .fetch()),
        it("update of everything", d -> d.update(SKU).set(SKU.PRICE, 0L).execute()),
        it("update by id", d -> d.update(SKU).set(SKU.PRICE, 0L).where(SKU.ID.eq(1L)).execute()),
        it(
            "update of another shop",
            d ->
                d.update(SKU)
                    .set(SKU.PRICE, 0L)
                    .where(SKU.TENANT_ID.eq(OTHER), SKU.ID.eq(1L))
                    .execute()),
        it(
            "update that sets the tenant instead of asking for it",
            d -> d.update(SKU).set(SKU.TENANT_ID, SHOP).where(SKU.ID.eq(1L)).execute()),
        it(
            "update that moves a row to another shop",
            d ->
                d.update(SKU)
                    .set(SKU.TENANT_ID, OTHER)
                    .where(SKU.TENANT_ID.eq(SHOP), SKU.ID.eq(1L))
                    .execute()),
        it(
            "update that reads unconfined",
            d ->
                d.update(PRODUCT)
                    .set(PRODUCT.MIN_PRICE, select(max(SKU.PRICE)).from(SKU))
                    .where(ours())
                    .execute()),
        it(
            "update of two tables",
            d ->
                d.update(SKU.join(PRODUCT).on(PRODUCT.ID.eq(SKU.PRODUCT_ID)))
                    .set(SKU.PRICE, 0L)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .execute()),
        it("delete of everything", d -> d.deleteFrom(SKU).execute()),
        it("delete by id", d -> d.deleteFrom(SKU).where(SKU.ID.eq(1L)).execute()),
        it(
            "delete of another shop",
            d -> d.deleteFrom(SKU).where(SKU.TENANT_ID.eq(OTHER)).execute()),
        it(
            "delete using a table unconfined",
            d ->
                d.deleteFrom(SKU)
                    .using(PRODUCT)
                    .where(SKU.TENANT_ID.eq(SHOP), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                    .execute()),
        it(
            "insert without tenant",
            d -> d.insertInto(STOCK, STOCK.SKU_ID, STOCK.ON_HAND).values(1L, 1L).execute()),
        it(
            "insert for another shop",
            d -> d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID).values(OTHER, 1L).execute()),
        it(
            "insert of two rows, one for another shop",
            d ->
                d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID)
                    .values(SHOP, 1L)
                    .values(OTHER, 1L)
                    .execute()),
        it(
            "insert of a record for another shop",
            d -> {
              var row = d.newRecord(STOCK);
              row.setTenantId(OTHER);
              row.setSkuId(1L);
              row.setOnHand(1L);
              row.store();
            }),
        it(
            "insert from a select",
            d ->
                d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID)
                    .select(select(SKU.TENANT_ID, SKU.ID).from(SKU))
                    .execute()),
        it(
            "insert from a confined select, for whom it likes",
            d ->
                d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID)
                    .select(select(val(OTHER), SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP)))
                    .execute()),
        it(
            "insert of values read unconfined",
            d ->
                d.insertInto(STOCK)
                    .set(STOCK.TENANT_ID, SHOP)
                    .set(STOCK.SKU_ID, select(max(SKU.ID)).from(SKU))
                    .execute()),
        it(
            "insert whose update moves the row to another shop",
            d ->
                d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID)
                    .values(SHOP, 1L)
                    .onDuplicateKeyUpdate()
                    .set(STOCK.TENANT_ID, OTHER)
                    .execute()),
        it(
            "insert or update on a key that other shops share",
            d ->
                d.insertInto(STAFF)
                    .set(STAFF.TENANT_ID, SHOP)
                    .set(STAFF.ID, 1L)
                    .set(STAFF.LOGIN, "chen")
                    .onDuplicateKeyUpdate()
                    .set(STAFF.PASSWORD_HASH, "mine")
                    .execute()),
        it("table of the directory", d -> d.select(TENANT.ID).from(TENANT).fetch()),
        it(
            "table of the directory by id",
            d -> d.select(TENANT.NAME).from(TENANT).where(TENANT.ID.eq(SHOP)).fetch()),
        it(
            "join with the directory",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .join(TENANT)
                    .on(TENANT.ID.eq(SKU.TENANT_ID))
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it("table by name", d -> d.select(inline(1)).from(table(name("sku"))).fetch()),
        it(
            "table by name with the shop",
            d ->
                d.select(inline(1))
                    .from(table(name("sku")))
                    .where(field(name("sku", "tenant_id"), Long.class).eq(SHOP))
                    .fetch()),
        it("plain select", d -> d.fetch("select * from sku")),
        it("plain select with the shop", d -> d.fetch("select * from sku where tenant_id = 7")),
        it("plain statement", d -> d.execute("delete from sku")),
        it("plain query object", d -> d.query("delete from sku").execute()),
        it(
            "plain table",
            d -> d.select(inline(1)).from("sku").where(SKU.TENANT_ID.eq(SHOP)).fetch()),
        it("plain condition", d -> d.select(SKU.ID).from(SKU).where("tenant_id = 7").fetch()),
        it(
            "plain condition beside the shop",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .and("exists (select 1 from staff)")
                    .fetch()),
        it(
            "plain field",
            d ->
                d.select(field("(select max(password_hash) from staff)"))
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "plain order",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .orderBy(field("(select 1 from staff)"))
                    .fetch()),
        it(
            "batch of plain statements",
            d -> d.batch("delete from sku", "delete from stock").execute()),
        it(
            "batch with one unconfined",
            d ->
                d.batch(
                        d.deleteFrom(SKU).where(SKU.TENANT_ID.eq(SHOP)),
                        d.deleteFrom(SKU).where(SKU.ID.eq(1L)))
                    .execute()),
        it(
            "batch whose values are bound later",
            d ->
                d.batch(d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID).values(SHOP, 1L))
                    .bind(OTHER, 1L)
                    .execute()),
        it(
            "batch delete whose values are bound later",
            d ->
                d.batch(d.deleteFrom(SKU).where(SKU.TENANT_ID.eq(SHOP), SKU.ID.eq(1L)))
                    .bind(OTHER, 1L)
                    .bind(OTHER, 2L)
                    .execute()),
        it("truncation", d -> d.truncate(SKU).execute()),
        it("dropping", d -> d.dropTable(SKU).execute()),
        it("altering", d -> d.alterTable(SKU).drop(SKU.COST).execute()),
        it(
            "merging",
            d ->
                d.mergeInto(STOCK)
                    .using(selectOne())
                    .on(STOCK.TENANT_ID.eq(SHOP))
                    .whenMatchedThenUpdate()
                    .set(STOCK.ON_HAND, 1L)
                    .execute()),
        it(
            "table of a plugin through the kernel's door",
            d -> d.select(CLAIM.id).from(CLAIM).where(CLAIM.tenantId.eq(SHOP)).fetch()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String what, Consumer<DSLContext> statement) {
    assertThatThrownBy(() -> run(statement, Optional.empty()))
        .isInstanceOf(UnconfinedStatement.class);
    assertThat(sent).isEmpty();
  }

  static Stream<Arguments> accepted() {
    var s = SKU.as("s");
    var total = sum(coalesce(STOCK.ON_HAND.minus(STOCK.RESERVED), 0L));
    return Stream.of(
        it(
            "select",
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP), SKU.ID.eq(1L)).fetch()),
        it(
            "shop last, after an or",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(SKU.ID.eq(1L).or(SKU.ID.eq(2L)))
                    .and(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "shop on the right",
            d -> d.select(SKU.ID).from(SKU).where(val(SHOP).eq(SKU.TENANT_ID)).fetch()),
        it(
            "with no condition beside it",
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP), noCondition()).fetch()),
        it("alias", d -> d.select(s.ID).from(s).where(s.TENANT_ID.eq(SHOP)).forUpdate().fetch()),
        it("whole rows", d -> d.selectFrom(SKU).where(SKU.TENANT_ID.eq(SHOP)).fetch()),
        it("count of a query", d -> d.fetchCount(selectFrom(SKU).where(SKU.TENANT_ID.eq(SHOP)))),
        it("existence", d -> d.fetchExists(selectFrom(SKU).where(SKU.TENANT_ID.eq(SHOP)))),
        it(
            "joins tied to the shop",
            d ->
                d.select(SKU.ID, count(), max(SKU.PRICE), total)
                    .from(SKU)
                    .join(PRODUCT)
                    .on(PRODUCT.TENANT_ID.eq(SKU.TENANT_ID), PRODUCT.ID.eq(SKU.PRODUCT_ID))
                    .leftJoin(STOCK)
                    .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID), STOCK.SKU_ID.eq(SKU.ID))
                    .where(SKU.TENANT_ID.eq(SHOP), SKU.ACTIVE.isTrue())
                    .groupBy(SKU.ID)
                    .having(count().gt(1))
                    .orderBy(SKU.ID.desc())
                    .limit(20)
                    .fetch()),
        it(
            "chain of joins, each tied to the one before",
            d ->
                d.select(SKU.ID)
                    .from(PRODUCT)
                    .join(SKU)
                    .on(SKU.TENANT_ID.eq(PRODUCT.TENANT_ID))
                    .join(STOCK)
                    .on(STOCK.TENANT_ID.eq(SKU.TENANT_ID))
                    .where(ours())
                    .fetch()),
        it(
            "join confined by value",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .leftJoin(STOCK)
                    .on(STOCK.TENANT_ID.eq(SHOP), STOCK.SKU_ID.eq(SKU.ID))
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch()),
        it(
            "comma join tied in where",
            d ->
                d.select(SKU.ID)
                    .from(SKU, PRODUCT)
                    .where(SKU.TENANT_ID.eq(PRODUCT.TENANT_ID), ours())
                    .fetch()),
        it(
            "correlated exists, before the shop is named",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        exists(
                            selectOne()
                                .from(SKU)
                                .where(
                                    SKU.TENANT_ID.eq(PRODUCT.TENANT_ID),
                                    SKU.PRODUCT_ID.eq(PRODUCT.ID))),
                        ours())
                    .fetch()),
        it(
            "correlated scalar subquery in the select list",
            d ->
                d.select(
                        PRODUCT.ID,
                        field(
                            selectCount()
                                .from(SKU)
                                .where(
                                    SKU.TENANT_ID.eq(PRODUCT.TENANT_ID),
                                    SKU.PRODUCT_ID.eq(PRODUCT.ID))))
                    .from(PRODUCT)
                    .where(ours())
                    .fetch()),
        it(
            "two levels of correlation",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        exists(
                            selectOne()
                                .from(SKU)
                                .where(
                                    exists(
                                        selectOne()
                                            .from(STOCK)
                                            .where(
                                                STOCK.TENANT_ID.eq(SKU.TENANT_ID),
                                                STOCK.SKU_ID.eq(SKU.ID))),
                                    SKU.TENANT_ID.eq(PRODUCT.TENANT_ID))),
                        ours())
                    .fetch()),
        it(
            "subquery with the shop",
            d ->
                d.select(PRODUCT.ID)
                    .from(PRODUCT)
                    .where(
                        ours(),
                        PRODUCT.ID.in(
                            select(SKU.PRODUCT_ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP))))
                    .fetch()),
        it(
            "derived table",
            d -> {
              var t =
                  select(SKU.PRODUCT_ID, max(SKU.PRICE).as("highest"))
                      .from(SKU)
                      .where(SKU.TENANT_ID.eq(SHOP))
                      .groupBy(SKU.PRODUCT_ID)
                      .asTable("t");
              d.select(t.field("highest"))
                  .from(PRODUCT)
                  .join(t)
                  .on(t.field(SKU.PRODUCT_ID).eq(PRODUCT.ID))
                  .where(ours())
                  .fetch();
            }),
        it(
            "union",
            d ->
                d.select(SKU.ID)
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .unionAll(select(PRODUCT.ID).from(PRODUCT).where(ours()))
                    .fetch()),
        it(
            "update",
            d ->
                d.update(STOCK)
                    .set(STOCK.RESERVED, STOCK.RESERVED.plus(1))
                    .where(
                        STOCK.TENANT_ID.eq(SHOP),
                        STOCK.SKU_ID.eq(1L),
                        STOCK.ON_HAND.minus(STOCK.RESERVED).ge(1L))
                    .execute()),
        it(
            "update from a correlated subquery",
            d ->
                d.update(PRODUCT)
                    .set(
                        PRODUCT.MIN_PRICE,
                        select(max(SKU.PRICE))
                            .from(SKU)
                            .where(
                                SKU.TENANT_ID.eq(PRODUCT.TENANT_ID), SKU.PRODUCT_ID.eq(PRODUCT.ID)))
                    .where(ours())
                    .execute()),
        it(
            "delete",
            d ->
                d.deleteFrom(CART_ITEM)
                    .where(CART_ITEM.TENANT_ID.eq(SHOP), CART_ITEM.MEMBER_ID.eq(1L))
                    .execute()),
        it(
            "delete of some",
            d ->
                d.deleteFrom(CART_ITEM)
                    .where(CART_ITEM.TENANT_ID.eq(SHOP))
                    .orderBy(CART_ITEM.SKU_ID)
                    .limit(10)
                    .execute()),
        it(
            "insert",
            d ->
                d.insertInto(STOCK, STOCK.TENANT_ID, STOCK.SKU_ID)
                    .values(SHOP, 1L)
                    .values(SHOP, 2L)
                    .execute()),
        it(
            "insert by set",
            d ->
                d.insertInto(STOCK)
                    .set(STOCK.TENANT_ID, SHOP)
                    .set(STOCK.SKU_ID, 1L)
                    .onDuplicateKeyIgnore()
                    .execute()),
        it(
            "insert by a map",
            d ->
                d.insertInto(STOCK).set(Map.of(STOCK.TENANT_ID, SHOP, STOCK.SKU_ID, 1L)).execute()),
        it(
            "insert of a record",
            d -> {
              var row = d.newRecord(STOCK);
              row.setTenantId(SHOP);
              row.setSkuId(1L);
              row.setOnHand(1L);
              row.store();
            }),
        it(
            "insert or update",
            d ->
                d.insertInto(
                        PRICE_CHANGE,
                        PRICE_CHANGE.TENANT_ID,
                        PRICE_CHANGE.SKU_ID,
                        PRICE_CHANGE.AT,
                        PRICE_CHANGE.PRICE)
                    .values(SHOP, 1L, Instant.EPOCH, 5L)
                    .onDuplicateKeyUpdate()
                    .set(PRICE_CHANGE.PRICE, excluded(PRICE_CHANGE.PRICE))
                    .execute()),
        it(
            "insert or do nothing on a key that other shops share",
            d ->
                d.insertInto(STAFF)
                    .set(STAFF.TENANT_ID, SHOP)
                    .set(STAFF.ID, 1L)
                    .set(STAFF.LOGIN, "chen")
                    .onDuplicateKeyIgnore()
                    .execute()),
        it(
            "batch of statements",
            d ->
                d.batch(
                        d.deleteFrom(SKU).where(SKU.TENANT_ID.eq(SHOP)),
                        d.update(STAFF_ROLE)
                            .set(STAFF_ROLE.NAME, "a")
                            .where(STAFF_ROLE.TENANT_ID.eq(SHOP)))
                    .execute()),
        it(
            "page by key",
            d ->
                d.select(AUDIT_LOG.ID)
                    .from(AUDIT_LOG)
                    .where(
                        AUDIT_LOG.TENANT_ID.eq(SHOP),
                        or(AUDIT_LOG.AT.lt(Instant.EPOCH), AUDIT_LOG.ID.lt(5L)))
                    .orderBy(AUDIT_LOG.AT.desc(), AUDIT_LOG.ID.desc())
                    .limit(21)
                    .fetch()),
        it("no table at all", d -> d.select(inline(1)).fetch()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accepts(String what, Consumer<DSLContext> statement) {
    run(statement, Optional.empty());
    assertThat(sent).isNotEmpty();
  }

  @Test
  void a_plugin_reaches_its_own_tables_only() {
    var own = Optional.of("p_seckill");
    run(d -> d.select(CLAIM.id).from(CLAIM).where(CLAIM.tenantId.eq(SHOP)).fetch(), own);
    assertThat(sent).hasSize(1);
    for (Consumer<DSLContext> statement :
        List.<Consumer<DSLContext>>of(
            d -> d.select(CLAIM.id).from(CLAIM).fetch(),
            d -> d.select(FOREIGN.id).from(FOREIGN).where(FOREIGN.tenantId.eq(SHOP)).fetch(),
            d -> d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP)).fetch(),
            d ->
                d.select(CLAIM.id)
                    .from(CLAIM)
                    .join(SKU)
                    .on(SKU.TENANT_ID.eq(CLAIM.tenantId))
                    .where(CLAIM.tenantId.eq(SHOP))
                    .fetch(),
            d -> d.insertInto(FOREIGN, FOREIGN.tenantId, FOREIGN.id).values(SHOP, 1L).execute(),
            d -> d.deleteFrom(FOREIGN).where(FOREIGN.tenantId.eq(SHOP)).execute(),
            d ->
                d.select(CLAIM.id)
                    .from(CLAIM)
                    .where(
                        CLAIM.tenantId.eq(SHOP),
                        CLAIM.id.in(
                            select(FOREIGN.id).from(FOREIGN).where(FOREIGN.tenantId.eq(SHOP))))
                    .fetch())) {
      assertThatThrownBy(() -> run(statement, own)).isInstanceOf(UnconfinedStatement.class);
    }
    assertThat(sent).hasSize(1);
  }

  @Test
  void outside_a_call_nothing_reaches_the_database() {
    assertThatThrownBy(
            () ->
                dsl(Optional.empty())
                    .select(SKU.ID)
                    .from(SKU)
                    .where(SKU.TENANT_ID.eq(SHOP))
                    .fetch())
        .isInstanceOf(IllegalStateException.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void after_a_refusal_the_next_statement_is_judged_by_itself() {
    run(
        d -> {
          assertThatThrownBy(() -> d.fetch(SKU)).isInstanceOf(UnconfinedStatement.class);
          d.select(SKU.ID).from(SKU).where(SKU.TENANT_ID.eq(SHOP)).fetch();
        },
        Optional.empty());
    assertThat(sent).hasSize(1);
  }
}
