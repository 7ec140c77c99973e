package io.wanpu.launcher.command;

import io.wanpu.launcher.Home;
import io.wanpu.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The last lines of the logs, or of those that are named. */
public final class Logs {
  private final Arguments arguments;

  public Logs(Arguments arguments) {
    this.arguments = arguments;
  }

  /** The exit code of {@code tail}. */
  public int run() {
    Path folder = arguments.data(Home.find()).resolve("logs");
    List<String> command = new ArrayList<>(List.of("tail", "-n", "100"));
    if (arguments.has("-f")) {
      command.add("-F");
    }
    List<String> files = files(folder);
    if (files.isEmpty()) {
      throw new LauncherException(
          "There are no logs in " + folder + " yet: ./mall up starts a mall.");
    }
    command.addAll(files);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new LauncherException("Cannot run `tail`: look into " + folder + " yourself.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .filter(
              file ->
                  arguments.words().isEmpty()
                      || arguments
                          .words()
                          .contains(file.getFileName().toString().replaceFirst("\\.log$", "")))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LauncherException("Cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
