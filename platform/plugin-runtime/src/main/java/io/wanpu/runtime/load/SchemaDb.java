package io.wanpu.runtime.load;

import io.wanpu.api.data.PluginDb;
import io.wanpu.api.data.Prepared;
import io.wanpu.api.data.Tx;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.RowCountQuery;
import org.jooq.Select;
import org.jooq.Table;

/** A plugin's own tables, on the connection of the current transaction. */
record SchemaDb(TenantDb db) implements PluginDb {
  @Override
  public <T> T transaction(Function<Tx, T> work) {
    return db.transaction(work);
  }

  @Override
  public DSLContext on(Tx tx) {
    return db.on(tx);
  }

  @Override
  public void insertAll(
      Tx tx, Table<?> table, List<? extends Field<?>> columns, List<Object[]> rows) {
    db.insertAll(tx, table, columns, rows);
  }

  @Override
  public int run(Tx tx, Prepared<? extends RowCountQuery> statement, Object... values) {
    return db.run(tx, statement, values);
  }

  @Override
  public Result<Record> fetch(Prepared<? extends Select<?>> query, Object... values) {
    return db.fetch(query, values);
  }

  @Override
  public <T> T read(Function<DSLContext, T> query) {
    return db.read(query);
  }
}
