package io.wanpu.runtime.json;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Values of a plugin as plain maps, lists, strings and numbers: template engines and the like cache
 * by class, and would keep an unloaded plugin's classes alive.
 */
public final class Models {
  private Models() {}

  /** The model with nothing of the plugin's own classes left in it. */
  public static Map<String, @Nullable Object> plain(Map<String, ?> model) {
    var plain = new LinkedHashMap<String, @Nullable Object>();
    model.forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  /**
   * A value without the plugin's own classes: records become maps, enums their names, ids and
   * unknown objects text. Texts of the API stay, to be written in the reader's language.
   */
  public static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> plain(optional.orElse(null));
      case Text text -> text;
      case Arg arg -> arg;
      case Enum<?> constant -> constant.name();
      case Map<?, ?> map -> {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, each) -> plain.put(String.valueOf(plain(key)), plain(each)));
        yield plain;
      }
      case Iterable<?> all when !isJdkScalar(value) ->
          StreamSupport.stream(all.spliterator(), false).map(Models::plain).toList();
      case Object[] all -> List.of(all).stream().map(Models::plain).toList();
      case Record id when id.getClass().getPackageName().equals("io.wanpu.api.id") -> id.toString();
      case Record record -> {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        Records.components(record).forEach((key, each) -> plain.put(key, plain(each)));
        yield plain;
      }
      default -> isJdkScalar(value) ? value : value.toString();
    };
  }

  private static boolean isJdkScalar(Object value) {
    var name = value.getClass().getPackageName();
    return name.equals("java.lang") || name.equals("java.time") || name.equals("java.math");
  }
}
