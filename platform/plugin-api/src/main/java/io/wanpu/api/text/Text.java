package io.wanpu.api.text;

import java.util.List;

/**
 * Text for people: a key of the message bundles and arguments, formatted in the reader's language
 * at the edge.
 *
 * <p>A plugin's keys start with its id and live in {@code messages_zh_CN.properties} and {@code
 * messages_en.properties} at the root of its jar; placeholders are {@code {0}}, {@code {1}} … and
 * apostrophes stand for themselves.
 *
 * @param key key of the bundles
 * @param args arguments in order
 */
public record Text(String key, List<Arg> args) {
  public Text {
    args = List.copyOf(args);
  }

  public static Text of(String key, Arg... args) {
    return new Text(key, List.of(args));
  }

  /** The shop's own words, shown as they are. */
  public static Text verbatim(String words) {
    return new Text("text.verbatim", List.of(Arg.words(words)));
  }
}
