package io.wanpu.server.demo;

import io.wanpu.kernel.shared.MallConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** A lock among all nodes of the mall, held by a connection: it goes with the node that dies. */
final class StartLock implements AutoCloseable {
  private static final int MOST_SECONDS = 180;

  private final Connection connection;

  private StartLock(Connection connection) {
    this.connection = connection;
  }

  /** Waits for it. @throws IllegalStateException when another node keeps it for minutes */
  static StartLock of(MallConfig.Database database) {
    var login = new Properties();
    login.setProperty("user", database.appUser());
    login.setProperty("password", database.appPassword());
    try {
      var connection = new Driver().connect(database.url(), login);
      try (var ask = connection.prepareStatement("SELECT GET_LOCK('wanpu.demo', ?)")) {
        ask.setInt(1, MOST_SECONDS);
        try (var answer = ask.executeQuery()) {
          if (answer.next() && answer.getInt(1) == 1) {
            return new StartLock(connection);
          }
        }
      }
      connection.close();
      throw new IllegalStateException("another node is still loading the demo");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot lock the demo", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot unlock the demo", e);
    }
  }
}
