package io.wanpu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An operation of the OpenAPI document, as tests walk through it. */
record Operation(JsonNode document, String method, String path, JsonNode spec) {
  /** All operations of the running mall, those of plugins with them. */
  static List<Operation> all() {
    var document = Http.visitor(RunningMall.storefront()).get("/openapi").json();
    var all = new ArrayList<Operation>();
    document
        .path("paths")
        .properties()
        .forEach(
            item ->
                item.getValue()
                    .properties()
                    .forEach(
                        each ->
                            all.add(
                                new Operation(
                                    document,
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    item.getKey(),
                                    each.getValue()))));
    return all;
  }

  /** Whether a member must be signed in. */
  boolean secured() {
    return !spec.path("security").isEmpty();
  }

  boolean reads() {
    return method.equals("GET");
  }

  /** Names of the variables after the shop. */
  List<String> variables() {
    return parameters("path").keySet().stream().filter(name -> !name.equals("shop")).toList();
  }

  /** Schemas of the parameters that stand there, by name. */
  Map<String, JsonNode> parameters(String in) {
    var found = new LinkedHashMap<String, JsonNode>();
    spec.path("parameters")
        .forEach(
            each -> {
              if (each.path("in").asText().equals(in)) {
                found.put(each.path("name").asText(), each.path("schema"));
              }
            });
    return found;
  }

  /** The address with these values. */
  String at(String shop, Map<String, String> values) {
    var address = path.replace("{shop}", shop);
    for (var name : variables()) {
      address = address.replace("{" + name + "}", values.getOrDefault(name, "1"));
    }
    return address;
  }

  /** The segment before a variable: what sort of thing it names. */
  String sortOf(String variable) {
    var before = path.substring(0, path.indexOf("/{" + variable + "}"));
    return before.substring(before.lastIndexOf('/') + 1);
  }

  /** Schema of the body. */
  Optional<JsonNode> body() {
    var schema = spec.at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
  }

  /** The schema itself, where this one only refers to it. */
  JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  /** A value that fits the schema; ids and texts by the name of their field. */
  JsonNode fitting(String name, JsonNode given, Map<String, String> known) {
    var make = JsonNodeFactory.instance;
    var schema = resolved(given);
    return switch (schema.path("type").asText()) {
      case "object" -> {
        var object = make.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(
                each -> {
                  if (isRequired(schema, each.getKey())) {
                    object.set(each.getKey(), fitting(each.getKey(), each.getValue(), known));
                  }
                });
        yield object;
      }
      case "array" -> make.arrayNode().add(fitting(name, schema.path("items"), known));
      case "integer" -> make.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
      case "boolean" -> make.booleanNode(true);
      default ->
          make.textNode(
              schema.path("format").asText().equals("date-time")
                  ? Instant.now().toString()
                  : known.getOrDefault(name, "abcdefghijklmnop"));
    };
  }

  static boolean isRequired(JsonNode schema, String property) {
    for (var each : schema.path("required")) {
      if (each.asText().equals(property)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
