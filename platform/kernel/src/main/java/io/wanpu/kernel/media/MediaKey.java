package io.wanpu.kernel.media;

import io.wanpu.api.error.MallException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a picture of a shop by its content.
 *
 * @param hex SHA-256, 64 lower-case hexadecimal digits
 */
public record MediaKey(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Checks it. @throws MallException 404 {@code media.unknown} for anything but 64 digits */
  public MediaKey {
    if (!FORM.matcher(hex).matches()) {
      throw MallException.notFound("media.unknown");
    }
  }

  /** The digest. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
