package io.wanpu.api.data;

import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.impl.DSL;

/**
 * A statement that is carried out very often: its SQL is written and judged once, the first time;
 * after that only its values change.
 *
 * <pre>{@code
 * private static final Prepared<RowCountQuery> TAKE =
 *     Prepared.of(
 *         shop ->
 *             DSL.update(STOCK)
 *                 .set(STOCK.LEFT_COUNT, STOCK.LEFT_COUNT.minus(Prepared.value(STOCK.LEFT_COUNT)))
 *                 .where(STOCK.TENANT_ID.eq(shop), STOCK.ID.eq(Prepared.value(STOCK.ID))));
 * }</pre>
 *
 * @param <Q> what it is: a {@link org.jooq.RowCountQuery} or a {@link org.jooq.Select}
 */
public final class Prepared<Q extends Query> {
  private final Function<Param<Long>, ? extends Q> statement;

  private Prepared(Function<Param<Long>, ? extends Q> statement) {
    this.statement = statement;
  }

  /**
   * Prepares a statement.
   *
   * @param statement is given the shop of the call, and has a {@link #value} where another value
   *     will stand; it is called once, for all shops
   */
  public static <Q extends Query> Prepared<Q> of(Function<Param<Long>, ? extends Q> statement) {
    return new Prepared<>(statement);
  }

  /** Stands for a value of that column's type, which is given each time. */
  public static <T> Param<T> value(Field<T> column) {
    DataType<T> type = column.getDataType();
    return DSL.val(null, type);
  }

  /** The statement, for a shop. */
  public Q with(Param<Long> shop) {
    return statement.apply(shop);
  }
}
