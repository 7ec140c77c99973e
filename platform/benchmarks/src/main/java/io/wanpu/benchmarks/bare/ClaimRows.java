package io.wanpu.benchmarks.bare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The two statements of a claim, by raw JDBC. */
final class ClaimRows {
  private static final String TAKE =
      "update "
          + Pool.SCHEMA
          + ".sale_stock set left_count = left_count - ?, revision = revision + 1"
          + " where tenant_id = ? and activity_id = ? and sku_id = ? and closed = 0 and left_count >= ?";
  private static final String INSERT =
      "insert into "
          + Pool.SCHEMA
          + ".claim (tenant_id, id, activity_id, sku_id, member_id, turn, request_key, quantity,"
          + " state, expires_at, created_at) values (?, ?, ?, ?, ?, 1, ?, 1, 'HELD', ?, ?)";

  private ClaimRows() {}

  /**
   * Takes the pieces of one SKU in one transaction. @return the first id, or 0 if too few are left
   */
  static long write(Connection connection, List<ClaimRow> rows) throws SQLException {
    try (var take = connection.prepareStatement(TAKE);
        var insert = connection.prepareStatement(INSERT)) {
      var first = rows.getFirst();
      take.setInt(1, rows.size());
      take.setLong(2, first.tenant());
      take.setLong(3, first.activity());
      take.setLong(4, first.sku());
      take.setInt(5, rows.size());
      if (take.executeUpdate() != 1) {
        connection.rollback();
        return 0;
      }
      var now = FreshIds.now();
      var expires = now.plusMinutes(15);
      var id = 0L;
      for (var row : rows) {
        id = FreshIds.next();
        insert.setLong(1, row.tenant());
        insert.setLong(2, id);
        insert.setLong(3, row.activity());
        insert.setLong(4, row.sku());
        insert.setLong(5, row.member());
        insert.setString(6, row.key());
        insert.setObject(7, expires);
        insert.setObject(8, now);
        if (rows.size() > 1) {
          insert.addBatch();
        }
      }
      if (rows.size() > 1) {
        insert.executeBatch();
      } else {
        insert.executeUpdate();
      }
      connection.commit();
      return id;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }
}
