package io.wanpu.benchmarks.bare;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** Inserts one row, committed when it answers. */
@WebServlet("/insert")
public final class InsertServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String INSERT =
      "insert into "
          + Pool.SCHEMA
          + ".note (tenant_id, id, member_id, words, created_at) values (?, ?, ?, ?, ?)";

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (var connection = Pool.transactions().getConnection();
        var insert = connection.prepareStatement(INSERT)) {
      var id = FreshIds.next();
      insert.setLong(1, 1);
      insert.setLong(2, id);
      insert.setLong(3, Long.parseLong(request.getParameter("member")));
      insert.setString(4, "a row of the size of a small order");
      insert.setObject(5, FreshIds.now());
      insert.executeUpdate();
      connection.commit();
      Replies.created(response, id);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
