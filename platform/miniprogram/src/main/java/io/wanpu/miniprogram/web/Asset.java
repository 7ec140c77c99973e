package io.wanpu.miniprogram.web;

import io.wanpu.kernel.shared.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file for browsers under a name that carries its content, so that it can be kept for ever.
 *
 * @param name unique among everything that was ever served
 * @param gzip the same, compressed; empty when that is no smaller
 */
public record Asset(String name, String type, byte[] content, byte[] gzip) {
  static final String SCRIPT = "text/javascript;charset=UTF-8";
  static final String STYLE = "text/css;charset=UTF-8";
  static final String JSON = "application/json;charset=UTF-8";

  static Asset script(String stem, String code) {
    return of(stem, "js", SCRIPT, code.getBytes(StandardCharsets.UTF_8));
  }

  static Asset style(String stem, String css) {
    return of(stem, "css", STYLE, css.getBytes(StandardCharsets.UTF_8));
  }

  /** An asset of that content. */
  public static Asset of(String stem, String ending, String type, byte[] content) {
    var hash = HexFormat.of().formatHex(Digests.sha256(content), 0, 10);
    var isText = type.startsWith("text/") || type.contains("json") || type.contains("svg");
    var packed = isText ? gzipped(content) : new byte[0];
    return new Asset(
        stem + "." + hash + "." + ending,
        type,
        content,
        packed.length < content.length ? packed : new byte[0]);
  }

  private static byte[] gzipped(byte[] content) {
    var bytes = new ByteArrayOutputStream(content.length / 3 + 64);
    try (var gzip =
        new GZIPOutputStream(bytes, 8192) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Bytes that travel to a browser that takes gzip. */
  public int travelling() {
    return gzip.length > 0 ? gzip.length : content.length;
  }
}
