package io.wanpu.kernel.shared;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the fields of a request and collects what is wrong with each. */
public final class Fields {
  private final List<FieldError> errors = new ArrayList<>();

  /**
   * One line of text, without blanks around it.
   *
   * @param max in characters as the database counts them (code points)
   * @return the text as it should be stored
   */
  public String line(String field, @Nullable String value, int min, int max) {
    var text = value == null ? "" : value.strip();
    return checked(field, text, min, max, text.chars().anyMatch(Character::isISOControl));
  }

  /** Text of several lines. */
  public String text(String field, @Nullable String value, int min, int max) {
    var text = value == null ? "" : value.strip();
    return checked(
        field,
        text,
        min,
        max,
        text.chars()
            .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'));
  }

  /** One line of text that may be absent; blank counts as absent. */
  public Optional<String> optionalLine(String field, Optional<String> value, int max) {
    return value.map(String::strip).filter(v -> !v.isEmpty()).map(v -> line(field, v, 1, max));
  }

  private String checked(String field, String text, int min, int max, boolean control) {
    if (text.isEmpty() && min > 0) {
      error(field, "field.required");
    } else if (control || !wellFormed(text)) {
      error(field, "field.bad_characters");
    } else if (text.codePointCount(0, text.length()) < min) {
      error(field, "field.too_short", Arg.count(min));
    } else if (text.codePointCount(0, text.length()) > max) {
      error(field, "field.too_long", Arg.count(max));
    }
    return text;
  }

  /** Half a surrogate pair is no text: the database would refuse it. */
  private static boolean wellFormed(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** A number within bounds, both included. */
  public long number(String field, long value, long min, long max) {
    if (value < min || value > max) {
      error(field, "field.out_of_range", Arg.count(min), Arg.count(max));
    }
    return value;
  }

  /** An amount within bounds, both included, in minor units. */
  public long money(String field, long value, long min, long max) {
    if (value < min || value > max) {
      error(field, "field.money_out_of_range", Arg.money(min), Arg.money(max));
    }
    return value;
  }

  /** Notes an error of a field. */
  public void error(String field, String code, Arg... args) {
    errors.add(new FieldError(field, Text.of("error." + code, args)));
  }

  /** Whether nothing is wrong. */
  public boolean ok() {
    return errors.isEmpty();
  }

  /** What is wrong. */
  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /** Goes on only if nothing is wrong. @throws MallException 422 {@code request.invalid} */
  public void orThrow() {
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
  }
}
