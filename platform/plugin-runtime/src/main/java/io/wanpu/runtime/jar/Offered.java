package io.wanpu.runtime.jar;

import java.util.List;

/** What of its own class path the mall shows to plugins. */
public final class Offered {
  private static final List<String> PACKAGES =
      List.of("io.wanpu.api.", "org.jooq.", "org.slf4j.", "org.jspecify.", "jakarta.validation.");

  private Offered() {}

  /** Whether plugins see the class of that name. */
  public static boolean is(String name) {
    for (var prefix : PACKAGES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
