package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.data.Tx;
import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.kernel.shared.CurrentTenant;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.RowCountQuery;
import org.jooq.Select;
import org.jooq.Table;

/**
 * The door to SQL: statements on the tables of one shop, the one that the call is bound to. A
 * statement on a tenant table that is not confined to that shop, on a table without a tenant, or
 * with plain SQL in it throws {@link UnconfinedStatement} before it reaches the database.
 */
public final class TenantDb {
  private final Cells cells;
  private final Jooq jooq;

  /** The kernel's door. */
  public TenantDb(Cells cells) {
    this(cells, Optional.empty());
  }

  private TenantDb(Cells cells, Optional<String> schema) {
    this.cells = cells;
    this.jooq = Jooq.confined(schema);
  }

  /** A door to the tables of that schema only: a plugin's. */
  public TenantDb forSchema(String plugins) {
    return new TenantDb(cells, Optional.of(plugins));
  }

  /** Runs in a transaction, again as a whole after a deadlock. */
  public <T> T transaction(Function<Tx, T> work) {
    var tenant = CurrentTenant.id();
    return Transactions.run(cells.of(tenant), tenant.value(), work);
  }

  /** Statements on a running transaction. */
  public DSLContext on(Tx tx) {
    return jooq.on(connection(tx));
  }

  /** Reads, each statement by itself. */
  public <T> T read(Function<DSLContext, T> query) {
    return Transactions.read(
        cells.of(CurrentTenant.id()), connection -> query.apply(jooq.on(connection)));
  }

  /**
   * Inserts many rows in one round trip. The tenant is added by this method.
   *
   * @param columns without {@code tenant_id}
   * @param rows values in the order of the columns
   */
  public void insertAll(
      Tx tx, Table<?> table, List<? extends Field<?>> columns, List<Object[]> rows) {
    BulkInsert.run(jooq, connection(tx), table, columns, rows, Map.of());
  }

  /**
   * Inserts many rows in one round trip, or changes those that are there.
   *
   * @param columns without {@code tenant_id}
   * @param rows values in the order of the columns
   * @param whenThere what a row that is there already becomes, by column
   */
  public void upsertAll(
      Tx tx,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<Object[]> rows,
      Map<Field<?>, Field<?>> whenThere) {
    BulkInsert.run(jooq, connection(tx), table, columns, rows, whenThere);
  }

  /**
   * Carries a prepared statement out.
   *
   * @param values in the order in which they stand in its SQL
   * @return rows that were met
   */
  public int run(Tx tx, Prepared<? extends RowCountQuery> statement, Object... values) {
    return jooq.rendered(statement).run(connection(tx), values);
  }

  /**
   * Reads what a prepared query finds.
   *
   * @param values in the order in which they stand in its SQL
   */
  public Result<Record> fetch(Prepared<? extends Select<?>> query, Object... values) {
    var rendered = jooq.rendered(query);
    return Transactions.read(
        cells.of(CurrentTenant.id()),
        connection -> rendered.fetch(jooq.unconnected(), connection, values));
  }

  private static Connection connection(Tx tx) {
    var open = OpenTx.of(tx);
    var tenant = open.tenant();
    if (tenant == null || tenant != CurrentTenant.id().value()) {
      throw new UnconfinedStatement("the transaction belongs to another shop than the call");
    }
    return open.connection();
  }
}
