package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.route.Exchange;
import io.wanpu.runtime.route.Route;
import io.wanpu.runtime.route.RouteAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the routes that plugins declare, behind the same filter as everything else. */
final class PluginRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PluginRoutes.class);

  private final Services services;

  PluginRoutes(Services services) {
    this.services = services;
  }

  /**
   * Serves a call.
   *
   * @param path below {@code x/}: the plugin's id and the path within the plugin
   */
  void serve(ShopCall call, String path, byte[] body, HttpServletResponse response)
      throws IOException {
    var slash = path.indexOf('/');
    var plugin = slash < 0 ? path : path.substring(0, slash);
    var within = slash < 0 ? "" : path.substring(slash);
    var method = call.request().getMethod();
    switch (services.mall().plugins().route(plugin, method, within)) {
      case Found.Here<Route>(var route) -> run(call, route, body, response);
      case Found.OtherMethod<Route>(var allowed) -> {
        response.setHeader("Allow", String.join(", ", allowed));
        throw new MallException(ErrorKind.METHOD_NOT_ALLOWED, "request.method_not_allowed");
      }
      case Found.Nothing<Route>() -> throw MallException.notFound("request.no_such_route");
      case Found.Away<Route>() -> throw new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
    }
  }

  private void run(ShopCall call, Route route, byte[] body, HttpServletResponse response)
      throws IOException {
    var sent = new Sent(call, body, response);
    var key = call.idempotencyKey();
    if (route.keepsAnswer() && key.isPresent() && call.visitor().isPresent()) {
      services
          .repeats()
          .run(call, route.name(), key.get(), body, () -> sent.through(route))
          .ifPresent(sent::send);
    } else {
      sent.through(route).ifPresent(sent::send);
    }
  }

  /** One exchange with a plugin. */
  private final class Sent implements Exchange {
    private final ShopCall call;
    private final byte[] body;
    private final HttpServletResponse response;
    private final Thread caller = Thread.currentThread();
    private @Nullable RouteAnswer answer;

    Sent(ShopCall call, byte[] body, HttpServletResponse response) {
      this.call = call;
      this.body = body;
      this.response = response;
      // a late answer is written on a thread that knows neither shop nor member
      call.reader();
    }

    /** Calls the route; empty when its answer came late and has been sent already. */
    Optional<Answer> through(Route route) {
      route.call(this);
      return switch (answer) {
        case null -> Optional.empty();
        case RouteAnswer.Json(var status, var json) -> Optional.of(new Answer(status, json));
        case RouteAnswer.Problem(var fault) -> throw fault;
      };
    }

    void send(Answer ready) {
      try {
        ready.send(response);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void answer(RouteAnswer given) {
      if (Thread.currentThread() == caller) {
        answer = given;
      } else if (given instanceof RouteAnswer.Problem(var fault)) {
        sendLate(fault);
      }
    }

    /** The call still holds its thread: the answer is completed from here. */
    private void sendLate(MallException fault) {
      try {
        services.problems().send(fault, call.reader(), call.request(), response);
        response.getOutputStream().close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("a late answer did not get through", e);
      }
    }

    @Override
    public byte[] body() {
      return body;
    }

    @Override
    public String contentType() {
      var type = call.request().getContentType();
      if (type == null) {
        return "";
      }
      var end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<MemberId> visitor() {
      return call.visitor();
    }

    @Override
    public Optional<String> query(String name) {
      var query = call.request().getQueryString();
      if (query == null) {
        return Optional.empty();
      }
      for (var part : query.split("&", -1)) {
        var equals = part.indexOf('=');
        if (decoded(equals < 0 ? part : part.substring(0, equals)).equals(name)) {
          return Optional.of(equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
      }
      return Optional.empty();
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> idempotencyKey() {
      return call.idempotencyKey();
    }

    @Override
    public Locale language() {
      return call.language();
    }
  }
}
