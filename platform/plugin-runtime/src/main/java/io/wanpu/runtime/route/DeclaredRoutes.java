package io.wanpu.runtime.route;

import io.wanpu.api.web.RouteHandler;
import io.wanpu.api.web.RouteSpec;
import io.wanpu.api.web.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the routes that a plugin declares. */
public final class DeclaredRoutes implements Routes {
  private final PathTable<RouteDeclaration> table = new PathTable<>();
  private final List<String> unfinished = new ArrayList<>();

  /** The routes. @throws IllegalStateException when one has no handler */
  public PathTable<RouteDeclaration> finished() {
    if (!unfinished.isEmpty()) {
      throw new IllegalStateException("routes without a handler: " + unfinished);
    }
    return table;
  }

  @Override
  public <R> RouteSpec<Void, R> get(String path, Class<R> answer) {
    return new Spec<>("GET", path, Void.class, answer);
  }

  @Override
  public <B extends Record, R> RouteSpec<B, R> post(String path, Class<B> body, Class<R> answer) {
    return new Spec<>("POST", path, body, answer);
  }

  @Override
  public <B extends Record, R> RouteSpec<B, R> put(String path, Class<B> body, Class<R> answer) {
    return new Spec<>("PUT", path, body, answer);
  }

  @Override
  public <R> RouteSpec<Void, R> delete(String path, Class<R> answer) {
    return new Spec<>("DELETE", path, Void.class, answer);
  }

  private final class Spec<B, R> implements RouteSpec<B, R> {
    private final String method;
    private final String template;
    private final Class<B> body;
    private final Class<R> answer;
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final List<RouteDeclaration.Problem> problems = new ArrayList<>();
    private String summary = "";
    private boolean open;
    private boolean handlesRepeats;

    Spec(String method, String template, Class<B> body, Class<R> answer) {
      this.method = method;
      this.template = template;
      this.body = body;
      this.answer = answer;
      unfinished.add(method + " " + template);
    }

    @Override
    public RouteSpec<B, R> summary(String text) {
      summary = text;
      return this;
    }

    @Override
    public RouteSpec<B, R> open() {
      open = true;
      return this;
    }

    @Override
    public RouteSpec<B, R> handlesRepeats() {
      handlesRepeats = true;
      return this;
    }

    @Override
    public RouteSpec<B, R> query(String name, String text) {
      queries.put(name, text);
      return this;
    }

    @Override
    public RouteSpec<B, R> problem(int status, String code) {
      problems.add(new RouteDeclaration.Problem(status, code));
      return this;
    }

    @Override
    public void handle(RouteHandler<B, R> handler) {
      unfinished.remove(method + " " + template);
      table.add(
          method,
          template,
          new RouteDeclaration(
              method,
              template,
              body,
              answer,
              summary,
              open,
              handlesRepeats,
              queries,
              problems,
              handler));
    }
  }
}
