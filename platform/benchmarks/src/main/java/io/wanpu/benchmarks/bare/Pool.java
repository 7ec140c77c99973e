package io.wanpu.benchmarks.bare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the same database with the same options as the mall's own: some for transactions,
 * which never commit by themselves, and some for single statements.
 */
public final class Pool {
  /** Schema of the benchmarks' own tables. */
  public static final String SCHEMA = "p_bench";

  private static final int READS = 8;
  private static final int TRANSACTIONS = 16;

  private static @Nullable HikariDataSource reads;
  private static @Nullable HikariDataSource transactions;

  /** Opens a pool for transactions on what a server's environment says. */
  public static HikariDataSource open(Map<String, String> environment) {
    return open(environment, TRANSACTIONS, false);
  }

  private static HikariDataSource open(
      Map<String, String> environment, int connections, boolean autoCommit) {
    var config = new HikariConfig();
    config.setPoolName("bare");
    config.setDriverClassName("org.mariadb.jdbc.Driver");
    config.setJdbcUrl(environment.get("WANPU_DB_URL"));
    config.setUsername(environment.get("WANPU_DB_APP_USER"));
    config.setPassword(environment.get("WANPU_DB_APP_PASSWORD"));
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(4);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  /** Connections on which each statement commits by itself. */
  static synchronized DataSource reads() {
    var open = reads;
    if (open == null) {
      open = open(System.getenv(), READS, true);
      reads = open;
    }
    return open;
  }

  /** Connections on which nothing is committed until it is said. */
  static synchronized DataSource transactions() {
    var open = transactions;
    if (open == null) {
      open = open(System.getenv(), TRANSACTIONS, false);
      transactions = open;
    }
    return open;
  }

  private Pool() {}

  /** Closes what the servlets have opened. */
  static synchronized void close() {
    if (reads != null) {
      reads.close();
    }
    if (transactions != null) {
      transactions.close();
    }
  }
}
