package io.wanpu.api.data;

import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.RowCountQuery;
import org.jooq.impl.DSL;

/**
 * A statement that is carried out very often: its SQL is written and judged once, the first time;
 * after that only its values change.
 *
 * <pre>{@code
 * private static final Prepared TAKE =
 *     Prepared.of(
 *         shop ->
 *             DSL.update(STOCK)
 *                 .set(STOCK.LEFT_COUNT, STOCK.LEFT_COUNT.minus(Prepared.value(STOCK.LEFT_COUNT)))
 *                 .where(STOCK.TENANT_ID.eq(shop), STOCK.ID.eq(Prepared.value(STOCK.ID))));
 * }</pre>
 */
public final class Prepared {
  private final Function<Param<Long>, RowCountQuery> statement;

  private Prepared(Function<Param<Long>, RowCountQuery> statement) {
    this.statement = statement;
  }

  /**
   * Prepares a statement.
   *
   * @param statement is given the shop of the call, and has a {@link #value} where another value
   *     will stand; it is called once, for all shops
   */
  public static Prepared of(Function<Param<Long>, RowCountQuery> statement) {
    return new Prepared(statement);
  }

  /** Stands for a value of that column's type, which is given each time. */
  public static <T> Param<T> value(Field<T> column) {
    DataType<T> type = column.getDataType();
    return DSL.val(null, type);
  }

  /** The statement, for a shop. */
  public RowCountQuery with(Param<Long> shop) {
    return statement.apply(shop);
  }
}
