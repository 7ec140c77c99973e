package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.data.UnconfinedStatement;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * The SQL of a {@link Prepared} statement, found confined to a shop that does not exist. So nothing
 * of a real shop can have got into it, and in the place of that shop stands the one of the call
 * whenever it is carried out.
 *
 * @param places what stands for the question marks, in order
 * @param columns what a query finds
 */
record Rendered(String sql, List<Param<?>> places, List<Field<?>> columns) {
  private static final TenantId NO_SHOP = new TenantId(Long.MAX_VALUE);

  static Rendered of(DSLContext dsl, Prepared<?> prepared) {
    return CurrentTenant.call(
        NO_SHOP,
        () -> {
          var statement = prepared.with(DSL.param(Confinement.TENANT, NO_SHOP.value()));
          var sql = dsl.render(statement);
          var places = new ArrayList<Param<?>>();
          for (var param : dsl.extractParams(statement).values()) {
            if (!param.isInline()) {
              places.add(param);
            }
          }
          if (places.size() != sql.chars().filter(c -> c == '?').count()) {
            throw new UnconfinedStatement("a value that stands in two places: " + sql);
          }
          for (var place : places) {
            if (!isShop(place) && place.getValue() != null) {
              throw new UnconfinedStatement(
                  "values are given when it is carried out, not before: " + sql);
            }
          }
          return new Rendered(
              sql, places, statement instanceof Select<?> select ? select.getSelect() : List.of());
        });
  }

  private static boolean isShop(Param<?> place) {
    return Confinement.TENANT.equals(place.getParamName());
  }

  /** Carries it out for the shop of the call. @return rows that were met */
  int run(Connection connection, Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw Values.failed(sql, e);
    }
  }

  /** What it finds for the shop of the call. */
  Result<Record> fetch(DSLContext dsl, Connection connection, Object... values) {
    try (var statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      try (var found = statement.executeQuery()) {
        return dsl.fetch(found, columns.toArray(Field[]::new));
      }
    } catch (SQLException e) {
      throw Values.failed(sql, e);
    }
  }

  private void fill(PreparedStatement statement, Object... values) throws SQLException {
    var next = 0;
    for (var i = 0; i < places.size(); i++) {
      var place = places.get(i);
      if (isShop(place)) {
        statement.setLong(i + 1, CurrentTenant.id().value());
      } else if (next < values.length) {
        Values.set(statement, i + 1, Values.stored(place, values[next++]));
      } else {
        throw new IllegalArgumentException("too few values for " + sql);
      }
    }
    if (next < values.length) {
      throw new IllegalArgumentException("too many values for " + sql);
    }
  }
}
