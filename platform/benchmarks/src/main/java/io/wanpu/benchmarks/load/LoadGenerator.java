package io.wanpu.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server over a fixed number of keep-alive HTTP/1.1 connections, each with one request under
 * way: the next one leaves when the answer is here.
 *
 * <p>One thread and a selector, requests that are ready-made bytes, and of an answer only status
 * and length are read: it shares the machine with the server that it measures.
 */
public final class LoadGenerator implements AutoCloseable {
  /** No request of a benchmark takes longer. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(65_536);

  /** Opens the connections. */
  public LoadGenerator(int port, int connections) {
    try {
      selector = Selector.open();
      for (var i = 0; i < connections; i++) {
        this.connections.add(new Connection(i, port, selector));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plays a script until it has nothing left to ask.
   *
   * @return units of work a second, from the first request to the last answer
   */
  public double play(Script script) {
    return run(script, Long.MAX_VALUE);
  }

  /**
   * Plays a script for that long; requests under way then are waited for.
   *
   * @return units of work a second, from the first request to the last answer
   */
  public double play(Script script, Duration time) {
    return run(script, time.toNanos());
  }

  /** Asks once. @return the body of the answer, which must have that status */
  public String ask(byte[] request, int status) {
    var once = Scripts.once(List.of(request), status);
    var body = new StringBuilder();
    play(
        new Script() {
          @Override
          public byte @Nullable [] next(int connection) {
            return once.next(connection);
          }

          @Override
          public int answered(int connection, Answer answer) {
            body.append(answer.body());
            return once.answered(connection, answer);
          }
        });
    return body.toString();
  }

  private double run(Script script, long nanos) {
    try {
      var done = 0L;
      var underWay = 0;
      var begin = System.nanoTime();
      var last = begin;
      for (var connection : connections) {
        if (sendNext(connection, script)) {
          underWay++;
        }
      }
      while (underWay > 0) {
        if (selector.select(PATIENCE_MILLIS) == 0) {
          throw new IllegalStateException("no answer for " + PATIENCE_MILLIS + " ms");
        }
        var goesOn = System.nanoTime() - begin < nanos;
        for (var key : selector.selectedKeys()) {
          var connection = (Connection) key.attachment();
          if ((key.readyOps() & SelectionKey.OP_WRITE) != 0) {
            connection.sendRest();
          }
          if ((key.readyOps() & SelectionKey.OP_READ) != 0) {
            var answer = connection.receive(scratch);
            if (answer != null) {
              done += script.answered(connection.number(), answer);
              if (!goesOn || !sendNext(connection, script)) {
                underWay--;
                last = System.nanoTime();
              }
            }
          }
        }
        selector.selectedKeys().clear();
      }
      return done * 1e9 / (last - begin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sendNext(Connection connection, Script script) throws IOException {
    var request = script.next(connection.number());
    if (request == null) {
      return false;
    }
    connection.send(request);
    return true;
  }

  @Override
  public void close() {
    try {
      for (var connection : connections) {
        connection.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
