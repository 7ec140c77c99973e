package io.wanpu.launcher;

import io.wanpu.launcher.process.Daemon;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One MariaDB on the loopback address, its files in the data folder.
 *
 * <p>The folder is prepared on the first start; users and the first database are created by an init
 * file that is deleted once it has run, so that later changes of rights (the ledger's, for one) are
 * not undone by a restart.
 */
public final class MariaDb {
  private static final int SOCKET_PATH_LIMIT = 100;

  private final Path data;
  private final int port;
  private final String bufferPool;
  private final Credentials owner;
  private final List<String> firstStart;
  private final Daemon daemon;

  /** A name and a password. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * @param data data folder that carries {@code mariadb/}, {@code run/} and {@code logs/}
   * @param bufferPool size of InnoDB's buffer pool, such as {@code 512M}
   * @param owner user with all rights; created on the first start
   * @param firstStart further statements of the first start, one a line, without the closing
   *     semicolon
   */
  public MariaDb(
      Path data, int port, String bufferPool, Credentials owner, List<String> firstStart) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.bufferPool = bufferPool;
    this.owner = owner;
    this.firstStart = List.copyOf(firstStart);
    this.daemon = new Daemon("mariadb", this.data);
  }

  public int port() {
    return port;
  }

  public Daemon daemon() {
    return daemon;
  }

  /** JDBC address of a database in it, or of none if the name is empty. */
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  /** Opens a connection as the owner. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), owner.user(), owner.password());
  }

  /** Starts it unless it runs, and returns when it takes connections. */
  public void ensureRunning() {
    if (!daemon.isRunning()) {
      start();
    }
    daemon.awaitReady(this::answers, Duration.ofSeconds(60));
    delete(initFile());
  }

  /** Ends it cleanly: everything is flushed. */
  public void stop() {
    daemon.stop(Duration.ofSeconds(30));
  }

  private void start() {
    try {
      Path home = Binaries.mariadb();
      Path files = data.resolve("mariadb");
      if (!Files.isDirectory(files)) {
        bootstrap(home, files);
      }
      List<String> command = new ArrayList<>(common(home, files));
      command.addAll(
          List.of(
              "--port=" + port,
              "--bind-address=127.0.0.1",
              "--socket=" + socket(),
              "--pid-file=" + data.resolve("run/mariadb.own.pid"),
              // With TLS on, a start takes six seconds and more to make certificates that loopback
              // does not need.
              "--skip-ssl",
              "--skip-name-resolve",
              "--character-set-server=utf8mb4",
              "--collation-server=utf8mb4_uca1400_ai_ci",
              // Else a schema or table that names only its character set would get another
              // collation.
              "--character-set-collations=utf8mb4=utf8mb4_uca1400_ai_ci",
              "--default-time-zone=+00:00",
              "--transaction-isolation=READ-COMMITTED",
              "--max-connections=300",
              "--max-allowed-packet=64M",
              "--innodb-buffer-pool-size=" + bufferPool,
              "--innodb-flush-log-at-trx-commit=1",
              "--innodb-lock-wait-timeout=10"));
      if (Files.exists(initFile())) {
        command.add("--init-file=" + initFile());
      }
      daemon.start(command, files, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> common(Path home, Path files) throws IOException {
    Path scratch = files.resolveSibling("tmp");
    Files.createDirectories(scratch);
    List<String> arguments = new ArrayList<>();
    arguments.add(home.resolve("bin/mariadbd").toString());
    arguments.add("--no-defaults"); // must come first
    arguments.add("--basedir=" + home);
    arguments.add("--datadir=" + files);
    arguments.add("--tmpdir=" + scratch);
    arguments.add("--lc-messages-dir=" + home.resolve("share"));
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--user=root");
    }
    return arguments;
  }

  /**
   * Makes the system tables beside the final place and renames: a start that was cut short begins
   * again from nothing.
   */
  private void bootstrap(Path home, Path files) throws IOException {
    Path draft = files.resolveSibling("mariadb.new");
    Folders.deleteTree(draft);
    Files.createDirectories(draft);
    Path log = daemon.log();
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>(common(home, draft));
    command.addAll(
        List.of(
            "--bootstrap",
            "--log-warnings=0",
            "--enforce-storage-engine=",
            "--innodb-buffer-pool-size=64M"));
    Process process =
        new ProcessBuilder(command)
            .directory(draft.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(
          "create database if not exists mysql;\nuse mysql;\nset @auth_root_socket='%s';\n"
              .formatted(System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_"))
              .getBytes(StandardCharsets.UTF_8));
      for (String script :
          List.of(
              "mariadb_system_tables.sql",
              "mariadb_performance_tables.sql",
              "mariadb_system_tables_data.sql",
              "maria_add_gis_sp_bootstrap.sql")) {
        Files.copy(home.resolve("share").resolve(script), in);
      }
    } catch (IOException broken) {
      throw new LauncherException(
          "MariaDB could not prepare " + draft + "; see " + log + ":\n" + daemon.tail(15), broken);
    }
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new LauncherException(
            "MariaDB could not prepare " + draft + "; see " + log + ":\n" + daemon.tail(15));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("Interrupted", e);
    }
    writeInitFile();
    Files.move(draft, files);
  }

  private void writeInitFile() throws IOException {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE USER IF NOT EXISTS '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
            .formatted(owner.user(), owner.password()));
    statements.add(
        "GRANT ALL PRIVILEGES ON *.* TO '%s'@'127.0.0.1' WITH GRANT OPTION"
            .formatted(owner.user()));
    statements.addAll(firstStart);
    Files.deleteIfExists(initFile());
    Files.createFile(
        initFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(initFile(), String.join(";\n", statements) + ";\n");
  }

  private Path initFile() {
    return data.resolve("mariadb-first-start.sql");
  }

  /**
   * The operating system allows about 107 bytes for a socket's path; a deep data folder gets a
   * short one elsewhere.
   */
  private Path socket() {
    Path near = data.resolve("run/db.sock");
    return near.toString().getBytes(StandardCharsets.UTF_8).length < SOCKET_PATH_LIMIT
        ? near
        : Path.of("/tmp", "wanpu-" + Integer.toHexString(data.hashCode()) + ".sock");
  }

  private boolean answers() {
    try (Connection connection = connect("")) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
