package io.wanpu.kernel.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture is what its bytes say, whatever its sender says. */
class PicturesTest {
  private static byte[] picture(String format) throws IOException {
    var image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** The smallest lossless WebP: its structure is all that is checked. */
  private static byte[] webp(int width, int height) {
    var b = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
    b.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(10);
    b.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14).put(new byte[5]);
    return b.array();
  }

  /** A PNG's header that promises so many pixels, and nothing behind it. */
  private static byte[] pngBomb(int width, int height) {
    var header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    var crc = new CRC32();
    crc.update(header.array());
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
        .putInt(13)
        .put(header.array())
        .putInt((int) crc.getValue())
        .array();
  }

  @ParameterizedTest
  @CsvSource({"png,image/png", "jpg,image/jpeg", "gif,image/gif"})
  void pictures_are_known_by_their_bytes(String format, String type) throws IOException {
    assertThat(Pictures.check(type, picture(format))).isEqualTo(new Pictures.Picture(type, 30, 20));
  }

  @Test
  void webp_is_known_by_its_structure() {
    assertThat(Pictures.check("image/webp", webp(640, 480)))
        .isEqualTo(new Pictures.Picture("image/webp", 640, 480));
    var longer = java.util.Arrays.copyOf(webp(640, 480), 64);
    assertThatThrownBy(() -> Pictures.check("image/webp", longer)).hasMessage("media.broken");
  }

  @Test
  void another_type_than_declared_is_refused() throws IOException {
    var png = picture("png");
    for (var declared :
        new String[] {"image/jpeg", "image/svg+xml", "text/html", "", "image/png2"}) {
      assertThatThrownBy(() -> Pictures.check(declared, png)).hasMessage("media.bad_type");
    }
    assertThat(Pictures.check("IMAGE/PNG; x=y", png).type()).isEqualTo("image/png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<html><script>alert(1)</script></html>",
        "%PDF-1.7",
        "MZ",
        "",
        "GIF88a/*<svg/onload=alert(1)>*/=1;"
      })
  void what_is_no_picture_is_refused(String content) {
    for (var type : new String[] {"image/png", "image/gif", "image/svg+xml"}) {
      assertThatThrownBy(() -> Pictures.check(type, content.getBytes(StandardCharsets.UTF_8)))
          .hasMessage("media.bad_type");
    }
  }

  @Test
  void a_disguise_that_only_begins_like_a_picture_is_refused() {
    var gif = "GIF89a/*<script>alert(1)</script>*/=1;".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Pictures.check("image/gif", gif)).hasMessage("media.broken");
  }

  @Test
  void a_small_file_that_unfolds_into_gigabytes_is_refused_before_it_does() {
    assertThatThrownBy(() -> Pictures.check("image/png", pngBomb(60_000, 60_000)))
        .hasMessage("media.too_many_pixels");
    assertThatThrownBy(() -> Pictures.check("image/png", pngBomb(7_000, 7_000)))
        .hasMessage("media.too_many_pixels");
    assertThatThrownBy(() -> Pictures.check("image/webp", webp(16_000, 16_000)))
        .hasMessage("media.too_many_pixels");
    assertThatThrownBy(() -> Pictures.check("image/png", pngBomb(100, 100)))
        .hasMessage("media.broken");
  }

  @Test
  void whatever_is_done_to_a_picture_the_answer_is_a_refusal_or_a_picture() throws IOException {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var format : new String[] {"png", "jpg", "gif", "webp"}) {
      var original = format.equals("webp") ? webp(64, 64) : picture(format);
      var type = "image/" + (format.equals("jpg") ? "jpeg" : format);
      for (var i = 0; i < 400; i++) {
        var broken = original.clone();
        for (var j = random.nextInt(6); j >= 0; j--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        if (random.nextBoolean()) {
          broken = java.util.Arrays.copyOf(broken, random.nextInt(broken.length + 10));
        }
        try {
          var picture = Pictures.check(type, broken);
          assertThat(picture.width()).as("seed " + seed).isBetween(1, 8_000);
        } catch (MallException refused) {
          assertThat(refused.kind().status()).as("seed " + seed).isBetween(415, 422);
        }
      }
    }
  }
}
