package io.wanpu.launcher.command;

import io.wanpu.launcher.DataFolder;
import io.wanpu.launcher.Home;
import io.wanpu.launcher.Ports;
import io.wanpu.launcher.ServerNode;
import io.wanpu.launcher.Stack;
import io.wanpu.launcher.process.Daemon;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What runs, with its process and port. */
public final class Status {
  private final Arguments arguments;

  public Status(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Exit code 0 if the server is ready, else 3. */
  public int run() {
    arguments.refuseWords("status");
    Home home = Home.find();
    Path data = arguments.data(home);
    if (!DataFolder.isOne(data) || Ports.remembered(data).isEmpty()) {
      System.out.println("No mall has been started in " + data + ": ./mall up starts one.");
      return 3;
    }
    Stack stack = Stack.of(data);
    ServerNode server = ServerNode.of(home, stack, Up.NODE);
    boolean ready = server.daemon().isRunning() && server.isReady();
    System.out.println("Data folder " + data);
    line(
        server.daemon(),
        "ports "
            + stack.ports().storefront()
            + ", "
            + stack.ports().admin()
            + (ready ? ", ready" : ", not ready"));
    line(stack.mariadb().daemon(), "port " + stack.mariadb().port());
    line(stack.redis().daemon(), "port " + stack.redis().port());
    line(stack.wechat().daemon(), "port " + stack.wechat().port());
    TreeSet<String> shown = new TreeSet<>(List.of(Up.NODE, "mariadb", "redis", "wechat"));
    Down.running(data).stream()
        .filter(daemon -> !shown.contains(daemon.name()))
        .forEach(more -> line(more, "another node"));
    return ready ? 0 : 3;
  }

  private static void line(Daemon daemon, String more) {
    System.out.printf(
        "  %-8s %s%n",
        daemon.name(),
        daemon
            .process()
            .map(process -> "runs, pid " + process.pid() + ", " + more)
            .orElse("is stopped"));
  }
}
