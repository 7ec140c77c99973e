package io.wanpu.storefront.web;

import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters of lists. */
public final class ListQuery {
  private static final int NORMAL = 20;
  private static final int MOST = 100;

  private ListQuery() {}

  /** How many items a page has. @throws MallException 422 unless it is 1..100 */
  public static int limit(@Nullable String value) {
    if (value == null) {
      return NORMAL;
    }
    if (value.matches("[1-9]\\d{0,2}") && Integer.parseInt(value) <= MOST) {
      return Integer.parseInt(value);
    }
    throw MallException.invalid("limit", "field.out_of_range", Arg.count(1), Arg.count(MOST));
  }

  /** A parameter; blank counts as absent. */
  public static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Words to search for. @throws MallException 422 when there are more than 100 characters */
  public static Optional<String> words(String name, @Nullable String value) {
    var words = text(value);
    if (words.isPresent() && words.get().length() > MOST) {
      throw MallException.invalid(name, "field.too_long", Arg.count(MOST));
    }
    return words;
  }

  /** One of a few words, in lower case with hyphens. @throws MallException 422 */
  public static <E extends Enum<E>> Optional<E> choice(
      String name, @Nullable String value, Class<E> type, String code) {
    return text(value)
        .map(
            word -> {
              for (var each : type.getEnumConstants()) {
                if (Words.of(each).equals(word)) {
                  return each;
                }
              }
              throw MallException.invalid(name, code);
            });
  }
}
