package io.wanpu.runtime.route;

import io.wanpu.api.web.RouteHandler;
import java.util.List;
import java.util.Map;

/**
 * A route as its plugin declared it.
 *
 * @param body its record, {@link Void} without one
 * @param open anybody may call it
 * @param handlesRepeats the handler makes repeats safe itself
 * @param queries query parameters with a line on each
 * @param problems problems that it may answer
 */
public record RouteDeclaration(
    String method,
    String template,
    Class<?> body,
    Class<?> answer,
    String summary,
    boolean open,
    boolean handlesRepeats,
    Map<String, String> queries,
    List<Problem> problems,
    RouteHandler<?, ?> handler) {

  public RouteDeclaration {
    problems = List.copyOf(problems);
  }

  /** A problem that it may answer. */
  public record Problem(int status, String code) {}

  /** Whether it takes a body. */
  public boolean hasBody() {
    return body != Void.class;
  }
}
