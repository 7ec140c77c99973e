package io.wanpu.benchmarks.bare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to the same database with the same options as the mall's own. */
@WebListener
public final class Pool implements ServletContextListener {
  /** Schema of the benchmarks' own tables. */
  public static final String SCHEMA = "p_bench";

  private static @Nullable HikariDataSource pool;

  /** Opens a pool on what a server's environment says. */
  public static HikariDataSource open(Map<String, String> environment) {
    var config = new HikariConfig();
    config.setPoolName("bare");
    config.setDriverClassName("org.mariadb.jdbc.Driver");
    config.setJdbcUrl(environment.get("WANPU_DB_URL"));
    config.setUsername(environment.get("WANPU_DB_APP_USER"));
    config.setPassword(environment.get("WANPU_DB_APP_PASSWORD"));
    config.setMaximumPoolSize(24);
    config.setMinimumIdle(4);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  static synchronized DataSource get() {
    var open = pool;
    if (open == null) {
      open = open(System.getenv());
      pool = open;
    }
    return open;
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    synchronized (Pool.class) {
      if (pool != null) {
        pool.close();
      }
    }
  }
}
