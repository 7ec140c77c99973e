package io.wanpu.storefront.openapi;

import io.wanpu.runtime.json.Schemas;
import io.wanpu.runtime.route.OpenApi;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The OpenAPI 3.1 document: the resources as they are annotated, and the routes of the plugins that
 * are loaded. Nothing in it is written by hand twice.
 */
public final class ApiDocument {
  private static final String ROOT = "/api/v1/";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final List<Class<? extends Annotation>> METHODS =
      List.of(GET.class, POST.class, PUT.class, DELETE.class);

  private final List<Class<?>> resources;
  private final Set<String> keepingAnswers;

  /**
   * @param resources classes whose public methods carry {@link Doc}
   * @param keepingAnswers POST routes below the shop that take an {@code Idempotency-Key}
   */
  public ApiDocument(List<Class<?>> resources, Set<String> keepingAnswers) {
    this.resources = List.copyOf(resources);
    this.keepingAnswers = Set.copyOf(keepingAnswers);
  }

  /** The document, as plain maps. @param plugins what the plugins add */
  public Map<String, Object> write(OpenApi plugins) {
    var schemas = new Schemas("shop", SCHEMAS);
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    for (var resource : resources) {
      operations(resource).forEach(method -> add(paths, resource, method, schemas));
    }
    plugins.paths().forEach((path, item) -> paths.put(path, new LinkedHashMap<>(item)));
    var named = new TreeMap<String, Object>(schemas.named());
    named.putAll(plugins.schemas());
    named.put("Problem", problem());
    return map(
        "openapi",
        "3.1.0",
        "info",
        map(
            "title",
            "Wanpu storefront API",
            "version",
            "1",
            "description",
            "Everything that shoppers' programs ask of a shop. Amounts are whole numbers in minor"
                + " units of the shop's currency, ids are decimal strings, instants are UTC."
                + " Refusals are application/problem+json in the reader's language (lang in the"
                + " query, the member's choice, Accept-Language; Chinese otherwise); programs rely"
                + " on their code. Within v1 things are only added."),
        "servers",
        List.of(Map.of("url", "/")),
        "paths",
        paths,
        "components",
        map(
            "schemas",
            named,
            "securitySchemes",
            Map.of(
                "member",
                map(
                    "type",
                    "http",
                    "scheme",
                    "bearer",
                    "description",
                    "Token of a member, from login; good for one shop"))));
  }

  private static List<Method> operations(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .filter(method -> verb(method).isPresent())
        .sorted(
            Comparator.comparing((Method method) -> path(resource, method))
                .thenComparing(method -> verb(method).orElseThrow()))
        .toList();
  }

  private static Optional<String> verb(Method method) {
    return METHODS.stream()
        .filter(method::isAnnotationPresent)
        .map(each -> each.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static String path(Class<?> resource, Method method) {
    var own = method.getAnnotation(Path.class);
    return ROOT
        + resource.getAnnotation(Path.class).value()
        + (own == null ? "" : "/" + own.value());
  }

  private void add(
      Map<String, Map<String, Object>> paths, Class<?> resource, Method method, Schemas schemas) {
    var doc = method.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(method + " says nothing of itself: give it @Doc");
    }
    var path = path(resource, method);
    var verb = verb(method).orElseThrow();
    var body =
        Arrays.stream(method.getParameters()).filter(each -> each.getType().isRecord()).findFirst();
    var operation = new LinkedHashMap<String, Object>();
    operation.put("tags", List.of(doc.tag()));
    operation.put(
        "operationId",
        resource.getSimpleName().replace("Resource", "").toLowerCase(java.util.Locale.ROOT)
            + "_"
            + method.getName());
    operation.put("summary", doc.value());
    operation.put("parameters", parameters(method, verb, path));
    body.ifPresent(
        each ->
            operation.put(
                "requestBody",
                map(
                    "required",
                    true,
                    "content",
                    json("application/json", schemas.of(each.getParameterizedType())))));
    operation.put("responses", responses(method, doc, path, body.isPresent(), schemas));
    operation.put("security", doc.open() ? List.of() : List.of(Map.of("member", List.of())));
    paths
        .computeIfAbsent(path, k -> new LinkedHashMap<>())
        .put(verb.toLowerCase(java.util.Locale.ROOT), operation);
  }

  private List<Object> parameters(Method method, String verb, String path) {
    var all = new ArrayList<Object>();
    all.add(
        map(
            "name",
            "shop",
            "in",
            "path",
            "required",
            true,
            "description",
            "Code of the shop",
            "schema",
            map("type", "string", "pattern", "^[a-z][a-z0-9-]{1,38}[a-z0-9]$")));
    for (var parameter : method.getParameters()) {
      var inPath = parameter.getAnnotation(PathParam.class);
      var inQuery = parameter.getAnnotation(QueryParam.class);
      if (inPath != null) {
        all.add(parameter(inPath.value(), "path", parameter));
      } else if (inQuery != null) {
        all.add(parameter(inQuery.value(), "query", parameter));
      }
    }
    if (verb.equals("POST")
        && keepingAnswers.contains(path.substring(path.indexOf('}') + 1).replaceFirst("/", ""))) {
      all.add(
          map(
              "name",
              "Idempotency-Key",
              "in",
              "header",
              "required",
              false,
              "description",
              "1 to 80 visible characters of the program's choice; a repeat with the same key gets"
                  + " the first answer, for 48 hours",
              "schema",
              map("type", "string", "minLength", 1, "maxLength", 80)));
    }
    return all;
  }

  private static Map<String, Object> parameter(String name, String in, Parameter parameter) {
    var param = parameter.getAnnotation(Param.class);
    if (param == null) {
      throw new IllegalStateException(parameter + " says nothing of itself: give it @Param");
    }
    var schema =
        switch (param.kind()) {
          case TEXT -> map("type", "string");
          case ID -> map("type", "string", "pattern", "^[1-9][0-9]{0,18}$");
          case NUMBER -> map("type", "integer");
        };
    if (param.choices().length > 0) {
      schema.put("enum", List.of(param.choices()));
    }
    return map(
        "name",
        name,
        "in",
        in,
        "required",
        in.equals("path"),
        "description",
        param.value(),
        "schema",
        schema);
  }

  private static Map<String, Object> responses(
      Method method, Doc doc, String path, boolean body, Schemas schemas) {
    var responses = new TreeMap<String, Object>();
    var type =
        doc.answer() == Void.class && method.getReturnType() != Response.class
            ? method.getGenericReturnType()
            : doc.answer();
    responses.put(
        String.valueOf(doc.status()),
        type == void.class || type == Void.class
            ? map("description", "Done")
            : map("description", "OK", "content", json("application/json", schemas.of(type))));
    var codes = new TreeMap<String, List<String>>();
    usual(doc, path, body)
        .forEach(
            each ->
                codes
                    .computeIfAbsent(each.substring(0, 3), k -> new ArrayList<>())
                    .add(each.substring(4)));
    for (var each : doc.problems()) {
      codes.computeIfAbsent(each.substring(0, 3), k -> new ArrayList<>()).add(each.substring(4));
    }
    codes.forEach(
        (status, all) ->
            responses.put(
                status,
                map(
                    "description",
                    String.join(", ", all),
                    "content",
                    json("application/problem+json", Map.of("$ref", SCHEMAS + "Problem")))));
    return responses;
  }

  private static List<String> usual(Doc doc, String path, boolean body) {
    var usual = new ArrayList<String>();
    usual.add("403 tenant.suspended");
    usual.add("403 tenant.closed");
    usual.add("404 tenant.unknown");
    usual.add("429 request.too_many");
    usual.add("503 server.busy");
    if (!doc.open()) {
      usual.add("401 request.unauthenticated");
    }
    if (path.indexOf('{', path.indexOf('}')) >= 0) {
      usual.add("404 request.bad_id");
    }
    usual.add("400 request.malformed");
    if (body) {
      usual.add("413 request.too_large");
      usual.add("415 request.unsupported_type");
      usual.add("422 request.invalid");
    }
    return usual;
  }

  private static Map<String, Object> problem() {
    var text = Map.<String, Object>of("type", "string");
    return map(
        "type",
        "object",
        "description",
        "Why something was refused (RFC 9457). A refusal changes nothing.",
        "required",
        List.of("type", "title", "status", "code", "traceId"),
        "properties",
        map(
            "type",
            text,
            "title",
            text,
            "status",
            Map.of("type", "integer"),
            "detail",
            map("type", "string", "description", "What to do about it, in the reader's language"),
            "code",
            map("type", "string", "description", "Programs may rely on it"),
            "errors",
            map(
                "type",
                "array",
                "description",
                "What is wrong with each field",
                "items",
                map(
                    "type",
                    "object",
                    "required",
                    List.of("field", "message"),
                    "properties",
                    map("field", text, "message", text))),
            "traceId",
            map("type", "string", "description", "Names this answer in the server's log")),
        "additionalProperties",
        true);
  }

  private static Map<String, Object> json(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }

  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
