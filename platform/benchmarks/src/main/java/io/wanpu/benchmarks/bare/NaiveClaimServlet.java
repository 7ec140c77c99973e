package io.wanpu.benchmarks.bare;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** One transaction of UPDATE and INSERT for each request. */
@WebServlet("/claims-naive")
public final class NaiveClaimServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try (var connection = Pool.transactions().getConnection()) {
      var id = ClaimRows.write(connection, List.of(ClaimRow.of(request)));
      if (id == 0) {
        Replies.soldOut(response);
      } else {
        Replies.created(response, id);
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
