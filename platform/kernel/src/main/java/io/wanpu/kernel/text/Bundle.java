package io.wanpu.kernel.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Messages in Chinese and English, from {@code <name>_zh_CN.properties} and {@code
 * <name>_en.properties} in UTF-8. No {@link java.util.ResourceBundle}: its cache would keep a
 * plugin's class loader alive.
 */
public final class Bundle implements MessageSource {
  private final Map<String, String> chinese;
  private final Map<String, String> english;

  private Bundle(Map<String, String> chinese, Map<String, String> english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** The bundle of that name among the resources of a loader. @param name without language */
  public static Bundle of(ClassLoader loader, String name) {
    return new Bundle(
        resource(loader, name + "_zh_CN.properties"), resource(loader, name + "_en.properties"));
  }

  /** A bundle from the text of its two files. */
  public static Bundle of(String chinese, String english) {
    return new Bundle(parse(chinese), parse(english));
  }

  private static Map<String, String> resource(ClassLoader loader, String path) {
    try (var in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the message bundle " + path + " is missing");
      }
      var read = new Properties();
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return map(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> parse(String text) {
    var read = new Properties();
    try {
      read.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return map(read);
  }

  private static Map<String, String> map(Properties read) {
    var map = new HashMap<String, String>();
    read.stringPropertyNames().forEach(key -> map.put(key, read.getProperty(key)));
    return Map.copyOf(map);
  }

  @Override
  public Optional<String> find(String key, Locale language) {
    var first = Texts.isEnglish(language) ? english : chinese;
    var second = Texts.isEnglish(language) ? chinese : english;
    return Optional.ofNullable(first.getOrDefault(key, second.get(key)));
  }

  /** Keys that stand in one of the two languages only. */
  public Set<String> halfTranslated() {
    var all = new TreeSet<>(chinese.keySet());
    all.addAll(english.keySet());
    all.removeIf(key -> chinese.containsKey(key) && english.containsKey(key));
    return all;
  }
}
