package io.wanpu.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.staff.Permissions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the kernel may answer has words for it. */
class MessagesTest {
  private static final Pattern CODE =
      Pattern.compile(
          "(?:ErrorKind\\.\\w+,\\s*|notFound\\(\\s*|conflict\\(\\s*|invalid\\(\\s*\"[^\"]+\",\\s*"
              + "|[eE]rror\\([^;{}]*?,\\s*)\"([a-z]+\\.[a-z_.]+)\"");

  private static TreeSet<String> codes() throws IOException {
    var codes = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        var matcher = CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
    return codes;
  }

  private static Properties bundle(String language) throws IOException {
    var bundle = new Properties();
    try (var in =
        MessagesTest.class.getResourceAsStream("/messages_kernel_" + language + ".properties")) {
      bundle.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return bundle;
  }

  @Test
  void the_search_for_codes_finds_them() throws IOException {
    assertThat(codes())
        .hasSizeGreaterThan(60)
        .contains(
            "staff.last_owner", "field.required", "catalog.sku_twice", "server.database_away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh_CN", "en"})
  void every_code_that_the_kernel_throws_has_a_message(String language) throws IOException {
    var bundle = bundle(language);
    assertThat(codes()).allMatch(code -> bundle.containsKey("error." + code), "has a message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh_CN", "en"})
  void every_permission_has_a_name(String language) throws IOException {
    var bundle = bundle(language);
    assertThat(Permissions.kernel())
        .allMatch(p -> bundle.containsKey(Permissions.text(p).key()), "has a name");
    assertThat(bundle).containsKey(Permissions.text(Permissions.ALL).key());
  }
}
