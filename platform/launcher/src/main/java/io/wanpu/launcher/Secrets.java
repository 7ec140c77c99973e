package io.wanpu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords and keys of one data folder, drawn at random once and readable by its owner alone.
 *
 * @param secretKey 32 bytes in Base64; the server seals tenants' secrets with it
 * @param operatorToken bearer token of {@code mall plugin ...}
 */
public record Secrets(
    MariaDb.Credentials databaseOwner,
    MariaDb.Credentials databaseApp,
    String redisPassword,
    String secretKey,
    String operatorLogin,
    String operatorPassword,
    String operatorToken) {
  private static final String FILE = "secrets.properties";

  /** Reads them, drawing whatever is missing. */
  public static Secrets of(Path data) {
    Path file = data.resolve(FILE);
    Properties values = new Properties();
    try {
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          values.load(reader);
        }
      }
      int known = values.size();
      values.putIfAbsent("db.owner.password", random(24));
      values.putIfAbsent("db.app.password", random(24));
      values.putIfAbsent("redis.password", random(24));
      values.putIfAbsent("secret.key", Base64.getEncoder().encodeToString(bytes(32)));
      values.putIfAbsent("operator.login", "operator");
      values.putIfAbsent("operator.password", random(9));
      values.putIfAbsent("operator.token", random(32));
      if (values.size() > known) {
        store(file, values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Secrets(
        new MariaDb.Credentials("wanpu_owner", values.getProperty("db.owner.password")),
        new MariaDb.Credentials("wanpu_app", values.getProperty("db.app.password")),
        values.getProperty("redis.password"),
        values.getProperty("secret.key"),
        values.getProperty("operator.login"),
        values.getProperty("operator.password"),
        values.getProperty("operator.token"));
  }

  @Override
  public String toString() {
    return "Secrets[not shown]";
  }

  private static void store(Path file, Properties values) throws IOException {
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(draft)) {
      values.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String random(int byteCount) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(byteCount));
  }

  private static byte[] bytes(int count) {
    byte[] drawn = new byte[count];
    new SecureRandom().nextBytes(drawn);
    return drawn;
  }
}
