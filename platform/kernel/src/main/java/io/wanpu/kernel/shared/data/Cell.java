package io.wanpu.kernel.shared.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wanpu.kernel.shared.MallConfig;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;

/** One MariaDB that holds shops: its pool and its migrations. */
public final class Cell implements AutoCloseable {
  private final String name;
  private final MallConfig.Database address;
  private final HikariDataSource pool;

  public Cell(String name, MallConfig.Database address, int connections) {
    this.name = name;
    this.address = address;
    var config = new HikariConfig();
    config.setPoolName("cell-" + name);
    config.setDriverClassName("org.mariadb.jdbc.Driver");
    config.setJdbcUrl(address.url());
    config.setUsername(address.appUser());
    config.setPassword(address.appPassword());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(4, connections));
    config.setConnectionTimeout(5_000);
    config.setInitializationFailTimeout(30_000);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaxLifetime(10 * 60_000);
    this.pool = new HikariDataSource(config);
  }

  public String name() {
    return name;
  }

  DataSource pool() {
    return pool;
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
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
          .load()
          .migrate();
    } finally {
      LogFactory.setConfiguration(null);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
