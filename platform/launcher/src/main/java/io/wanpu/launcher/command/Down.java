package io.wanpu.launcher.command;

import io.wanpu.launcher.DataFolder;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.Stack;
import io.wanpu.launcher.process.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stops everything of one data folder, whoever started it: the servers first, then what they stand
 * on.
 */
public final class Down {
  private static final List<String> STACK = List.of("mariadb", "redis", "wechat");

  private final Arguments arguments;

  public Down(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Exit code 0, also if nothing ran. */
  public int run() {
    arguments.refuseWords("down");
    Path data = arguments.data(Home.find());
    int stopped = stopAll(data, name -> System.out.println("Stopped " + name));
    if (stopped == 0) {
      System.out.println("Nothing runs in " + data);
    }
    if (arguments.has("--wipe") && DataFolder.isOne(data)) {
      DataFolder.open(data).wipe();
      System.out.println("Emptied " + data);
    }
    return 0;
  }

  /** Stops all; tells each name; answers how many ran. */
  static int stopAll(Path data, Consumer<String> told) {
    if (!DataFolder.isOne(data)) {
      return 0;
    }
    List<Daemon> running = running(data);
    running.stream()
        .filter(daemon -> !STACK.contains(daemon.name()))
        .parallel()
        .forEach(
            node -> {
              node.stop(Duration.ofSeconds(30));
              told.accept(node.name());
            });
    Stack.of(data).stop();
    running.stream().map(Daemon::name).filter(STACK::contains).forEach(told);
    return running.size();
  }

  /** Everything that runs, in the order of names. */
  static List<Daemon> running(Path data) {
    Path pids = data.resolve("run");
    if (!Files.isDirectory(pids)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(pids)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[\\w-]+\\.pid"))
          .sorted()
          .map(name -> new Daemon(name.substring(0, name.length() - ".pid".length()), data))
          .filter(Daemon::isRunning)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
