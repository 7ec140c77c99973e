package io.wanpu.launcher.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request to the sandbox.
 *
 * @param target path and query exactly as sent: signatures cover it
 * @param headers names in lower case
 */
record Call(
    String method,
    String path,
    String target,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  static Call read(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    return new Call(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        exchange.getRequestURI().toString(),
        query == null ? Map.of() : parse(query),
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().toLowerCase(java.util.Locale.ROOT),
                    e -> e.getValue().getFirst())),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  boolean is(String wantedMethod, String wantedPath) {
    return method.equals(wantedMethod) && path.equals(wantedPath);
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** The body as a JSON object; an empty one if it is none. */
  ObjectNode json() {
    try {
      return JSON.readTree(body) instanceof ObjectNode object
          ? object
          : JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException malformed) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  private static Map<String, String> parse(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, second) -> first));
  }
}
