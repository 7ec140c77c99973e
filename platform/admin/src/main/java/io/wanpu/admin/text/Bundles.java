package io.wanpu.admin.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Finds the words for a key. */
@FunctionalInterface
public interface Bundles {
  /** The pattern of a key in a language, or empty. */
  Optional<String> find(String key, Language language);

  /** First here, then there. */
  default Bundles or(Bundles other) {
    return (key, language) -> {
      var found = find(key, language);
      return found.isPresent() ? found : other.find(key, language);
    };
  }

  /**
   * Reads {@code <base>_zh_CN.properties} and {@code <base>_en.properties}.
   *
   * @throws IllegalStateException when one of them is missing
   */
  static Bundles read(ClassLoader loader, String base) {
    var words = new EnumMap<Language, Map<String, String>>(Language.class);
    for (var language : Language.values()) {
      words.put(
          language, read1(loader, base + "_" + language.tag().replace('-', '_') + ".properties"));
    }
    return (key, language) -> Optional.ofNullable(words.get(language)).map(map -> map.get(key));
  }

  private static Map<String, String> read1(ClassLoader loader, String name) {
    try (var in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no bundle " + name);
      }
      var properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      var map = new HashMap<String, String>();
      properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
      return Map.copyOf(map);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
