package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.launcher.process.Daemon;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The sandbox as a small process of its own in the background. */
public final class WechatProcess {
  private final Path data;
  private final int port;
  private final Daemon daemon;

  public WechatProcess(Path data, int port) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.daemon = new Daemon("wechat", this.data);
  }

  public Daemon daemon() {
    return daemon;
  }

  public int port() {
    return port;
  }

  /** Base address of all of WeChat's interfaces, without a closing slash. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The keys that both sides work with. */
  public Keys keys() {
    return Keys.of(data);
  }

  /** Starts it unless it runs, and returns when it answers. */
  public void ensureRunning() {
    if (!daemon.isRunning()) {
      daemon.start(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Djava.awt.headless=true",
              "-Dfile.encoding=UTF-8",
              "-cp",
              classPath(),
              Sandbox.class.getName(),
              data.toString(),
              "" + port),
          data,
          Map.of());
    }
    daemon.awaitReady(this::answers, Duration.ofSeconds(30));
  }

  /**
   * Says where the third-party platform takes events, as is entered at WeChat's console.
   *
   * @param url without a closing slash
   */
  public void pushTo(String url) {
    try {
      Files.writeString(data.resolve("wechat/push-url"), url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    daemon.stop(Duration.ofSeconds(5));
  }

  /**
   * From where this JVM has the few classes that the sandbox needs, whatever loader brought them.
   */
  private static String classPath() {
    return Stream.of(
            Sandbox.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonIgnore.class,
            NullMarked.class)
        .map(WechatProcess::origin)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url() + "/sandbox/health").toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(2000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
