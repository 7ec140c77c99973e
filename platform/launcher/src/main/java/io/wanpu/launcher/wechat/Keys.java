package io.wanpu.launcher.wechat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The keys of one sandbox: a merchant's pair and WeChat Pay's own, 2048-bit RSA, with the secret
 * that seals callbacks. Made once, kept in {@code <data>/wechat}.
 *
 * <p>The server is given the merchant's private key and WeChat Pay's public one; the sandbox uses
 * the other halves.
 */
public final class Keys {
  private final Path folder;
  private final Properties values;

  private Keys(Path folder, Properties values) {
    this.folder = folder;
    this.values = values;
  }

  /** Reads the keys of a data folder, making them the first time. */
  public static Keys of(Path data) {
    Path folder = data.toAbsolutePath().resolve("wechat");
    Path file = folder.resolve("wechat.properties");
    try {
      if (!Files.exists(file)) {
        make(folder, file);
      }
      Properties values = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      }
      return new Keys(folder, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String merchantId() {
    return values.getProperty("merchant.id");
  }

  public String merchantSerial() {
    return values.getProperty("merchant.serial");
  }

  /** 32 characters. */
  public String apiV3Key() {
    return values.getProperty("api.v3.key");
  }

  /** {@code PUB_KEY_ID_...} */
  public String platformKeyId() {
    return values.getProperty("platform.key.id");
  }

  public Path merchantPrivateFile() {
    return folder.resolve("merchant_private.pem");
  }

  public Path platformPublicFile() {
    return folder.resolve("platform_public.pem");
  }

  /** {@code component_appid} of the third-party platform. */
  public String componentAppId() {
    return "wx" + derived("component appid").substring(0, 16);
  }

  /** {@code component_appsecret}. */
  public String componentSecret() {
    return derived("component secret").substring(0, 32);
  }

  /** With which pushed events are signed. */
  public String componentToken() {
    return derived("component token").substring(0, 24);
  }

  /** With which pushed events are sealed, 43 characters. */
  public String componentAesKey() {
    return Base64.getEncoder()
        .encodeToString(HexFormat.of().parseHex(derived("component aes key")))
        .substring(0, 43);
  }

  /** Folders that are older than a secret have it too. */
  private String derived(String name) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest((name + "\n" + apiV3Key()).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PrivateKey merchantPrivate() {
    return privateKey(merchantPrivateFile());
  }

  PublicKey merchantPublic() {
    return publicKey(folder.resolve("merchant_public.pem"));
  }

  PrivateKey platformPrivate() {
    return privateKey(folder.resolve("platform_private.pem"));
  }

  PublicKey platformPublic() {
    return publicKey(platformPublicFile());
  }

  private static void make(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    writePair(folder, "merchant");
    writePair(folder, "platform");
    SecureRandom random = new SecureRandom();
    Properties values = new Properties();
    values.setProperty("merchant.id", "1900000109");
    values.setProperty("merchant.serial", hex(random, 20));
    values.setProperty("api.v3.key", hex(random, 16));
    values.setProperty("platform.key.id", "PUB_KEY_ID_01" + hex(random, 16));
    Path draft = privateFile(folder.resolve("wechat.properties.new"));
    try (Writer writer = Files.newBufferedWriter(draft)) {
      values.store(writer, null);
    }
    Files.move(draft, file); // last: whoever sees it sees all of them
  }

  private static void writePair(Path folder, String name) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(
          privateFile(folder.resolve(name + "_private.pem")),
          pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(
          folder.resolve(name + "_public.pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path privateFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static String hex(SecureRandom random, int byteCount) {
    byte[] drawn = new byte[byteCount];
    random.nextBytes(drawn);
    return HexFormat.of().withUpperCase().formatHex(drawn);
  }

  private static String pem(String kind, byte[] encoded) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  private static byte[] unpem(Path file) {
    try {
      return Base64.getMimeDecoder()
          .decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrivateKey privateKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(unpem(file)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicKey publicKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(unpem(file)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
