package io.wanpu.launcher;

import io.wanpu.launcher.process.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One Redis on the loopback address that keeps nothing on disk: whoever ends it wipes it. */
public final class Redis {
  private final Path data;
  private final int port;
  private final String password;
  private final Daemon daemon;

  public Redis(Path data, int port, String password) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.password = password;
    this.daemon = new Daemon("redis", this.data);
  }

  public int port() {
    return port;
  }

  public Daemon daemon() {
    return daemon;
  }

  /** Address in the form that Redisson takes. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it unless it runs, and returns when it answers. */
  public void ensureRunning() {
    if (!daemon.isRunning()) {
      // The password goes through a file: arguments are visible to everyone on the machine.
      Path configuration = writeConfiguration();
      daemon.start(
          List.of(Binaries.redis().toString(), configuration.toString()),
          data.resolve("redis"),
          Map.of());
    }
    daemon.awaitReady(this::answers, Duration.ofSeconds(20));
  }

  public void stop() {
    daemon.stop(Duration.ofSeconds(10));
  }

  private Path writeConfiguration() {
    Path folder = data.resolve("redis");
    Path file = folder.resolve("redis.conf");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(
          file,
          """
          bind 127.0.0.1
          port %d
          requirepass %s
          dir "%s"
          save ""
          appendonly no
          tcp-backlog 128
          """
              .formatted(port, password, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(2000);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes("+OK\r\n+PONG\r\n".length()), StandardCharsets.US_ASCII)
          .contains("PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
