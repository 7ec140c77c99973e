package io.wanpu.kernel.shared.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wanpu.kernel.shared.MallConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;
import org.jooq.exception.DataAccessException;

/**
 * One MariaDB that holds shops: its pools and its migrations. Transactions and single reads have
 * connections of their own, so that neither has to switch autocommit on the way: that would be two
 * more trips to the database a transaction.
 */
public final class Cell implements AutoCloseable {
  private final String name;
  private final MallConfig.Database address;
  private final HikariDataSource reads;
  private final HikariDataSource transactions;

  public Cell(String name, MallConfig.Database address, int connections) {
    this.name = name;
    this.address = address;
    var forReads = Math.max(1, connections / 3);
    this.reads = pool("cell-" + name, forReads, true);
    this.transactions = pool("cell-" + name + "-tx", Math.max(1, connections - forReads), false);
  }

  private HikariDataSource pool(String label, int connections, boolean autoCommit) {
    var config = new HikariConfig();
    config.setPoolName(label);
    config.setDriverClassName("org.mariadb.jdbc.Driver");
    config.setJdbcUrl(address.url());
    config.setUsername(address.appUser());
    config.setPassword(address.appPassword());
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(4, connections));
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(30_000);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaxLifetime(10 * 60_000);
    config.setIdleTimeout(5 * 60_000);
    return new HikariDataSource(config);
  }

  public String name() {
    return name;
  }

  /** A connection on which each statement commits by itself. */
  Connection connection() throws SQLException {
    return reads.getConnection();
  }

  /** A connection on which nothing is committed until it is said. */
  Connection transaction() throws SQLException {
    return transactions.getConnection();
  }

  /** Takes no connection that is open now for anything new: the database was restarted. */
  void forgetConnections() {
    reads.getHikariPoolMXBean().softEvictConnections();
    transactions.getHikariPoolMXBean().softEvictConnections();
  }

  /**
   * Brings the kernel's tables up to date, once whatever number of nodes starts (Flyway takes a
   * lock).
   */
  public void migrate() {
    try {
      Flyway.configure(Cell.class.getClassLoader())
          .dataSource(address.url(), address.ownerUser(), address.ownerPassword())
          .locations("classpath:db/kernel")
          .table("flyway_kernel")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          // features bring ranges of numbers of their own, and come in any order
          .outOfOrder(true)
          .load()
          .migrate();
    } finally {
      LogFactory.setConfiguration(null);
    }
  }

  /** The pool, for libraries that want one. */
  public DataSource dataSource() {
    return reads;
  }

  /** Names of the partitions of one of the kernel's tables. */
  public Set<String> partitions(String table) {
    try (var connection = owner();
        var statement =
            connection.prepareStatement(
                "select partition_name from information_schema.partitions"
                    + " where table_schema = database() and table_name = ? and partition_name is not null")) {
      statement.setString(1, table);
      var names = new HashSet<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    } catch (SQLException e) {
      throw new DataAccessException("cannot read the partitions of " + table, e);
    }
  }

  /**
   * Splits a partition off the last one.
   *
   * @param until first day that it does not hold
   */
  public void addPartition(String table, String name, LocalDate until) {
    if (!table.matches("[a-z_]+") || !name.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException(table + " " + name);
    }
    try (var connection = owner();
        var statement = connection.createStatement()) {
      statement.execute(
          "alter table "
              + table
              + " reorganize partition p_rest into (partition "
              + name
              + " values less than ('"
              + until
              + "'), partition p_rest values less than (maxvalue))");
    } catch (SQLException e) {
      throw new DataAccessException("cannot add the partition " + name + " to " + table, e);
    }
  }

  /** Throws a month away with all that it holds. */
  public void dropPartition(String table, String name) {
    if (!table.matches("[a-z_]+") || !name.matches("p_\\d{4}_\\d{2}")) {
      throw new IllegalArgumentException(table + " " + name);
    }
    try (var connection = owner();
        var statement = connection.createStatement()) {
      statement.execute("alter table " + table + " drop partition " + name);
    } catch (SQLException e) {
      throw new DataAccessException("cannot drop the partition " + name + " of " + table, e);
    }
  }

  private Connection owner() throws SQLException {
    return DriverManager.getConnection(address.url(), address.ownerUser(), address.ownerPassword());
  }

  @Override
  public void close() {
    transactions.close();
    reads.close();
  }
}
