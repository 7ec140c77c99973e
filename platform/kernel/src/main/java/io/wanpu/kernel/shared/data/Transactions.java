package io.wanpu.kernel.shared.data;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Short, explicit, re-runnable transactions in READ COMMITTED. The whole transaction is run again
 * on a deadlock or a lock wait time-out; a database that is out of reach becomes {@code 503
 * server.database_away}, and nothing has happened.
 */
final class Transactions {
  private static final int TRIES = 8;

  private Transactions() {}

  static <T> T run(Cell cell, @Nullable Long tenant, Function<Tx, T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        return once(cell, tenant, work);
      } catch (RuntimeException e) {
        if (attempt == TRIES || !isContention(e)) {
          throw translated(e);
        }
        pause(attempt);
      }
    }
  }

  private static <T> T once(Cell cell, @Nullable Long tenant, Function<Tx, T> work) {
    OpenTx tx;
    T result;
    try (var connection = cell.transaction()) {
      tx = new OpenTx(connection, tenant);
      try {
        result = work.apply(tx);
        connection.commit();
      } catch (Throwable e) {
        rollBack(connection, e);
        throw e;
      } finally {
        tx.end();
      }
    } catch (SQLException e) {
      throw new DataAccessException("transaction failed", e);
    }
    tx.committed();
    return result;
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean isContention(Throwable e) {
    var sql = sqlCause(e);
    return sql != null
        && ("40001".equals(sql.getSQLState())
            || sql.getErrorCode() == 1213
            || sql.getErrorCode() == 1205
            || sql.getErrorCode() == 1020);
  }

  static RuntimeException translated(RuntimeException e) {
    var sql = sqlCause(e);
    if (sql == null) {
      return e;
    }
    var state = sql.getSQLState();
    var away =
        sql instanceof SQLTransientConnectionException
            || sql instanceof SQLNonTransientConnectionException
            || (state != null && state.startsWith("08"))
            || sql.getErrorCode() == 1927
            || sql.getErrorCode() == 1053;
    if (away) {
      return new MallException(
          ErrorKind.UNAVAILABLE, "server.database_away", List.of(), List.of(), e);
    }
    return isContention(e)
        ? new MallException(ErrorKind.UNAVAILABLE, "server.busy", List.of(), List.of(), e)
        : e;
  }

  static @Nullable SQLException sqlCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1L << Math.min(attempt, 6)) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MallException(ErrorKind.UNAVAILABLE, "server.busy");
    }
  }
}
