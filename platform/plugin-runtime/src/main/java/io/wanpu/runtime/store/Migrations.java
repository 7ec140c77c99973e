package io.wanpu.runtime.store;

import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.runtime.jar.PluginJar;
import io.wanpu.runtime.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.LogFactory;
import org.mariadb.jdbc.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a plugin's migrations in each cell: in a schema of its own, as a database user who has
 * rights on that schema only, once whatever number of nodes loads it. The user is locked between
 * runs.
 */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int LOCK_SECONDS = 60;
  private static final String RIGHTS =
      "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, LOCK TABLES,"
          + " CREATE TEMPORARY TABLES";

  private final List<MallConfig.Database> cells;
  private final PluginStore store;

  /**
   * @param cells addresses with their owners
   */
  public Migrations(List<MallConfig.Database> cells, PluginStore store) {
    this.cells = List.copyOf(cells);
    this.store = store;
  }

  /**
   * Runs what has not run yet.
   *
   * @throws SQLException when the schema or user cannot be made
   * @throws org.flywaydb.core.api.FlywayException when a migration fails
   */
  public void run(PluginJar jar) throws SQLException {
    var manifest = jar.manifest();
    for (var cell : cells) {
      try (var owner = connect(cell)) {
        lock(owner, manifest);
        try {
          if (!store.isMigrated(manifest.id(), jar.sha256())) {
            migrate(cell, owner, jar);
          }
        } finally {
          unlock(owner, manifest);
        }
      }
    }
    store.migrated(manifest.id(), jar.sha256());
  }

  private static Connection connect(MallConfig.Database cell) throws SQLException {
    var login = new Properties();
    login.setProperty("user", cell.ownerUser());
    login.setProperty("password", cell.ownerPassword());
    return new Driver().connect(cell.url(), login);
  }

  private static void lock(Connection owner, Manifest manifest) throws SQLException {
    try (var ask = owner.prepareStatement("SELECT GET_LOCK(?, ?)")) {
      ask.setString(1, "wanpu." + manifest.schema());
      ask.setInt(2, LOCK_SECONDS);
      try (var answer = ask.executeQuery()) {
        if (!answer.next() || answer.getInt(1) != 1) {
          throw new SQLException("another node is still migrating " + manifest.id());
        }
      }
    }
  }

  private static void unlock(Connection owner, Manifest manifest) throws SQLException {
    try (var ask = owner.prepareStatement("SELECT RELEASE_LOCK(?)")) {
      ask.setString(1, "wanpu." + manifest.schema());
      ask.executeQuery().close();
    }
  }

  private static void migrate(MallConfig.Database cell, Connection owner, PluginJar jar)
      throws SQLException {
    var manifest = jar.manifest();
    var schema = manifest.schema();
    try (var statement = owner.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4");
      if (jar.migrations().isEmpty()) {
        return;
      }
      var user = user(statement, schema);
      var password = password();
      statement.execute("CREATE USER IF NOT EXISTS " + user + " ACCOUNT LOCK");
      statement.execute("ALTER USER " + user + " IDENTIFIED BY '" + password + "' ACCOUNT UNLOCK");
      statement.execute(
          "GRANT " + RIGHTS + " ON `" + schema.replace("_", "\\_") + "`.* TO " + user);
      try {
        forgetFailed(statement, manifest);
        migrate(cell, jar, password);
      } finally {
        statement.execute("ALTER USER " + user + " ACCOUNT LOCK");
      }
    }
  }

  private static String password() {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The plugin's user, from wherever the owner may connect. */
  private static String user(Statement statement, String schema) throws SQLException {
    try (var row = statement.executeQuery("SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', -1)")) {
      row.next();
      return "'" + schema + "'@'" + row.getString(1).replace("'", "''") + "'";
    }
  }

  /** A migration that failed is tried again with the next jar, which has it mended. */
  private static void forgetFailed(Statement statement, Manifest manifest) throws SQLException {
    var table = "flyway_" + manifest.schema().substring(2);
    try (var found =
        statement.executeQuery(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = '"
                + manifest.schema()
                + "' AND table_name = '"
                + table
                + "'")) {
      if (!found.next()) {
        return;
      }
    }
    statement.execute("DELETE FROM `" + manifest.schema() + "`.`" + table + "` WHERE success = 0");
  }

  private static void migrate(MallConfig.Database cell, PluginJar jar, String password) {
    var manifest = jar.manifest();
    var folder = unpack(jar);
    try {
      var result =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(address(cell.url(), manifest.schema()), manifest.schema(), password)
              .locations("filesystem:" + folder)
              .table("flyway_" + manifest.schema().substring(2))
              .baselineOnMigrate(true)
              .baselineVersion("0")
              .load()
              .migrate();
      LOG.info("{}: {} migrations", manifest.label(), result.migrationsExecuted);
    } finally {
      // it would keep the class loader of whoever ran it first
      LogFactory.setConfiguration(null);
      delete(folder);
    }
  }

  /** The JDBC address with another database in it. */
  static String address(String url, String schema) {
    return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + schema);
  }

  private static Path unpack(PluginJar jar) {
    try {
      var folder = Files.createTempDirectory("wanpu-migrations-");
      for (var path : jar.migrations()) {
        var file = folder.resolve(path.substring("db/migration/".length()).replace('/', '_'));
        Files.write(file, jar.entry(path).orElseThrow());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (var path : new ArrayList<>(all.toList()).reversed()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops a plugin's schema and user in each cell. Its data is gone. */
  public void purge(String plugin) throws SQLException {
    var schema = "p_" + plugin.replace('-', '_');
    for (var cell : cells) {
      try (var owner = connect(cell);
          var statement = owner.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS `" + schema + "`");
        statement.execute("DROP USER IF EXISTS " + user(statement, schema));
      }
    }
  }
}
