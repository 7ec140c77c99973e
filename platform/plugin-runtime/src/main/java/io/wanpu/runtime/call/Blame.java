package io.wanpu.runtime.call;

import io.wanpu.api.error.MallException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who keeps a thread: the plugin, or a service of the mall that the plugin waits for. */
final class Blame {
  private static final List<String> MALLS =
      List.of("io.wanpu.kernel.", "org.mariadb.", "com.zaxxer.", "org.redisson.", "io.netty.");

  /** Lock wait time-out, deadlock, record changed, and the server shutting down. */
  private static final Set<Integer> CONTENTION = Set.of(1205, 1213, 1020, 1053, 1927);

  private Blame() {}

  /** Whether the innermost frames, up to the call into the plugin, contain the mall's own. */
  static boolean isMalls(StackTraceElement[] stack) {
    for (var frame : stack) {
      var name = frame.getClassName();
      if (name.startsWith("io.wanpu.runtime.call.")) {
        return false;
      }
      if (MALLS.stream().anyMatch(name::startsWith)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the plugin failed because the database did not answer, or asked for another try. */
  static boolean isMalls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MallException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        var state = String.valueOf(sql.getSQLState());
        return state.startsWith("08")
            || state.equals("40001")
            || CONTENTION.contains(sql.getErrorCode());
      }
    }
    return false;
  }

  static String print(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(30)
        .map(frame -> "    at " + frame)
        .collect(Collectors.joining("\n"));
  }
}
