package io.wanpu.runtime.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.web.Call;
import io.wanpu.api.web.RouteHandler;
import io.wanpu.kernel.idempotency.RequestKey;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.json.JsonProblems;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A route that was found at an address, ready to be called. */
public final class Route {
  private static final Logger LOG = LoggerFactory.getLogger(Route.class);
  private static final byte[] NOTHING = {};

  private final String plugin;
  private final RouteDeclaration declaration;
  private final Map<String, String> variables;
  private final PluginCalls calls;
  private final ObjectMapper mapper;
  private final Constraints constraints;

  public Route(
      String plugin,
      RouteDeclaration declaration,
      Map<String, String> variables,
      PluginCalls calls,
      ObjectMapper mapper,
      Constraints constraints) {
    this.plugin = plugin;
    this.declaration = declaration;
    this.variables = variables;
    this.calls = calls;
    this.mapper = mapper;
    this.constraints = constraints;
  }

  /** Method and template, e.g. {@code POST /x/seckill/claims}: names the route in kept answers. */
  public String name() {
    return declaration.method() + " /x/" + plugin + declaration.template();
  }

  /** Whether anybody may call it; otherwise a member must be signed in. */
  public boolean open() {
    return declaration.open();
  }

  /** Whether the edge leaves repeats with the same {@code Idempotency-Key} to the handler. */
  public boolean handlesRepeats() {
    return declaration.handlesRepeats();
  }

  /** Whether the edge keeps the answer for repeats: POST routes that don't see to it themselves. */
  public boolean keepsAnswer() {
    return declaration.method().equals("POST") && !declaration.handlesRepeats();
  }

  /** Calls it. The exchange gets its answer exactly once, whatever happens. */
  public void call(Exchange exchange) {
    var answered = new AtomicBoolean();
    var answer =
        answer(
            exchange,
            () -> {
              if (answered.compareAndSet(false, true)) {
                exchange.answer(
                    new RouteAnswer.Problem(
                        new MallException(ErrorKind.UNAVAILABLE, "plugin.timeout")));
              }
            });
    if (answered.compareAndSet(false, true)) {
      exchange.answer(answer);
    }
  }

  private RouteAnswer answer(Exchange exchange, Runnable late) {
    try {
      if (!declaration.open() && exchange.visitor().isEmpty()) {
        throw new MallException(ErrorKind.UNAUTHENTICATED, "request.unauthenticated");
      }
      var body = declaration.hasBody() ? body(exchange) : null;
      return calls.call(CallKind.ROUTE, late, () -> handle(exchange, body));
    } catch (MallException fault) {
      return new RouteAnswer.Problem(fault);
    } catch (RuntimeException e) {
      LOG.error("could not call {}", name(), e);
      return new RouteAnswer.Problem(
          new MallException(ErrorKind.UNAVAILABLE, "plugin.failing", List.of(), List.of(), e));
    }
  }

  private Object body(Exchange exchange) {
    var type = exchange.contentType();
    if (!type.equals("application/json") && !(type.isEmpty() && exchange.body().length == 0)) {
      throw new MallException(ErrorKind.UNSUPPORTED_TYPE, "request.unsupported_type");
    }
    Object body;
    try {
      body = mapper.readValue(exchange.body(), declaration.body());
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    } catch (IOException e) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    if (body == null) {
      throw new MallException(ErrorKind.MALFORMED, "request.malformed");
    }
    var errors = constraints.check(body);
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
    return body;
  }

  @SuppressWarnings("unchecked")
  private RouteAnswer handle(Exchange exchange, @Nullable Object body) throws Exception {
    var handler = (RouteHandler<Object, Object>) declaration.handler();
    var result = handler.handle(new RunningCall(exchange, body));
    return result == null
        ? new RouteAnswer.Json(204, NOTHING)
        : new RouteAnswer.Json(200, mapper.writeValueAsBytes(result));
  }

  private final class RunningCall implements Call<Object> {
    private final Exchange exchange;
    private final @Nullable Object body;

    RunningCall(Exchange exchange, @Nullable Object body) {
      this.exchange = exchange;
      this.body = body;
    }

    @Override
    public Object body() {
      if (body == null) {
        throw new IllegalStateException(name() + " has no body");
      }
      return body;
    }

    @Override
    public MemberId member() {
      return exchange
          .visitor()
          .orElseThrow(
              () -> new MallException(ErrorKind.UNAUTHENTICATED, "request.unauthenticated"));
    }

    @Override
    public Optional<MemberId> visitor() {
      return exchange.visitor();
    }

    @Override
    public String path(String variable) {
      var value = variables.get(variable);
      if (value == null) {
        throw new IllegalArgumentException(name() + " has no variable " + variable);
      }
      return value;
    }

    @Override
    public Optional<String> query(String name) {
      return exchange.query(name);
    }

    @Override
    public String idempotencyKey() {
      return exchange
          .idempotencyKey()
          .filter(RequestKey::isOne)
          .orElseThrow(() -> new MallException(ErrorKind.MALFORMED, "request.key_missing"));
    }

    @Override
    public Locale language() {
      return exchange.language();
    }
  }
}
