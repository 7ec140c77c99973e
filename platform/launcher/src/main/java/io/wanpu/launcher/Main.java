package io.wanpu.launcher;

import io.wanpu.launcher.command.Arguments;
import io.wanpu.launcher.command.Down;
import io.wanpu.launcher.command.Logs;
import io.wanpu.launcher.command.Plugins;
import io.wanpu.launcher.command.Status;
import io.wanpu.launcher.command.Storefronts;
import io.wanpu.launcher.command.Up;
import java.util.Arrays;
import java.util.List;

/** Carries out the verbs of the {@code mall} script; people call that. */
public final class Main {
  private Main() {}

  /**
   * First argument: the verb. Ends with 0, 1 (could not), 2 (what a person must put right) or 3
   * (nothing runs).
   */
  public static void main(String... arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  static int run(List<String> words) {
    try {
      String verb = words.isEmpty() ? "" : words.getFirst();
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      return switch (verb) {
        case "up" ->
            new Up(
                    Arguments.of(
                        rest,
                        List.of("--port", "--data"),
                        List.of("--fresh", "--no-demo", "--foreground")))
                .run();
        case "down" -> new Down(Arguments.of(rest, List.of("--data"), List.of("--wipe"))).run();
        case "status" -> new Status(Arguments.of(rest, List.of("--data"), List.of())).run();
        case "logs" -> new Logs(Arguments.of(rest, List.of("--data"), List.of("-f"))).run();
        case "plugin" -> new Plugins(Arguments.of(rest, List.of("--data"), List.of())).run();
        case "storefront" ->
            new Storefronts(
                    Arguments.of(
                        rest, List.of("--data", "--tenant", "--target", "--out"), List.of()))
                .run();
        default -> throw new LauncherException("There is no verb `" + verb + "`: see ./mall help.");
      };
    } catch (LauncherException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }
}
