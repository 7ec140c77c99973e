package io.wanpu.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.route.Exchange;
import io.wanpu.runtime.route.Route;
import io.wanpu.runtime.route.RouteAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call of a plugin's route in a test, as the storefront would make it, without HTTP. */
public final class RouteCall implements Exchange {
  private final Shop shop;
  private final String plugin;
  private final String method;
  private final String path;
  private final Map<String, String> query = new HashMap<>();
  private final CompletableFuture<RouteAnswer> answer = new CompletableFuture<>();
  private byte[] body = {};
  private String contentType = "";
  private @Nullable MemberId member;
  private @Nullable String key;

  private RouteCall(Shop shop, String plugin, String method, String path) {
    this.shop = shop;
    this.plugin = plugin;
    this.method = method;
    this.path = path;
  }

  /** A call. @param path after {@code /x/<plugin>} */
  public static RouteCall of(Shop shop, String plugin, String method, String path) {
    return new RouteCall(shop, plugin, method, path);
  }

  public RouteCall as(MemberId who) {
    member = who;
    return this;
  }

  public RouteCall json(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    contentType = "application/json";
    return this;
  }

  public RouteCall key(String idempotencyKey) {
    key = idempotencyKey;
    return this;
  }

  public RouteCall query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Sends it; the answer as soon as there is one, even while the call itself still runs. */
  public RouteAnswer send() {
    Thread.ofPlatform().daemon().name("route-call").start(() -> shop.run(this::dispatch));
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer from " + method + " " + path, e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void dispatch() {
    try {
      switch (shop.mall().plugins().route(plugin, method, path)) {
        case Found.Here<Route>(var route) -> route.call(this);
        case Found.OtherMethod<?>(var allowed) -> problem("request.method_not_allowed");
        case Found.Nothing<?>() -> problem("request.no_such_route");
        case Found.Away<?>() -> problem("plugin.away");
      }
    } catch (MallException refused) {
      answer(new RouteAnswer.Problem(refused));
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  private void problem(String code) {
    answer(new RouteAnswer.Problem(MallException.notFound(code)));
  }

  /** Sends it and reads the answer; fails when it is a problem. */
  public JsonNode ok() {
    return switch (send()) {
      case RouteAnswer.Json(var status, var bytes) ->
          Json.tree(status == 204 ? "null" : new String(bytes, StandardCharsets.UTF_8));
      case RouteAnswer.Problem(var fault) ->
          throw new AssertionError(method + " " + path + " answered " + fault.code(), fault);
    };
  }

  /** Sends it and returns the problem that it answers; fails when it is none. */
  public MallException problem() {
    return switch (send()) {
      case RouteAnswer.Problem(var fault) -> fault;
      case RouteAnswer.Json(var status, var bytes) ->
          throw new AssertionError(new String(bytes, StandardCharsets.UTF_8));
    };
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public Optional<MemberId> visitor() {
    return Optional.ofNullable(member);
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  @Override
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(key);
  }

  @Override
  public Locale language() {
    return Locale.SIMPLIFIED_CHINESE;
  }

  @Override
  public void answer(RouteAnswer sent) {
    if (!answer.complete(sent)) {
      throw new AssertionError("a second answer: " + sent);
    }
  }
}
