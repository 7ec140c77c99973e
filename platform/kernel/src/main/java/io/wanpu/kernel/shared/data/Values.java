package io.wanpu.kernel.shared.data;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Values of statements that go to the driver past jOOQ. */
final class Values {
  private Values() {}

  /** The driver searches through all its kinds of values unless it is told. */
  static void set(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case String text -> statement.setString(at, text);
      case null, default -> statement.setObject(at, value);
    }
  }

  /** A value as the database keeps it. */
  static @Nullable Object stored(Field<?> column, @Nullable Object value) {
    return value == null ? null : stored(column.getConverter(), value);
  }

  /** The same with the column's converter. */
  @SuppressWarnings("unchecked")
  static @Nullable Object stored(Converter<?, ?> converter, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof JSON json) {
      return json.data();
    }
    return ((Converter<Object, Object>) converter).to(value);
  }

  /** What jOOQ would throw. */
  static DataAccessException failed(String sql, SQLException e) {
    var state = e.getSQLState();
    var message = sql + ": " + e.getMessage();
    return state != null && state.startsWith("23")
        ? new IntegrityConstraintViolationException(message, e)
        : new DataAccessException(message, e);
  }
}
