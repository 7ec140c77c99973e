package io.wanpu.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection; at most one request is under way. Where the server says that it closes
 * the connection, as Open Liberty does after most refusals, the next request opens another one.
 */
final class Connection {
  private static final int CR = '\r';
  private static final int LF = '\n';

  private final int number;
  private final int port;
  private final Selector selector;
  private SocketChannel channel;
  private SelectionKey key;
  private boolean closing;
  private byte[] buffer = new byte[16_384];
  private int filled;
  private int scanned;
  private int bodyStart = -1;
  private int status;
  private int contentLength;
  private boolean chunked;
  private @Nullable ByteBuffer unsent;

  Connection(int number, int port, Selector selector) throws IOException {
    this.number = number;
    this.port = port;
    this.selector = selector;
    this.channel = opened();
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  private SocketChannel opened() throws IOException {
    var opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    opened.configureBlocking(false);
    return opened;
  }

  int number() {
    return number;
  }

  void send(byte[] request) throws IOException {
    if (closing) {
      channel.close();
      channel = opened();
      key = channel.register(selector, SelectionKey.OP_READ, this);
      closing = false;
    }
    filled = 0;
    scanned = 0;
    bodyStart = -1;
    var bytes = ByteBuffer.wrap(request);
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unsent = bytes;
      key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
    }
  }

  /** Goes on with what is left of the request. */
  void sendRest() throws IOException {
    var rest = unsent;
    if (rest != null) {
      channel.write(rest);
      if (!rest.hasRemaining()) {
        unsent = null;
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }

  /** Takes in what has arrived. @return the answer, once it is complete */
  @Nullable Answer receive(ByteBuffer scratch) throws IOException {
    scratch.clear();
    var count = channel.read(scratch);
    if (count < 0) {
      throw new IOException("the server has closed connection " + number);
    }
    if (filled + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(filled + count, 2 * buffer.length));
    }
    scratch.flip().get(buffer, filled, count);
    filled += count;
    if (bodyStart < 0 && !readHead()) {
      return null;
    }
    if (!isComplete()) {
      return null;
    }
    if (closing) {
      key.interestOps(0); // the server's end of it is no news
    }
    return new Answer(buffer, status, bodyStart, filled);
  }

  private boolean isComplete() {
    if (chunked) {
      return filled - bodyStart >= 5
          && buffer[filled - 5] == '0'
          && buffer[filled - 4] == CR
          && buffer[filled - 3] == LF
          && buffer[filled - 2] == CR
          && buffer[filled - 1] == LF
          && (filled - bodyStart == 5 || buffer[filled - 6] == LF);
    }
    return filled - bodyStart >= contentLength;
  }

  /** Reads status, Content-Length and Transfer-Encoding; nothing else matters here. */
  private boolean readHead() {
    for (var i = Math.max(3, scanned); i < filled; i++) {
      if (buffer[i] == LF && buffer[i - 1] == CR && buffer[i - 2] == LF && buffer[i - 3] == CR) {
        bodyStart = i + 1;
        break;
      }
    }
    if (bodyStart < 0) {
      scanned = filled;
      return false;
    }
    status = 100 * (buffer[9] - '0') + 10 * (buffer[10] - '0') + buffer[11] - '0';
    contentLength = 0;
    chunked = false;
    for (var line = 0; line < bodyStart; line = nextLine(line)) {
      if (isHeader(line, "content-length:")) {
        contentLength = number(line + 15);
      } else if (isHeader(line, "transfer-encoding:")) {
        chunked = true;
      } else if (isHeader(line, "connection: close")) {
        closing = true;
      }
    }
    return true;
  }

  private int nextLine(int at) {
    var i = at;
    while (buffer[i] != LF) {
      i++;
    }
    return i + 1;
  }

  private boolean isHeader(int line, String name) {
    if (line + name.length() > bodyStart) {
      return false;
    }
    for (var i = 0; i < name.length(); i++) {
      var c = buffer[line + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int number(int start) {
    var value = 0;
    for (var i = start; buffer[i] != CR; i++) {
      if (buffer[i] != ' ') {
        value = value * 10 + buffer[i] - '0';
      }
    }
    return value;
  }

  void close() throws IOException {
    channel.close();
  }
}
