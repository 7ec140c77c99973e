package io.wanpu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where one mall listens, all on the loopback address but the two doors.
 *
 * @param storefront shoppers' door
 * @param admin staff's door
 */
public record Ports(int storefront, int admin, int mariadb, int redis, int wechat) {
  private static final String FILE = "ports.properties";

  /** Five ports in a row. */
  public static Ports from(int base) {
    if (base < 1 || base > 65_531) {
      throw new LauncherException("--port takes a number from 1 to 65531, not " + base + ".");
    }
    return new Ports(base, base + 1, base + 2, base + 3, base + 4);
  }

  /** Five ports that nobody uses at the moment. */
  public static Ports free() {
    Set<Integer> found = new HashSet<>();
    while (found.size() < 5) {
      found.add(FreePort.any());
    }
    Integer[] ports = found.toArray(Integer[]::new);
    return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4]);
  }

  /** The ports that this data folder used last. */
  public static Optional<Ports> remembered(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
      return Optional.of(
          new Ports(
              number(values, "storefront"),
              number(values, "admin"),
              number(values, "mariadb"),
              number(values, "redis"),
              number(values, "wechat")));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps them for the next start. */
  public void remember(Path data) {
    Properties values = new Properties();
    values.setProperty("storefront", "" + storefront);
    values.setProperty("admin", "" + admin);
    values.setProperty("mariadb", "" + mariadb);
    values.setProperty("redis", "" + redis);
    values.setProperty("wechat", "" + wechat);
    try (Writer writer = Files.newBufferedWriter(data.resolve(FILE))) {
      values.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same doors before other inner services. */
  Ports withInner(int newMariadb, int newRedis, int newWechat) {
    return new Ports(storefront, admin, newMariadb, newRedis, newWechat);
  }

  private static int number(Properties values, String name) {
    return Integer.parseInt(values.getProperty(name, "none"));
  }
}
