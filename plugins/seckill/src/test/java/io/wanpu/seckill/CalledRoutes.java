package io.wanpu.seckill;

import io.wanpu.api.id.MemberId;
import io.wanpu.api.web.Call;
import io.wanpu.api.web.RouteHandler;
import io.wanpu.api.web.RouteSpec;
import io.wanpu.api.web.Routes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Routes called without HTTP. */
final class CalledRoutes implements Routes {
  private final Map<String, RouteHandler<?, ?>> handlers = new HashMap<>();

  @SuppressWarnings("unchecked")
  <R> R call(String route, String id, MemberId member, String key, Object body) {
    var handler = (RouteHandler<Object, R>) handlers.get(route);
    try {
      return handler.handle(
          new Call<>() {
            @Override
            public Object body() {
              return body;
            }

            @Override
            public MemberId member() {
              return member;
            }

            @Override
            public Optional<MemberId> visitor() {
              return Optional.of(member);
            }

            @Override
            public String path(String name) {
              return id;
            }

            @Override
            public Optional<String> query(String name) {
              return Optional.empty();
            }

            @Override
            public String idempotencyKey() {
              return key;
            }

            @Override
            public Locale language() {
              return Locale.SIMPLIFIED_CHINESE;
            }
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private <B, R> RouteSpec<B, R> spec(String route) {
    return new RouteSpec<>() {
      @Override
      public RouteSpec<B, R> summary(String text) {
        return this;
      }

      @Override
      public RouteSpec<B, R> open() {
        return this;
      }

      @Override
      public RouteSpec<B, R> handlesRepeats() {
        return this;
      }

      @Override
      public RouteSpec<B, R> query(String name, String text) {
        return this;
      }

      @Override
      public RouteSpec<B, R> problem(int status, String code) {
        return this;
      }

      @Override
      public void handle(RouteHandler<B, R> handler) {
        handlers.put(route, handler);
      }
    };
  }

  @Override
  public <R> RouteSpec<Void, R> get(String path, Class<R> answer) {
    return spec("GET " + path);
  }

  @Override
  public <B extends Record, R> RouteSpec<B, R> post(String path, Class<B> body, Class<R> answer) {
    return spec("POST " + path);
  }

  @Override
  public <B extends Record, R> RouteSpec<B, R> put(String path, Class<B> body, Class<R> answer) {
    return spec("PUT " + path);
  }

  @Override
  public <R> RouteSpec<Void, R> delete(String path, Class<R> answer) {
    return spec("DELETE " + path);
  }
}
