package io.wanpu.miniprogram.project;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.kernel.shared.Digests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Icons of the chosen tab in the colour of the shop: the tab bar takes pictures as they are. */
final class TabIcons {
  private static final Cache<String, byte[]> MADE =
      Caffeine.newBuilder().maximumSize(2_000).build();

  private TabIcons() {}

  /**
   * @param colour {@code #rrggbb}
   */
  static byte[] in(String colour, byte[] icon) {
    return MADE.get(
        colour + HexFormat.of().formatHex(Digests.sha256(icon)), key -> painted(colour, icon));
  }

  private static byte[] painted(String colour, byte[] icon) {
    var rgb = Integer.parseInt(colour.substring(1), 16);
    try {
      var image = ImageIO.read(new ByteArrayInputStream(icon));
      if (image == null) {
        return icon;
      }
      var painted =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
      for (var y = 0; y < image.getHeight(); y++) {
        for (var x = 0; x < image.getWidth(); x++) {
          painted.setRGB(x, y, (image.getRGB(x, y) & 0xff000000) | rgb);
        }
      }
      var out = new ByteArrayOutputStream();
      ImageIO.write(painted, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
