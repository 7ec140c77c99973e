package io.wanpu.kernel.shared;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Where a page ended: the sorting value and the id of its last row.
 *
 * @param value what the list is sorted by; 0 when it is sorted by id alone
 */
public record Cursor(long value, long id) {
  private static final long LAST_MILLISECOND = 253_402_300_799_999L; // of the year 9999
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})_(\\d{1,19})");

  /** Reads the form that {@link #toString} writes. @throws MallException 400 for anything else */
  public static Cursor parse(String text) {
    var match = FORM.matcher(text);
    if (match.matches()) {
      try {
        return new Cursor(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
      } catch (NumberFormatException tooLarge) {
        throw bad();
      }
    }
    throw bad();
  }

  /** The sorting value as an instant. @throws MallException 400 when no row can be of that time */
  public Instant instant() {
    if (value < 0 || value > LAST_MILLISECOND) {
      throw bad();
    }
    return Instant.ofEpochMilli(value);
  }

  private static MallException bad() {
    return new MallException(ErrorKind.MALFORMED, "request.bad_cursor");
  }

  @Override
  public String toString() {
    return value + "_" + id;
  }
}
