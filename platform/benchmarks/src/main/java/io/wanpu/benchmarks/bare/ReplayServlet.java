package io.wanpu.benchmarks.bare;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the statements of a trace, reads what they answer, and does nothing else. A PUT brings the
 * trace, a POST plays it with the parameters of the request.
 */
@WebServlet("/replay/*")
public final class ReplayServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Trace> TRACES = new ConcurrentHashMap<>();
  private static final Map<String, byte[]> ANSWERS = new ConcurrentHashMap<>();
  private static final String ANSWER = "/answer";

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getPathInfo().endsWith(ANSWER)) {
      ANSWERS.put(
          request.getPathInfo().substring(0, request.getPathInfo().length() - ANSWER.length()),
          request.getInputStream().readAllBytes());
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    var written = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    TRACES.put(request.getPathInfo(), Trace.read(written));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Plays a trace without parameters and writes the bytes that were put beside it. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    var trace = TRACES.get(request.getPathInfo());
    var answer = ANSWERS.get(request.getPathInfo());
    if (trace == null || answer == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      run(trace.steps(), Map.of());
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    var trace = TRACES.get(request.getPathInfo());
    if (trace == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var known = new HashMap<String, String>();
    for (var name : Collections.list(request.getParameterNames())) {
      known.put(name, request.getParameter(name));
    }
    for (var i = 0; i < trace.freshIds(); i++) {
      known.put(Integer.toString(i), Long.toString(FreshIds.next()));
    }
    try {
      run(trace.steps(), known);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    Replies.created(response, 1);
  }

  private static void run(List<Trace.Step> steps, Map<String, String> known) throws SQLException {
    for (var i = 0; i < steps.size(); i++) {
      if (!steps.get(i).equals(Trace.BEGIN)) {
        try (var connection = Pool.reads().getConnection()) {
          run(connection, steps.get(i), known);
        }
        continue;
      }
      try (var connection = Pool.transactions().getConnection()) {
        for (i++; !steps.get(i).equals(Trace.COMMIT); i++) {
          run(connection, steps.get(i), known);
        }
        connection.commit();
      }
    }
  }

  private static void run(Connection connection, Trace.Step step, Map<String, String> known)
      throws SQLException {
    try (var statement = connection.prepareStatement(step.sql())) {
      for (var i = 0; i < step.values().size(); i++) {
        statement.setString(i + 1, Trace.filled(step.values().get(i), known));
      }
      if (statement.execute()) {
        readAll(statement.getResultSet());
      }
    }
  }

  private static void readAll(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (var i = 1; i <= columns; i++) {
        rows.getObject(i);
      }
    }
  }
}
