package io.wanpu.runtime.route;

import io.wanpu.runtime.json.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes plugins' routes for the mall's OpenAPI document, as plain maps.
 *
 * @param paths path items by full path
 * @param schemas component schemas by name
 */
public record OpenApi(Map<String, Map<String, Object>> paths, Map<String, Object> schemas) {
  private static final String BASE = "/api/v1/shops/{shop}/x/";

  /** The routes of one plugin. */
  public static OpenApi of(String plugin, PathTable<RouteDeclaration> routes) {
    var schemas = new Schemas(plugin, "#/components/schemas/");
    var paths = new TreeMap<String, Map<String, Object>>();
    for (var entry : routes.entries()) {
      var template = entry.template().equals("/") ? "" : entry.template();
      paths
          .computeIfAbsent(BASE + plugin + template, k -> new LinkedHashMap<>())
          .put(entry.method().toLowerCase(Locale.ROOT), operation(plugin, entry, schemas));
    }
    return new OpenApi(paths, schemas.named());
  }

  /** Several plugins' routes in one. */
  public static OpenApi merged(List<OpenApi> parts) {
    var paths = new TreeMap<String, Map<String, Object>>();
    var schemas = new TreeMap<String, Object>();
    parts.forEach(
        part -> {
          paths.putAll(part.paths);
          schemas.putAll(part.schemas);
        });
    return new OpenApi(paths, schemas);
  }

  private static Map<String, Object> operation(
      String plugin, PathTable.Entry<RouteDeclaration> entry, Schemas schemas) {
    var route = entry.value();
    var operation = new LinkedHashMap<String, Object>();
    operation.put("tags", List.of(plugin));
    operation.put("operationId", operationId(plugin, entry));
    operation.put("summary", route.summary());
    operation.put("parameters", parameters(entry));
    if (route.hasBody()) {
      operation.put(
          "requestBody",
          Map.of("required", true, "content", json("application/json", schemas.of(route.body()))));
    }
    operation.put("responses", responses(route, schemas));
    operation.put("security", route.open() ? List.of() : List.of(Map.of("member", List.of())));
    return operation;
  }

  private static String operationId(String plugin, PathTable.Entry<RouteDeclaration> entry) {
    var id = new StringBuilder(plugin.replace('-', '_'));
    id.append('_').append(entry.method().toLowerCase(Locale.ROOT));
    entry
        .segments()
        .forEach(segment -> id.append('_').append(segment.replaceAll("[^A-Za-z0-9]", "")));
    return id.toString();
  }

  private static List<Map<String, Object>> parameters(PathTable.Entry<RouteDeclaration> entry) {
    var parameters = new ArrayList<Map<String, Object>>();
    parameters.add(parameter("shop", "path", true, "code of the shop"));
    entry.variables().forEach(name -> parameters.add(parameter(name, "path", true, "")));
    entry
        .value()
        .queries()
        .forEach((name, text) -> parameters.add(parameter(name, "query", false, text)));
    if (entry.method().equals("POST")) {
      parameters.add(
          parameter(
              "Idempotency-Key",
              "header",
              entry.value().handlesRepeats(),
              "1 to 80 visible characters; a repeat with the same key gets the first answer"));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean required, String description) {
    var parameter = new LinkedHashMap<String, Object>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("required", required);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    parameter.put("schema", Map.of("type", "string"));
    return parameter;
  }

  private static Map<String, Object> responses(RouteDeclaration route, Schemas schemas) {
    var responses = new TreeMap<String, Object>();
    if (route.answer() == Void.class) {
      responses.put("204", Map.of("description", "done"));
    } else {
      responses.put(
          "200",
          Map.of(
              "description",
              "ok",
              "content",
              json("application/json", schemas.of(route.answer()))));
    }
    var byStatus = new TreeMap<String, List<String>>();
    byStatus.computeIfAbsent("503", k -> new ArrayList<>()).add("plugin.away");
    if (!route.open()) {
      byStatus.computeIfAbsent("401", k -> new ArrayList<>()).add("request.unauthenticated");
    }
    if (route.hasBody()) {
      byStatus.computeIfAbsent("400", k -> new ArrayList<>()).add("request.malformed");
      byStatus.computeIfAbsent("422", k -> new ArrayList<>()).add("request.invalid");
    }
    route
        .problems()
        .forEach(
            problem ->
                byStatus
                    .computeIfAbsent(String.valueOf(problem.status()), k -> new ArrayList<>())
                    .add(problem.code()));
    byStatus.forEach(
        (status, codes) ->
            responses.put(
                status,
                Map.of(
                    "description",
                    String.join(", ", codes),
                    "content",
                    json(
                        "application/problem+json",
                        Map.of("$ref", "#/components/schemas/Problem")))));
    return responses;
  }

  private static Map<String, Object> json(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }
}
