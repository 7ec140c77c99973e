package io.wanpu.api.data;

import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.RowCountQuery;
import org.jooq.Select;
import org.jooq.Table;

/**
 * A plugin's door to its own tables, those of schema {@code p_<id>}. Each statement must be
 * confined to the shop of the call ({@code tenant_id = …}, or written on insert); a statement that
 * is not, that touches another schema or carries plain SQL is refused with an {@link
 * UnconfinedStatement}.
 */
public interface PluginDb {
  /**
   * Runs in a transaction of the calling shop; retried as a whole on deadlock. Joins nothing: it is
   * its own transaction.
   */
  <T> T transaction(Function<Tx, T> work);

  /** The plugin's statements on a running transaction, also on one of the kernel's. */
  DSLContext on(Tx tx);

  /**
   * Inserts many rows in one round trip. The shop is added to each row by this method.
   *
   * @param columns of the table, without {@code tenant_id}
   * @param rows values in the order of the columns
   */
  void insertAll(Tx tx, Table<?> table, List<? extends Field<?>> columns, List<Object[]> rows);

  /**
   * Carries a prepared statement out, for the shop of the call.
   *
   * @param values in the order in which they stand in its SQL
   * @return rows that were met
   */
  int run(Tx tx, Prepared<? extends RowCountQuery> statement, Object... values);

  /**
   * Reads what a prepared query finds, for the shop of the call and without a transaction.
   *
   * @param values in the order in which they stand in its SQL
   */
  Result<Record> fetch(Prepared<? extends Select<?>> query, Object... values);

  /** Reads without a transaction. */
  <T> T read(Function<DSLContext, T> query);
}
