package io.wanpu.storefront.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Catches an answer before it is sent, so that it can be kept. */
final class Caught extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
  private final PrintWriter writer = new PrintWriter(body, false, StandardCharsets.UTF_8);

  Caught(HttpServletResponse response) {
    super(response);
  }

  Answer answer() {
    writer.flush();
    return new Answer(getStatus(), body.toByteArray());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Into(body);
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void sendError(int status) {
    setStatus(status);
  }

  @Override
  public void sendError(int status, String message) {
    setStatus(status);
  }

  @Override
  public void resetBuffer() {
    body.reset();
  }

  @Override
  public void setContentLength(int length) {
    // known when it is sent
  }

  @Override
  public void setContentLengthLong(long length) {
    // known when it is sent
  }

  @Override
  public void flushBuffer() {
    // sent later
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  private static final class Into extends ServletOutputStream {
    private final ByteArrayOutputStream body;

    Into(ByteArrayOutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      body.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("answers are written at once");
    }
  }
}
