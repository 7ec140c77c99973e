package io.wanpu.server.demo;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * What scripts need to drive the demo: {@code demo.json}. It holds passwords, so that nobody but
 * its owner may read it.
 *
 * @param storefront address of the shoppers' door
 * @param admin address of the staff's door
 * @param openapi address of the API's description
 * @param wechat address of the WeChat sandbox
 */
record DemoFile(
    String storefront,
    String admin,
    String openapi,
    String wechat,
    List<Shop> tenants,
    Operator operator) {

  /** A shop. @param storefront its address for browsers */
  record Shop(
      String code,
      String name,
      String storefront,
      String api,
      List<Clerk> staff,
      List<Person> members,
      List<Sample> sampleProducts,
      List<Sales.Running> activities) {}

  record Clerk(String login, String password, String name, String role) {}

  /** A member. @param loginCode what {@code wx.login} would give */
  record Person(String name, String loginCode) {}

  record Sample(String id, String sku, String title) {}

  record Operator(String login, String password) {}

  /** The login code by which the sandbox always knows the person. */
  static String loginCode(ShopFile.Person person) {
    return "demo-" + person.code();
  }

  /** Puts it in the place of the file, whole. */
  void write(Path file) {
    try {
      var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      var owners =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var draft =
          folder.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? Files.createTempFile(folder, ".demo", ".json", owners)
              : Files.createTempFile(folder, ".demo", ".json");
      Files.writeString(
          draft, Json.mapper().writer(new DefaultPrettyPrinter()).writeValueAsString(this) + "\n");
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
