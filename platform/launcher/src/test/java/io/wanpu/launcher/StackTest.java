package io.wanpu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real MariaDB, Redis and sandbox, in a folder of its own. */
class StackTest {
  private static final Path DATA = Path.of("target/test-stack").toAbsolutePath();
  private static Stack stack;

  @BeforeAll
  static void start() {
    if (DataFolder.isOne(DATA)) {
      Stack.of(DATA).stop();
      DataFolder.open(DATA).wipe();
    }
    stack = Stack.ensure(DATA);
  }

  @AfterAll
  static void stop() {
    stack.stop();
    DataFolder.open(DATA).wipe();
  }

  @Test
  void a_second_start_finds_what_runs() {
    Stack again = Stack.ensure(DATA);
    assertThat(again.ports()).isEqualTo(stack.ports());
    assertThat(again.mariadb().daemon().process()).isEqualTo(stack.mariadb().daemon().process());
    assertThat(again.redis().daemon().process()).isEqualTo(stack.redis().daemon().process());
    assertThat(again.wechat().daemon().process()).isEqualTo(stack.wechat().daemon().process());
  }

  @Test
  void the_database_is_set_up_as_the_kernel_expects_it() throws SQLException {
    try (Connection owner = stack.mariadb().connect(Stack.DATABASE)) {
      assertThat(ask(owner, "select @@tx_isolation")).isEqualTo("READ-COMMITTED");
      assertThat(ask(owner, "select @@time_zone")).isEqualTo("+00:00");
      assertThat(ask(owner, "select @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
      assertThat(ask(owner, "select @@character_set_server")).isEqualTo("utf8mb4");
      assertThat(ask(owner, "select @@collation_database")).isEqualTo("utf8mb4_uca1400_ai_ci");
    }
  }

  @Test
  void the_app_user_changes_data_of_the_kernel_and_of_plugins_and_nothing_else()
      throws SQLException {
    run("create table if not exists t (n int primary key)");
    run("create database if not exists p_trial");
    run("create table if not exists p_trial.t (n int primary key)");
    run("create database if not exists private");
    run("create table if not exists private.t (n int primary key)");
    try (Connection app = asApp();
        Statement statement = app.createStatement()) {
      statement.execute("insert ignore into t values (1)");
      statement.execute("insert ignore into p_trial.t values (1)");
      assertThatThrownBy(() -> statement.execute("drop table t")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("create table more (n int)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("select * from private.t"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("select * from mysql.user"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_killed_database_comes_back_with_what_was_committed() throws SQLException {
    run("create table if not exists kept (n int primary key)");
    run("insert ignore into kept values (7)");
    stack.mariadb().daemon().kill();
    assertThat(stack.isRunning()).isFalse();
    stack.mariadb().ensureRunning();
    try (Connection owner = stack.mariadb().connect(Stack.DATABASE)) {
      assertThat(ask(owner, "select n from kept")).isEqualTo("7");
    }
  }

  @Test
  void a_killed_redis_comes_back_on_the_same_port() {
    stack.redis().daemon().kill();
    stack.redis().ensureRunning();
    assertThat(stack.redis().daemon().isRunning()).isTrue();
  }

  @Test
  void an_inner_service_makes_room_for_a_stranger_on_its_port() throws Exception {
    stack.redis().stop();
    try (ServerSocket stranger =
        new ServerSocket(stack.ports().redis(), 1, InetAddress.getLoopbackAddress())) {
      Stack moved = Stack.ensure(DATA);
      assertThat(moved.ports().redis()).isNotEqualTo(stranger.getLocalPort());
      assertThat(Ports.remembered(DATA)).contains(moved.ports());
      moved.redis().stop();
    }
    stack.ports().remember(DATA);
    stack.redis().ensureRunning();
  }

  private static Connection asApp() throws SQLException {
    MariaDb.Credentials app = stack.secrets().databaseApp();
    return DriverManager.getConnection(
        stack.mariadb().url(Stack.DATABASE), app.user(), app.password());
  }

  private static void run(String sql) throws SQLException {
    try (Connection owner = stack.mariadb().connect(Stack.DATABASE);
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
