package io.wanpu.runtime.call;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Who keeps a thread: the plugin, or a service of the mall that the plugin waits for. */
final class Blame {
  private static final List<String> MALLS =
      List.of("io.wanpu.kernel.", "org.mariadb.", "com.zaxxer.", "org.redisson.", "io.netty.");

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

  static String print(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(30)
        .map(frame -> "    at " + frame)
        .collect(Collectors.joining("\n"));
  }
}
