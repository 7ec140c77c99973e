package io.wanpu.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** Requests as the bytes that go over the wire. */
public final class Requests {
  private Requests() {}

  /** A GET by nobody in particular. */
  public static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A GET with further headers, each closed by CR LF. */
  public static byte[] get(String path, String headers) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A POST of JSON. @param headers further headers, each closed by CR LF */
  public static byte[] post(String path, String headers, String json) {
    return send("POST", path, headers, json);
  }

  /** A request with a JSON body. @param headers further headers, each closed by CR LF */
  public static byte[] send(String method, String path, String headers, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    var head =
        (method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    var bytes = new byte[head.length + body.length];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(body, 0, bytes, head.length, body.length);
    return bytes;
  }

  /** The header that says who asks. */
  public static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }
}
