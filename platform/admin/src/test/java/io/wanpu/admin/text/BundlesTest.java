package io.wanpu.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BundlesTest {
  private static final Pattern NOTED =
      Pattern.compile("(?:actor|actor\\(\\)|who|by|shop),\\s*\"([a-z]+\\.[a-z_]+)\",");
  private static final Pattern KEY = Pattern.compile("#\\{([a-z0-9_.]+)[}(]");

  @Test
  void both_languages_say_everything() throws IOException {
    var chinese = keys("zh_CN");
    var english = keys("en");
    // English alone has words for one
    english.removeIf(key -> key.endsWith(".one"));

    assertThat(english).isEqualTo(chinese);
  }

  @Test
  void templates_use_only_words_that_exist() throws IOException, URISyntaxException {
    var used = new TreeSet<String>();
    var folder =
        Path.of(BundlesTest.class.getResource("/templates/admin/layout.html").toURI()).getParent();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var matcher = KEY.matcher(Files.readString(file));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }

    assertThat(used).isNotEmpty();
    assertThat(keys("zh_CN")).containsAll(used);
  }

  @Test
  void whatever_the_audit_log_notes_has_words() throws IOException {
    var noted = new TreeSet<String>();
    for (var module : List.of("kernel", "plugin-runtime")) {
      try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          var matcher = NOTED.matcher(Files.readString(file));
          while (matcher.find()) {
            noted.add("audit.action." + matcher.group(1));
          }
        }
      }
    }

    assertThat(noted).hasSizeGreaterThan(30);
    assertThat(keys("zh_CN")).containsAll(noted);
  }

  private static Set<String> keys(String language) throws IOException {
    var properties = new Properties();
    for (var bundle : List.of("admin", "office", "pages", "publish", "desk")) {
      try (var in =
          BundlesTest.class.getResourceAsStream(
              "/messages_" + bundle + "_" + language + ".properties")) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }
}
