package io.wanpu.launcher.process;

import io.wanpu.launcher.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A process in the background that survives the JVM that started it.
 *
 * <p>It writes to a log file of its own and is found again through its pid file, by this or any
 * later launcher: so a killed launcher leaves no orphans that nobody can stop.
 */
public final class Daemon {
  private static final long TAIL_BYTES = 64 << 10;
  private static final long ROTATE_BYTES = 16 << 20;

  private final String name;
  private final Path log;
  private final PidFile pidFile;

  /**
   * @param name what people call it; names the pid file and the log
   * @param data data folder; {@code run/} and {@code logs/} in it are used
   */
  public Daemon(String name, Path data) {
    this.name = name;
    this.log = data.resolve("logs").resolve(name + ".log");
    this.pidFile = new PidFile(data.resolve("run").resolve(name + ".pid"));
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  /** The living process, if there is one. */
  public Optional<ProcessHandle> process() {
    return pidFile.read();
  }

  public boolean isRunning() {
    return process().isPresent();
  }

  /**
   * Starts the command, detached from the terminal of the caller, with exactly the given variables
   * added to the environment.
   *
   * @throws LauncherException if the program cannot be started at all
   */
  public ProcessHandle start(
      List<String> command, Path workingDirectory, Map<String, String> environment) {
    try {
      Files.createDirectories(log.getParent());
      rotateLog();
      Files.createDirectories(workingDirectory);
      List<String> detached = new ArrayList<>();
      if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
        // A session of its own: neither Ctrl-C nor a closed terminal reaches it.
        detached.add("/usr/bin/setsid");
      }
      detached.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(detached)
              .directory(workingDirectory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      ProcessHandle handle = builder.start().toHandle();
      pidFile.write(handle);
      return handle;
    } catch (IOException e) {
      throw new LauncherException("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits until it answers.
   *
   * @throws LauncherException with the last lines of the log if it dies or does not answer in time
   */
  public void awaitReady(BooleanSupplier ready, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!isRunning()) {
        throw new LauncherException(
            name + " stopped while starting; the end of " + log + ":\n" + tail(20));
      }
      if (System.nanoTime() > deadline) {
        throw new LauncherException(
            name
                + " did not answer within "
                + limit.toSeconds()
                + " s; the end of "
                + log
                + ":\n"
                + tail(20));
      }
      pause(50);
    }
  }

  /** Asks it to end, waits for the grace period, then kills it. Does nothing if it does not run. */
  public void stop(Duration grace) {
    process()
        .ifPresent(
            handle -> {
              handle.destroy();
              if (!awaitExit(handle, grace)) {
                handle.destroyForcibly();
                awaitExit(handle, Duration.ofSeconds(10));
              }
              pidFile.delete();
            });
  }

  /** Kills it at once, as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    process()
        .ifPresent(
            handle -> {
              handle.destroyForcibly();
              awaitExit(handle, Duration.ofSeconds(10));
              pidFile.delete();
            });
  }

  /** The last lines of its log, of its last 64 KB at most. */
  public String tail(int lines) {
    if (!Files.exists(log)) {
      return "";
    }
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      byte[] end = Channels.newInputStream(channel).readAllBytes();
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One old log is kept, so that logs do not grow for ever. */
  private void rotateLog() throws IOException {
    if (Files.exists(log) && Files.size(log) > ROTATE_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Polls instead of waiting for the exit: a zombie that nobody reaps has ended too. */
  private static boolean awaitExit(ProcessHandle handle, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (PidFile.isLiving(handle)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(20);
    }
    return true;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("Interrupted", e);
    }
  }
}
