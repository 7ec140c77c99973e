package io.wanpu.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** An answer as it lies in a connection's buffer. */
public final class Answer {
  private final byte[] buffer;
  private final int status;
  private final int bodyStart;
  private final int end;

  Answer(byte[] buffer, int status, int bodyStart, int end) {
    this.buffer = buffer;
    this.status = status;
    this.bodyStart = bodyStart;
    this.end = end;
  }

  public int status() {
    return status;
  }

  /** The body; a chunked one with the marks of its chunks. */
  public String body() {
    return new String(buffer, bodyStart, end - bodyStart, StandardCharsets.UTF_8);
  }

  /** The value of a field of the JSON body that is a string: the first one of that name. */
  public String field(String name) {
    var body = body();
    var mark = '"' + name + "\":\"";
    var at = body.indexOf(mark);
    if (at < 0) {
      throw new IllegalStateException("no " + name + " in " + this);
    }
    return body.substring(at + mark.length(), body.indexOf('"', at + mark.length()));
  }

  /**
   * Fails unless it is the answer that the benchmark counts on: else it would measure something
   * else.
   */
  public void expect(int wanted) {
    if (status != wanted) {
      throw new IllegalStateException("expected " + wanted + ", got " + this);
    }
  }

  @Override
  public String toString() {
    return status + " " + body();
  }
}
