package io.wanpu.launcher;

import io.wanpu.launcher.process.Daemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One Open Liberty with the mall in it, on its own two ports, in {@code <data>/nodes/<name>}.
 *
 * <p>Several nodes may stand on one stack. Liberty is started as its {@code server} script would
 * start it, without the script: so the pid is the server's own.
 */
public final class ServerNode {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final Home home;
  private final Stack stack;
  private final String name;
  private final int storefrontPort;
  private final int adminPort;
  private final Map<String, String> extra;
  private final Map<String, Path> files;
  private final String heap;
  private final Daemon daemon;

  private ServerNode(
      Home home,
      Stack stack,
      String name,
      int storefrontPort,
      int adminPort,
      Map<String, String> extra,
      Map<String, Path> files,
      String heap) {
    this.home = home;
    this.stack = stack;
    this.name = name;
    this.storefrontPort = storefrontPort;
    this.adminPort = adminPort;
    this.extra = Map.copyOf(extra);
    this.files = Map.copyOf(files);
    this.heap = heap;
    this.daemon = new Daemon(name, stack.data());
  }

  /**
   * A node on the doors of the stack's own ports, with 512 MB of heap and nothing added to its
   * environment.
   */
  public static ServerNode of(Home home, Stack stack, String name) {
    return new ServerNode(
        home,
        stack,
        name,
        stack.ports().storefront(),
        stack.ports().admin(),
        Map.of(),
        Map.of(),
        "512m");
  }

  /** The same node on other doors. */
  public ServerNode on(int newStorefrontPort, int newAdminPort) {
    return new ServerNode(home, stack, name, newStorefrontPort, newAdminPort, extra, files, heap);
  }

  /** The same node with one more variable in its environment; see {@link ServerEnvironment}. */
  public ServerNode with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(extra);
    more.put(variable, value);
    return new ServerNode(home, stack, name, storefrontPort, adminPort, more, files, heap);
  }

  /**
   * The same node with one more file in its server's folder, so that measurements can place an
   * application beside the mall.
   *
   * @param place in the server's folder, such as {@code configDropins/overrides/more.xml}
   */
  public ServerNode withFile(String place, Path file) {
    Map<String, Path> more = new LinkedHashMap<>(files);
    more.put(place, file);
    return new ServerNode(home, stack, name, storefrontPort, adminPort, extra, more, heap);
  }

  /**
   * The same node with another heap.
   *
   * @param newHeap in the form of {@code -Xmx}, such as {@code 768m}
   */
  public ServerNode withHeap(String newHeap) {
    return new ServerNode(home, stack, name, storefrontPort, adminPort, extra, files, newHeap);
  }

  public String name() {
    return name;
  }

  public Daemon daemon() {
    return daemon;
  }

  /** Base address of the storefront, without a closing slash. */
  public URI storefront() {
    return URI.create("http://localhost:" + storefrontPort);
  }

  /** Base address of the admin, without a closing slash. */
  public URI admin() {
    return URI.create("http://localhost:" + adminPort);
  }

  /** Starts it unless it runs, and returns when it is ready to serve. */
  public void ensureRunning() {
    start();
    awaitReady();
  }

  /** Starts it unless it runs, and returns at once. */
  public void start() {
    if (daemon.isRunning()) {
      return;
    }
    for (int port : List.of(storefrontPort, adminPort)) {
      if (!FreePort.isFree(port)) {
        throw new LauncherException(
            "Port "
                + port
                + " is used by another program: stop that program, or choose another port with --port N.");
      }
    }
    Path folder = stack.data().resolve("nodes").resolve(name);
    Path server = folder.resolve("servers/mall");
    try {
      clear(server);
      Files.createDirectories(server.resolve("apps"));
      copyTree(home.serverConfiguration(), server);
      install(home.war(), server.resolve("apps/wanpu.war"));
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Path target = server.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.copy(file.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
      }
      offerPlugins();
      stack.wechat().pushTo(storefront() + "/wechat");
      Map<String, String> environment =
          ServerEnvironment.of(stack, name, storefrontPort, adminPort);
      environment.putAll(extra);
      // glibc gives each thread an arena of its own otherwise, and what is freed stays in it
      environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
      environment.put("WLP_USER_DIR", folder.toString());
      environment.put("WLP_OUTPUT_DIR", folder.resolve("servers").toString());
      daemon.start(command(server), server, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns when the readiness check passes; fails with the end of the log if the server dies
   * first.
   */
  public void awaitReady() {
    daemon.awaitReady(this::isReady, START_LIMIT);
  }

  /** Whether it serves now. */
  public boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + storefrontPort + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("Interrupted", e);
    }
  }

  /** Ends it cleanly, or after half a minute by force. */
  public void stop() {
    daemon.stop(Duration.ofSeconds(30));
  }

  private List<String> command(Path server) throws IOException {
    Path liberty = home.liberty();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + liberty.resolve("bin/tools/ws-javaagent.jar"));
    command.add("-Djava.awt.headless=true");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-Dfile.encoding=UTF-8");
    Path opens = liberty.resolve("lib/platform/java/java24.options");
    command.add(
        "@" + (Files.exists(opens) ? opens : liberty.resolve("lib/platform/java/java9.options")));
    // The script would read this file; whoever starts the server without it must.
    Path options = server.resolve("jvm.options");
    if (Files.exists(options)) {
      Files.readAllLines(options).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(command::add);
    }
    command.add("-Xmx" + heap);
    command.addAll(List.of("-jar", liberty.resolve("bin/tools/ws-server.jar").toString(), "mall"));
    return command;
  }

  /**
   * An archive is copied, so that a later build does not pull it away from under a running server.
   */
  private static void install(Path war, Path target) throws IOException {
    if (Files.isDirectory(war)) {
      Files.createSymbolicLink(target, war);
    } else {
      Files.copy(war, target);
    }
  }

  /**
   * Puts the project's own plugins where the first start installs them from; other nodes may be
   * reading there.
   */
  private void offerPlugins() throws IOException {
    Path offered = ServerEnvironment.pluginsOf(stack.data());
    Files.createDirectories(offered);
    for (Path jar : home.plugins()) {
      Path target = offered.resolve(jar.getFileName());
      if (!Files.exists(target) || Files.mismatch(jar, target) >= 0) {
        Path draft = Files.createTempFile(offered, "plugin", ".new");
        Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Liberty's work area stays: with what it has resolved before, a start takes half the time. */
  private static void clear(Path server) throws IOException {
    if (Files.isDirectory(server)) {
      try (Stream<Path> children = Files.list(server)) {
        for (Path child : children.filter(path -> !path.endsWith("workarea")).toList()) {
          Folders.deleteTree(child);
        }
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
