package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.kernel.shared.CurrentTenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** One INSERT with many sets of values, in one round trip. */
final class BulkInsert {
  private BulkInsert() {}

  /** Where rows go. */
  record Into(Table<?> table, List<? extends Field<?>> columns) {
    Into {
      columns = List.copyOf(columns);
    }

    /** The SQL before the values. */
    String head(DSLContext dsl, TableRules rules) {
      rules.admit(table);
      if (table.field(Confinement.TENANT) == null
          || columns.stream().anyMatch(c -> c.getName().equals(Confinement.TENANT))) {
        throw new UnconfinedStatement("insertAll adds the tenant itself: " + table);
      }
      return columns.stream()
          .map(column -> "`" + column.getName() + "`")
          .collect(
              Collectors.joining(
                  ",",
                  "insert into " + dsl.render(table) + " (`" + Confinement.TENANT + "`,",
                  ") values "));
    }
  }

  static void run(
      Jooq jooq,
      Connection connection,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<Object[]> rows,
      Map<Field<?>, Field<?>> whenThere) {
    if (rows.isEmpty()) {
      return;
    }
    var places = "(?" + ",?".repeat(columns.size()) + ")";
    var update = whenThere(jooq.unconnected(), table, whenThere);
    // the driver sends a batch in one packet, unless it may update: then the rows have to be in one
    // statement
    var together = update.isEmpty() ? 1 : rows.size();
    var sql =
        jooq.head(new Into(table, columns))
            + String.join(",", Collections.nCopies(together, places))
            + update;
    var converters = columns.stream().<Converter<?, ?>>map(Field::getConverter).toList();
    try (var statement = connection.prepareStatement(sql)) {
      var tenant = CurrentTenant.id().value();
      var at = 1;
      for (var row : rows) {
        statement.setLong(at++, tenant);
        for (var i = 0; i < row.length; i++) {
          Values.set(statement, at++, Values.stored(converters.get(i), row[i]));
        }
        if (together == 1) {
          statement.addBatch();
          at = 1;
        }
      }
      if (together == 1) {
        statement.executeBatch();
      } else {
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw Values.failed(sql, e);
    }
  }

  private static String whenThere(
      DSLContext dsl, Table<?> table, Map<Field<?>, Field<?>> whenThere) {
    if (whenThere.isEmpty()) {
      return "";
    }
    if (whenThere.keySet().stream().anyMatch(c -> c.getName().equals(Confinement.TENANT))) {
      throw new UnconfinedStatement("a row stays with its shop");
    }
    Confinement.refuseForeignKeys(table);
    return whenThere.entrySet().stream()
        .map(set -> dsl.render(set.getKey()) + "=" + dsl.renderInlined(set.getValue()))
        .collect(Collectors.joining(",", " on duplicate key update ", ""));
  }
}
