package io.wanpu.launcher.wechat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The sandbox as an HTTP server on the loopback address. */
public final class Sandbox implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Payments payments;
  private final Notifier notifier;
  private final PayApi pay;
  private final MiniProgram miniProgram;
  private final Control control;
  private final OpenPlatform open;
  private final TextMessages texts = new TextMessages();

  private Sandbox(Path data, int port) throws IOException {
    Keys keys = Keys.of(data);
    payments = new Payments(data.resolve("wechat/payments.jsonl"));
    notifier = new Notifier(keys);
    pay = new PayApi(keys, payments, notifier);
    miniProgram = new MiniProgram(payments);
    control = new Control(keys, payments, notifier, miniProgram);
    open = new OpenPlatform(keys, data.resolve("wechat"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** Starts one within this JVM; port 0 takes a free one. */
  public static Sandbox start(Path data, int port) throws IOException {
    Sandbox sandbox = new Sandbox(data, port);
    sandbox.server.start();
    return sandbox;
  }

  /** Runs until it is ended. Arguments: data folder, port. */
  public static void main(String... arguments) throws IOException {
    Sandbox sandbox = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println("WeChat sandbox on " + sandbox.url());
  }

  /** Base address, without a closing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    notifier.close();
    open.close();
    threads.close();
    payments.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = Call.read(exchange);
      Reply reply;
      try {
        reply =
            pay.answer(call)
                .or(() -> miniProgram.answer(call))
                .or(() -> control.answer(call))
                .or(() -> open.answer(call))
                .or(() -> texts.answer(call))
                .orElseGet(
                    () -> Reply.payError(404, "NOT_FOUND", "no such operation in the sandbox"));
      } catch (RuntimeException e) {
        e.printStackTrace();
        reply = Reply.payError(500, "SYSTEM_ERROR", "系统异常，请稍后重试");
      }
      if (reply.status() == 0) {
        return;
      }
      if (call.path().startsWith("/v3/")) {
        for (Map.Entry<String, String> header : pay.signature(reply).entrySet()) {
          exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
      }
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }
}
