package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bodies of requests: read whole, up to a limit, before anything is done with them. */
final class Bodies {
  /** The largest body that is taken. */
  static final int MOST = 64 << 10;

  private static final byte[] NONE = {};

  private Bodies() {}

  /** Whether the request has a body. */
  static boolean has(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null);
  }

  /** Reads it. @throws MallException 413 when it is too large */
  static byte[] read(HttpServletRequest request) throws IOException {
    if (!has(request)) {
      return NONE;
    }
    var said = request.getContentLengthLong();
    if (said > MOST) {
      throw tooLarge();
    }
    // of a stream whose end is not known, a buffer of 16 KB is taken at once
    var body = request.getInputStream().readNBytes(said < 0 ? MOST + 1 : (int) said);
    if (body.length > MOST) {
      throw tooLarge();
    }
    return body;
  }

  private static MallException tooLarge() {
    return new MallException(ErrorKind.TOO_LARGE, "request.too_large");
  }

  /**
   * @throws MallException 415 when the body says that it is something else than JSON in UTF-8
   */
  static void checkType(HttpServletRequest request) {
    if (!isJson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
      throw new MallException(ErrorKind.UNSUPPORTED_TYPE, "request.unsupported_type");
    }
  }

  private static boolean isJson(@Nullable String type) {
    if (type == null) {
      return false;
    }
    var parts = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    return parts.equals("application/json") || parts.equals("application/json;charset=utf-8");
  }

  /** The same request with a body that has been read. */
  static HttpServletRequest with(HttpServletRequest request, byte[] body) {
    return new Read(request, body);
  }

  private static final class Read extends HttpServletRequestWrapper {
    private final byte[] body;

    Read(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new Bytes(body);
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
      return body.length;
    }

    @Override
    public long getContentLengthLong() {
      return body.length;
    }
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream in;

    Bytes(byte[] body) {
      this.in = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, length);
    }

    @Override
    public int available() {
      return in.available();
    }

    @Override
    public boolean isFinished() {
      return in.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body has been read already");
    }
  }
}
