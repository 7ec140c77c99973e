package io.wanpu.launcher.command;

import io.wanpu.launcher.DataFolder;
import io.wanpu.launcher.FreePort;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.LauncherException;
import io.wanpu.launcher.Ports;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.ServerNode;
import io.wanpu.launcher.Stack;
import io.wanpu.launcher.process.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts everything that does not run yet, and says where it is.
 *
 * <p>What runs already and is of the present build is left alone, so that a second {@code up} takes
 * a moment.
 */
public final class Up {
  /** Name of the one node that {@code up} starts. */
  static final String NODE = "server";

  private static final int DEFAULT_PORT = 8080;

  private final Arguments arguments;
  private final Home home = Home.find();
  private final Path data;

  public Up(Arguments arguments) {
    this.arguments = arguments;
    this.data = arguments.data(home);
  }

  /** Exit code 0 when the mall is ready. */
  public int run() {
    arguments.refuseWords("up");
    DataFolder folder = DataFolder.open(data);
    Ports ports = doors();
    refuseTakenDoors(ports);
    if (arguments.has("--fresh")) {
      Down.stopAll(folder.path(), quiet -> {});
      folder.wipe();
      say("Emptied " + folder.path());
    }
    stopWhatIsOutdated(ports);
    long begin = System.nanoTime();
    say("Data folder " + folder.path());
    Stack stack = Stack.ensure(folder.path(), ports);
    say("MariaDB, Redis and the WeChat sandbox run (" + seconds(begin) + ")");
    ServerNode node = node(stack);
    boolean ran = node.daemon().isRunning();
    if (!ran) {
      node.start();
      writeRunningBuild(currentBuild());
    }
    try (Progress progress = Progress.show("The server", "is starting")) {
      node.awaitReady();
      progress.done("is ready");
    }
    Summary.print(stack, node, System.out);
    System.out.println("ready " + node.storefront() + " " + node.admin());
    System.out.flush();
    if (arguments.has("--foreground")) {
      stay(stack, node);
    }
    return 0;
  }

  private ServerNode node(Stack stack) {
    ServerNode node = ServerNode.of(home, stack, NODE);
    return arguments.has("--no-demo")
        ? node
        : node.with(ServerEnvironment.DEMO, data.resolve("demo.json").toString());
  }

  private Ports doors() {
    Optional<Ports> remembered = Ports.remembered(data);
    int base =
        arguments.port().orElseGet(() -> remembered.map(Ports::storefront).orElse(DEFAULT_PORT));
    return Ports.from(base);
  }

  /** A server of an older build or on other doors ends; so does a sandbox of an older build. */
  private void stopWhatIsOutdated(Ports wished) {
    Daemon server = new Daemon(NODE, data);
    boolean otherBuild = !currentBuild().equals(runningBuild());
    boolean otherDoors =
        !Ports.remembered(data).map(Ports::storefront).equals(Optional.of(wished.storefront()));
    if (otherBuild) {
      new Daemon("wechat", data).stop(Duration.ofSeconds(5));
    }
    if (server.isRunning() && (otherBuild || otherDoors)) {
      say(
          otherBuild
              ? "The running server is of an older build: it starts anew"
              : "The server moves to port " + wished.storefront());
      server.stop(Duration.ofSeconds(30));
    }
  }

  /**
   * Before anything is stopped or started: what runs goes on if the wished doors are not to be had.
   */
  private void refuseTakenDoors(Ports wished) {
    Optional<Ports> own =
        new Daemon(NODE, data).isRunning() ? Ports.remembered(data) : Optional.empty();
    for (int port : new int[] {wished.storefront(), wished.admin()}) {
      boolean ours =
          own.filter(last -> last.storefront() == port || last.admin() == port).isPresent();
      if (!ours && !FreePort.isFree(port)) {
        throw new LauncherException(
            "Port "
                + port
                + " is used by another program: stop that program, or choose another port with ./mall up --port N.");
      }
    }
  }

  /**
   * Returns when the server ends by itself; when this process is told to end, it takes everything
   * with it.
   */
  private void stay(Stack stack, ServerNode node) {
    CountDownLatch serverEnded = new CountDownLatch(1);
    AtomicBoolean stopping = new AtomicBoolean();
    Thread onEnd =
        new Thread(
            () -> {
              stopping.set(true);
              System.out.println("Stopping");
              Down.stopAll(stack.data(), name -> {});
            });
    Runtime.getRuntime().addShutdownHook(onEnd);
    node.daemon().process().ifPresent(process -> process.onExit().thenRun(serverEnded::countDown));
    try {
      serverEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!stopping.get()) {
      System.err.println(
          "The server has ended; the end of "
              + node.daemon().log()
              + ":\n"
              + node.daemon().tail(20));
    }
  }

  /** The fingerprint that the {@code mall} script leaves after a build. */
  private String currentBuild() {
    return read(home.path().resolve("platform/launcher/target/build.sha256"));
  }

  private String runningBuild() {
    return read(data.resolve("run/server.build"));
  }

  private void writeRunningBuild(String build) {
    try {
      Files.writeString(data.resolve("run/server.build"), build);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String sentence) {
    System.out.println(sentence);
    System.out.flush();
  }

  private static String seconds(long begin) {
    return String.format("%.1f s", (System.nanoTime() - begin) / 1e9);
  }
}
