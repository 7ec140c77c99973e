package io.wanpu.server;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.testkit.TestMall;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the database holds of a shop, looked at past all of the mall's own doors. */
final class Ledger {
  /** What workers and the keeping of answers change by themselves. */
  private static final Set<String> RESTLESS =
      Set.of("event_delivery", "idempotency_key", "member_token", "timer");

  private static Map<String, List<String>> tables;
  private final TenantId shop;
  private final Optional<MemberId> member;

  /** What belongs to a shop. */
  Ledger(TenantId shop) {
    this.shop = shop;
    this.member = Optional.empty();
  }

  /** What belongs to a member. */
  Ledger(TenantId shop, MemberId member) {
    this.shop = shop;
    this.member = Optional.of(member);
  }

  /** One sum over all rows of the shop, for each table of the kernel and of plugins. */
  Map<String, String> sums() {
    try (var connection = connect()) {
      var sums = new TreeMap<String, String>();
      for (var table : tables(connection).entrySet()) {
        if (member.isEmpty()
            || table.getValue().stream().anyMatch(c -> c.contains("`member_id`"))) {
          sums.put(table.getKey(), sum(connection, table.getKey(), table.getValue()));
        }
      }
      return sums;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private String sum(Connection connection, String table, List<String> columns)
      throws SQLException {
    var row = "CONCAT_WS('|'," + String.join(",", columns) + ")";
    try (var statement =
        connection.prepareStatement(
            "SELECT COUNT(*), COALESCE(SUM(CRC32("
                + row
                + ")), 0) FROM "
                + table
                + " WHERE tenant_id = ?"
                + member.map(id -> " AND member_id = " + id).orElse(""))) {
      statement.setLong(1, shop.value());
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getLong(1) + " rows, " + result.getString(2);
      }
    }
  }

  private static synchronized Map<String, List<String>> tables(Connection connection)
      throws SQLException {
    if (tables != null) {
      return tables;
    }
    var found = new LinkedHashMap<String, List<String>>();
    var sql =
        "SELECT c.table_schema, c.table_name, c.column_name FROM information_schema.columns c"
            + " JOIN information_schema.columns t ON t.table_schema = c.table_schema"
            + " AND t.table_name = c.table_name AND t.column_name = 'tenant_id'"
            + " WHERE c.table_schema = DATABASE() OR c.table_schema LIKE 'p\\_%'"
            + " ORDER BY c.table_schema, c.table_name, c.ordinal_position";
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        if (!RESTLESS.contains(result.getString(2))) {
          found
              .computeIfAbsent(
                  "`" + result.getString(1) + "`.`" + result.getString(2) + "`",
                  k -> new ArrayList<>())
              .add("COALESCE(HEX(`" + result.getString(3) + "`),'-')");
        }
      }
    }
    tables = found;
    return found;
  }

  /** Runs a statement as nobody but a test may. */
  static void run(String sql, Object... values) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connect() throws SQLException {
    var stack = TestMall.get().stack();
    var database =
        MallConfig.fromEnvironment(
                ServerEnvironment.of(
                    stack, "ledger", stack.ports().storefront(), stack.ports().admin()))
            .database();
    return DriverManager.getConnection(
        database.url(), database.ownerUser(), database.ownerPassword());
  }
}
