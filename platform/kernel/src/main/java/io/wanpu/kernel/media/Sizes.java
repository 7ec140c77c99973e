package io.wanpu.kernel.media;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Smaller pictures for smaller screens, in a few widths, so that each is made once. PNG and JPEG
 * are made smaller; GIF may move and WebP can't be decoded here, so these stay as they are.
 */
public final class Sizes {
  /** Widths that are kept, in pixels. */
  public static final List<Integer> WIDTHS = List.of(160, 320, 480, 800, 1_200);

  /** A large picture takes 100 MB while it is made smaller. */
  private static final Semaphore AT_ONCE = new Semaphore(2);

  private static final float QUALITY = 0.82f;

  private Sizes() {}

  /** The width to show a picture in, when it should be at least this wide; its own at most. */
  public static int fitting(Media media, int wanted) {
    var scales = media.type().equals("image/jpeg") || media.type().equals("image/png");
    return WIDTHS.stream()
        .filter(width -> scales && width >= wanted && width < media.width())
        .findFirst()
        .orElse(media.width());
  }

  /** The picture in that width, of the same type. */
  public static byte[] scaled(Media media, byte[] content, int width) {
    AT_ONCE.acquireUninterruptibly();
    try {
      var whole = ImageIO.read(new ByteArrayInputStream(content));
      var height = Math.max(1, (int) Math.round((double) media.height() * width / media.width()));
      return written(small(whole, width, height), media.type());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      AT_ONCE.release();
    }
  }

  /** By halves first: one large step would leave out pixels. */
  private static BufferedImage small(BufferedImage whole, int width, int height) {
    var type =
        whole.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    var now = whole;
    while (now.getWidth() > 2 * width && now.getHeight() > 2) {
      now = drawn(now, now.getWidth() / 2, Math.max(1, now.getHeight() / 2), type);
    }
    return drawn(now, width, height, type);
  }

  private static BufferedImage drawn(BufferedImage from, int width, int height, int type) {
    var to = new BufferedImage(width, height, type);
    var pen = to.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(from, 0, 0, width, height, null);
    pen.dispose();
    return to;
  }

  private static byte[] written(BufferedImage picture, String type) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByMIMEType(type).next();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      var how = writer.getDefaultWriteParam();
      if (type.equals("image/jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
