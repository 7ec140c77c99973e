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
 * Short, explicit, re-runnable transactions in READ COMMITTED, and reads. The whole transaction is
 * run again on a deadlock or a lock wait time-out, and when its connection turns out to be dead
 * before it was to be committed: a pool still holds such connections after the database was
 * restarted. A database that is out of reach becomes {@code 503 server.database_away}; nothing has
 * happened then, unless the connection died in the commit itself, which the request's key tells.
 */
final class Transactions {
  private static final int TRIES = 8;
  private static final int TRIES_OF_CONNECTIONS = 3;

  private Transactions() {}

  /** The connection was dead before anything could be committed. */
  private static final class DeadConnection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadConnection(RuntimeException cause) {
      super(cause);
    }
  }

  static <T> T run(Cell cell, @Nullable Long tenant, Function<Tx, T> work) {
    for (var attempt = 1; ; attempt++) {
      try {
        return once(cell, tenant, work);
      } catch (DeadConnection e) {
        if (attempt >= TRIES_OF_CONNECTIONS) {
          throw translated(e);
        }
        cell.forgetConnections();
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
        result = applied(work, tx);
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

  private static <T> T applied(Function<Tx, T> work, Tx tx) {
    try {
      return work.apply(tx);
    } catch (RuntimeException e) {
      throw isAway(e) ? new DeadConnection(e) : e;
    }
  }

  /** Reads, each statement by itself. */
  static <T> T read(Cell cell, Function<Connection, T> query) {
    for (var attempt = 1; ; attempt++) {
      try (var connection = cell.connection()) {
        return query.apply(connection);
      } catch (SQLException e) {
        throw translated(new DataAccessException("query failed", e));
      } catch (DataAccessException e) {
        if (attempt == TRIES_OF_CONNECTIONS || !isAway(e)) {
          throw translated(e);
        }
        cell.forgetConnections();
      }
    }
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

  private static boolean isAway(Throwable e) {
    var sql = sqlCause(e);
    return sql != null
        && (sql instanceof SQLTransientConnectionException
            || sql instanceof SQLNonTransientConnectionException
            || (sql.getSQLState() != null && sql.getSQLState().startsWith("08"))
            || sql.getErrorCode() == 1927
            || sql.getErrorCode() == 1053);
  }

  private static RuntimeException translated(RuntimeException e) {
    if (isAway(e)) {
      return new MallException(
          ErrorKind.UNAVAILABLE, "server.database_away", List.of(), List.of(), e);
    }
    return isContention(e)
        ? new MallException(ErrorKind.UNAVAILABLE, "server.busy", List.of(), List.of(), e)
        : e;
  }

  private static @Nullable SQLException sqlCause(Throwable e) {
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
