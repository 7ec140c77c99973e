package io.wanpu.benchmarks;

import io.wanpu.benchmarks.bare.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns from the database's own log which statements the mall sends, so that a bare counterpart
 * can send the same.
 */
final class Recorder implements AutoCloseable {
  private static final String USER = "wanpu_app";
  private static final int RECORDINGS = 5;
  private static final int MOST_TRIES = 60;
  private static final long IDLE_MILLIS = 4_000;
  private static final Pattern LITERAL =
      Pattern.compile(
          "`[^`]*`|(?:TIMESTAMP)?'((?:[^'\\\\]|\\\\.|'')*)'|(?<![\\w.])(-?\\d+(?:\\.\\d+)?)(?![\\w.])");

  private static final Pattern ID = Pattern.compile("\\d{15,}");

  private final Arena arena;

  /** What the mall's own workers send at any time. */
  private final Set<String> background = new HashSet<>();

  /** Switches the log on. */
  Recorder(Arena arena) {
    this.arena = arena;
    arena.execute("set global log_output = 'TABLE'", "set global general_log = 1");
    cutConnections();
    for (var logged : log(Recorder::idle)) {
      background.add(logged.step().sql());
    }
  }

  /**
   * The statements of a deed: the shortest of several recordings, in which what the mall keeps in
   * memory was there.
   *
   * @param deed returns the values of its request that differ between requests, by name
   */
  Trace record(Supplier<Map<String, String>> deed) {
    var best = List.<Trace.Step>of();
    var known = new HashMap<String, String>();
    for (int tries = 0, good = 0; good < RECORDINGS; tries++) {
      var now = new HashMap<String, String>();
      var steps = framed(log(() -> now.putAll(deed.get())));
      var untold = steps.stream().filter(step -> !isTold(step)).findFirst();
      if (untold.isPresent() && tries == MOST_TRIES) {
        throw new IllegalStateException("the log does not tell all values of " + untold.get());
      }
      if (untold.isEmpty()) {
        good++;
        if (best.isEmpty() || steps.size() < best.size()) {
          best = steps;
          known = now;
        }
      }
    }
    return new Trace(generalised(best, known));
  }

  /** Values of a statement that was prepared before the log was on are not in it. */
  private static boolean isTold(Trace.Step step) {
    return step.sql().chars().filter(c -> c == '?').count() == step.values().size();
  }

  /**
   * Ends the mall's connections, so that it opens new ones: whether a statement tells its values to
   * the log is decided when it is prepared.
   */
  private void cutConnections() {
    try (var connection = arena.stack().mariadb().connect("");
        var statement = connection.createStatement()) {
      var ids = new ArrayList<Long>();
      try (var rows =
          statement.executeQuery(
              "select id from information_schema.processlist where user = '" + USER + "'")) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      for (var id : ids) {
        statement.execute("kill " + id);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    // a pool looks at a connection that has rested before it lends it
    idle();
  }

  /** Switches the log off. */
  @Override
  public void close() {
    arena.execute("set global general_log = 0", "truncate table mysql.general_log");
    cutConnections();
  }

  private static void idle() {
    try {
      Thread.sleep(IDLE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Logged> log(Runnable deed) {
    arena.execute("truncate table mysql.general_log");
    deed.run();
    var logged = new ArrayList<Logged>();
    try (var connection = arena.stack().mariadb().connect("mysql");
        var statement = connection.createStatement();
        // a CSV table: its order is that of the log
        var rows =
            statement.executeQuery(
                "select user_host, thread_id, argument from general_log"
                    + " where command_type in ('Query', 'Execute')")) {
      while (rows.next()) {
        if (rows.getString(1).startsWith(USER)) {
          logged.add(new Logged(rows.getLong(2), parsed(rows.getString(3))));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return logged;
  }

  /**
   * A statement in the log.
   *
   * @param connection its number
   */
  private record Logged(long connection, Trace.Step step) {
    boolean isCommit() {
      return step.sql().equalsIgnoreCase("commit");
    }
  }

  /**
   * The statements without those of the mall's workers, with the beginnings of transactions: on a
   * connection that commits, whatever comes before.
   */
  private List<Trace.Step> framed(List<Logged> log) {
    var steps = new ArrayList<Trace.Step>();
    for (var i = 0; i < log.size(); i++) {
      var logged = log.get(i);
      if (logged.isCommit() || background.contains(logged.step().sql())) {
        continue;
      }
      var commit = commitAfter(log, i);
      if (commit < 0) {
        steps.add(logged.step());
        continue;
      }
      steps.add(Trace.BEGIN);
      for (var k = i; k < commit; k++) {
        if (log.get(k).connection() == logged.connection()) {
          steps.add(log.get(k).step());
          log.set(k, log.get(commit));
        }
      }
      steps.add(Trace.COMMIT);
    }
    return steps;
  }

  private static int commitAfter(List<Logged> log, int start) {
    for (var i = start; i < log.size(); i++) {
      if (log.get(i).isCommit() && log.get(i).connection() == log.get(start).connection()) {
        return i;
      }
    }
    return -1;
  }

  /** Takes the values out of a statement. */
  private static Trace.Step parsed(String sql) {
    var values = new ArrayList<String>();
    var matcher = LITERAL.matcher(sql);
    var bare = new StringBuilder();
    while (matcher.find()) {
      var text = matcher.group(1);
      var number = matcher.group(2);
      if (text == null && number == null || sql.toLowerCase(Locale.ROOT).startsWith("set ")) {
        matcher.appendReplacement(bare, Matcher.quoteReplacement(matcher.group()));
      } else {
        values.add(text == null ? number : unescaped(text));
        matcher.appendReplacement(bare, "?");
      }
    }
    return new Trace.Step(matcher.appendTail(bare).toString(), values);
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1").replace("''", "'");
  }

  /** Puts places where the values of this very request stood. */
  private static List<Trace.Step> generalised(List<Trace.Step> steps, Map<String, String> known) {
    var names = new LinkedHashMap<String, String>();
    known.forEach((name, value) -> names.put(value, Trace.place(name)));
    var fresh = new int[1];
    var general = new ArrayList<Trace.Step>();
    for (var step : steps) {
      if (step.sql().startsWith("insert")) {
        for (var value : step.values()) {
          if (ID.matcher(value).matches() && !names.containsKey(value)) {
            names.put(value, Trace.place(fresh[0]++));
          }
        }
      }
      general.add(
          new Trace.Step(
              step.sql(), step.values().stream().map(value -> placed(value, names)).toList()));
    }
    return general;
  }

  private static String placed(String value, Map<String, String> names) {
    var placed = value;
    for (var name : names.entrySet()) {
      placed = placed.replace(name.getKey(), name.getValue());
    }
    return placed;
  }
}
