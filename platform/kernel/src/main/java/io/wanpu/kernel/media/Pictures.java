package io.wanpu.kernel.media;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Finds out what an uploaded file is, from its bytes. PNG, JPEG and GIF are decoded whole; of WebP,
 * which the JDK cannot decode, the structure is checked. The dimensions are read from the header
 * first, so that a small file that unfolds into gigabytes is refused before it does. SVG is not
 * taken: it is a program.
 */
public final class Pictures {
  private static final int MOST_SIDE = 8_000;
  private static final long MOST_PIXELS = 24_000_000;
  private static final int MOST_FRAMES = 300;
  private static final Map<String, String> READERS =
      Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif");

  static {
    ImageIO.setUseCache(false);
  }

  private Pictures() {}

  /** What it is. */
  public record Picture(String type, int width, int height) {}

  /**
   * Checks it.
   *
   * @throws MallException 415 {@code media.bad_type}; 422 {@code media.broken}, {@code
   *     media.too_many_pixels}
   */
  public static Picture check(String declaredType, byte[] content) {
    var type = typeOf(content).orElseThrow(Pictures::badType);
    var declared = declaredType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    if (!type.equals(declared.equals("image/jpg") ? "image/jpeg" : declared)) {
      throw badType();
    }
    return type.equals("image/webp") ? webp(content) : decoded(type, content);
  }

  private static Optional<String> typeOf(byte[] b) {
    if (starts(b, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return Optional.of("image/png");
    }
    if (starts(b, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (starts(b, 0, 'G', 'I', 'F', '8', '7', 'a') || starts(b, 0, 'G', 'I', 'F', '8', '9', 'a')) {
      return Optional.of("image/gif");
    }
    if (starts(b, 0, 'R', 'I', 'F', 'F') && starts(b, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] b, int at, int... expected) {
    if (b.length < at + expected.length) {
      return false;
    }
    for (var i = 0; i < expected.length; i++) {
      if ((b[at + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static Picture decoded(String type, byte[] content) {
    ImageReader reader = null;
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(READERS.get(type));
      reader = readers.next();
      reader.setInput(in, false, true);
      var width = reader.getWidth(0);
      var height = reader.getHeight(0);
      checkSize(width, height);
      var frames = type.equals("image/gif") ? reader.getNumImages(true) : 1;
      if (frames < 1 || frames > MOST_FRAMES) {
        throw broken();
      }
      if (reader.read(0) == null) {
        throw broken();
      }
      return new Picture(type, width, height);
    } catch (IOException | RuntimeException e) {
      if (e instanceof MallException known) {
        throw known;
      }
      // decoders throw all sorts of things at broken files
      throw broken();
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static void checkSize(int width, int height) {
    if (width < 1 || height < 1) {
      throw broken();
    }
    if (width > MOST_SIDE || height > MOST_SIDE || (long) width * height > MOST_PIXELS) {
      throw new MallException(
          ErrorKind.INVALID, "media.too_many_pixels", Arg.count(MOST_SIDE), Arg.count(MOST_PIXELS));
    }
  }

  /** Walks the chunks: they must fill the file exactly, and the first one tells the size. */
  private static Picture webp(byte[] content) {
    var b = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 30 || Integer.toUnsignedLong(b.getInt(4)) != content.length - 8L) {
      throw broken();
    }
    var at = 12L;
    Picture picture = null;
    var image = false;
    while (at + 8 <= content.length) {
      var name = new String(content, (int) at, 4, StandardCharsets.US_ASCII);
      var size = Integer.toUnsignedLong(b.getInt((int) at + 4));
      var data = (int) at + 8;
      if (data + size > content.length) {
        throw broken();
      }
      if (picture == null) {
        picture = header(name, b, data, size);
      }
      image |= name.equals("VP8 ") || name.equals("VP8L") || name.equals("ANMF");
      at = data + size + (size & 1);
    }
    if (picture == null || !image || at < content.length || at > content.length + 1L) {
      throw broken();
    }
    return picture;
  }

  private static Picture header(String name, ByteBuffer b, int data, long size) {
    int width;
    int height;
    switch (name) {
      case "VP8 " -> {
        if (size < 10 || (b.get(data) & 1) != 0 || (b.getInt(data + 2) & 0xffffff) != 0x2a019d) {
          throw broken();
        }
        width = b.getShort(data + 6) & 0x3fff;
        height = b.getShort(data + 8) & 0x3fff;
      }
      case "VP8L" -> {
        if (size < 5 || (b.get(data) & 0xff) != 0x2f) {
          throw broken();
        }
        var bits = b.getInt(data + 1);
        width = (bits & 0x3fff) + 1;
        height = ((bits >>> 14) & 0x3fff) + 1;
      }
      case "VP8X" -> {
        if (size != 10) {
          throw broken();
        }
        width = (b.getInt(data + 3) >>> 8 & 0xffffff) + 1;
        height = (b.getInt(data + 6) >>> 8 & 0xffffff) + 1;
      }
      default -> throw broken();
    }
    checkSize(width, height);
    return new Picture("image/webp", width, height);
  }

  private static MallException badType() {
    return new MallException(ErrorKind.UNSUPPORTED_TYPE, "media.bad_type");
  }

  private static MallException broken() {
    return new MallException(ErrorKind.INVALID, "media.broken");
  }
}
