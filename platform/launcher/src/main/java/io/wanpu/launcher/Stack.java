package io.wanpu.launcher;

import io.wanpu.launcher.process.Daemon;
import io.wanpu.launcher.wechat.WechatProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * What the servers of one data folder stand on: MariaDB, Redis and the WeChat sandbox.
 *
 * <p>All three live on when the JVM that started them ends; {@link #ensure} finds them again. Fault
 * tests end one with {@code stack.redis().daemon().kill()} and bring it back with {@code
 * stack.redis().ensureRunning()}, on the same port and data.
 */
public final class Stack {
  /** The kernel's database. */
  public static final String DATABASE = "wanpu";

  private final DataFolder folder;
  private final Ports ports;
  private final Secrets secrets;
  private final MariaDb mariadb;
  private final Redis redis;
  private final WechatProcess wechat;

  private Stack(DataFolder folder, Ports ports) {
    this.folder = folder;
    this.ports = ports;
    this.secrets = Secrets.of(folder.path());
    this.mariadb =
        new MariaDb(
            folder.path(),
            ports.mariadb(),
            "512M",
            secrets.databaseOwner(),
            firstStart(secrets.databaseApp()));
    this.redis = new Redis(folder.path(), ports.redis(), secrets.redisPassword());
    this.wechat = new WechatProcess(folder.path(), ports.wechat());
  }

  /**
   * Starts what does not run, on the ports that the folder remembers or, the first time, on free
   * ones.
   *
   * @param data data folder; made if it is not there
   */
  public static Stack ensure(Path data) {
    return ensure(data, Ports.remembered(data).orElseGet(Ports::free));
  }

  /**
   * Starts what does not run. The two doors are taken as wished; an inner service stays on the port
   * where it runs or ran last, and moves to a free one if a stranger listens there.
   */
  public static Stack ensure(Path data, Ports wished) {
    DataFolder folder = DataFolder.open(data);
    folder.checkRoom();
    return folder.exclusively(
        () -> {
          Stack stack = new Stack(folder, settle(folder.path(), wished));
          stack.ports.remember(folder.path());
          stack.redis.ensureRunning();
          stack.wechat.ensureRunning();
          stack.mariadb.ensureRunning();
          return stack;
        });
  }

  /** The stack of a folder as it was last started, whether it runs or not, to ask or to stop it. */
  public static Stack of(Path data) {
    DataFolder folder = DataFolder.open(data);
    return new Stack(folder, Ports.remembered(folder.path()).orElseGet(() -> Ports.from(8080)));
  }

  private static Ports settle(Path data, Ports wished) {
    Ports last = Ports.remembered(data).orElse(wished);
    return wished.withInner(
        inner(new Daemon("mariadb", data), last.mariadb(), wished.mariadb()),
        inner(new Daemon("redis", data), last.redis(), wished.redis()),
        inner(new Daemon("wechat", data), last.wechat(), wished.wechat()));
  }

  private static int inner(Daemon daemon, int last, int wished) {
    if (daemon.isRunning() || FreePort.isFree(last)) {
      return last;
    }
    return FreePort.isFree(wished) ? wished : FreePort.any();
  }

  private static List<String> firstStart(MariaDb.Credentials app) {
    return List.of(
        "CREATE DATABASE IF NOT EXISTS `" + DATABASE + "` CHARACTER SET utf8mb4",
        "CREATE USER IF NOT EXISTS '%s'@'127.0.0.1' IDENTIFIED BY '%s'"
            .formatted(app.user(), app.password()),
        "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON `%s`.* TO '%s'@'127.0.0.1'"
            .formatted(DATABASE, app.user()),
        "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON `p\\_%%`.* TO '%s'@'127.0.0.1'"
            .formatted(app.user()));
  }

  /** Ends all three, cleanly. */
  public void stop() {
    wechat.stop();
    redis.stop();
    mariadb.stop();
  }

  /** Whether all three run. */
  public boolean isRunning() {
    return mariadb.daemon().isRunning()
        && redis.daemon().isRunning()
        && wechat.daemon().isRunning();
  }

  public Path data() {
    return folder.path();
  }

  public Ports ports() {
    return ports;
  }

  public Secrets secrets() {
    return secrets;
  }

  public MariaDb mariadb() {
    return mariadb;
  }

  public Redis redis() {
    return redis;
  }

  public WechatProcess wechat() {
    return wechat;
  }
}
