package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestMall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sends nonsense to every operation of the OpenAPI document: the answer is always a helpful
 * refusal, never a fault, and nothing has happened. Operations are covered as soon as they exist.
 */
@BesideOthers
class BadInputIT {
  private static final List<String> INJECTIONS =
      List.of(
          "' OR '1'='1",
          "1; DROP TABLE shop_order; --",
          "\") UNION SELECT 1,2,3 -- ",
          "${7*7}#{7*7}{{7*7}}[[${7*7}]]",
          "${jndi:ldap://127.0.0.1/x}",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "%s%n%x{0}",
          "😀😀 \u202e",
          "\r\nX-Header: 1");

  private static Stall stall;
  private static List<Operation> operations;

  @BeforeAll
  static void open() {
    RunningMall.node();
    stall = Stall.open();
    operations = Operation.all();
  }

  @Test
  void bodies_that_are_no_json_are_refused() {
    var nonsense =
        new ArrayList<>(List.of("{", "[]", "null", "7", "\"x\"", "{\"a\":1}}", "{'a':1}"));
    nonsense.add("[".repeat(3_000));
    nonsense.add("{\"a\":".repeat(3_000));
    nonsense.add("{\"a\":" + "9".repeat(5_000) + "}");
    nonsense.add("x".repeat(70_000));
    unchanged(
        () -> {
          for (var operation : withBody()) {
            nonsense.forEach(body -> refused(operation, send(operation, body), body));
            for (var type : List.of("text/plain", "application/xml", "multipart/form-data")) {
              var answer =
                  stall
                      .http()
                      .with("Content-Type", type)
                      .send(
                          operation.method(), address(operation), stall.body(operation).toString());
              refused(operation, answer, type);
              assertThat(answer.status()).isEqualTo(415);
            }
          }
        });
  }

  @Test
  void values_of_the_wrong_type_are_refused() {
    unchanged(
        () -> {
          for (var operation : withBody()) {
            var good = stall.body(operation);
            for (var bad : spoiled(operation, operation.body().orElseThrow(), good)) {
              refused(operation, send(operation, bad), bad);
            }
          }
        });
  }

  @Test
  void hostile_text_is_text_or_refused() {
    for (var operation : withBody()) {
      var good = stall.body(operation);
      for (var name : texts(good)) {
        for (var hostile : INJECTIONS) {
          var body = good.deepCopy().put(name, hostile).toString();
          sound(operation, send(operation, body), body);
        }
        for (var broken : List.of("\\u0000", "\\ud800", "\\udc00\\ud800")) {
          var body = good.deepCopy().put(name, "@@").toString().replace("@@", broken);
          refused(operation, send(operation, body), body);
        }
        var body = good.deepCopy().put(name, "长".repeat(10_000)).toString();
        refused(operation, send(operation, body), "too long " + name);
      }
    }
  }

  @Test
  void ids_that_are_none_are_refused() {
    unchanged(
        () -> {
          for (var operation : operations) {
            for (var name : operation.variables()) {
              var tricks =
                  List.of(
                      "0",
                      "-1",
                      "abc",
                      "1.5",
                      "99999999999999999999",
                      "1%20OR%201=1",
                      "%00",
                      "%2e%2e",
                      "..%2f..",
                      "..;",
                      "x;a=b",
                      "%25%32%66",
                      "%E8%8C%B6",
                      "'",
                      "9".repeat(3_000));
              for (var trick : tricks) {
                var values = new LinkedHashMap<>(stall.values(operation));
                values.put(name, trick);
                var answer = send(operation, operation.at(code(), values), body(operation));
                refused(operation, answer, trick);
              }
            }
          }
        });
  }

  @Test
  void queries_that_make_no_sense_are_refused_or_find_nothing() {
    for (var operation : operations) {
      operation
          .parameters("query")
          .forEach(
              (name, schema) -> {
                var hostile = new ArrayList<>(INJECTIONS);
                hostile.addAll(
                    List.of("-1", "0", "abc", "1.5", "99999999999999999999", " ", "1_1"));
                for (var value : hostile) {
                  var address =
                      address(operation)
                          + "?"
                          + name
                          + "="
                          + URLEncoder.encode(value, StandardCharsets.UTF_8);
                  var answer = send(operation, address, body(operation));
                  var strict = schema.has("enum") || schema.path("type").asText().equals("integer");
                  if (strict && !value.isBlank()) {
                    refused(operation, answer, value);
                  } else {
                    sound(operation, answer, value);
                  }
                }
                refused(
                    operation,
                    send(operation, address(operation) + "?" + name + "=%00", body(operation)),
                    "NUL");
              });
    }
  }

  @Test
  void who_is_not_signed_in_is_told_so() {
    var forged = stall.token().substring(0, 42) + (stall.token().endsWith("A") ? "B" : "A");
    var expired = stall.shop().token(stall.member());
    Ledger.run(
        "UPDATE member_token SET expires_at = '2020-01-01' WHERE tenant_id = ? AND token_hash ="
            + " UNHEX(SHA2(?, 256))",
        stall.shop().id().value(),
        expired);
    var tokens =
        List.of(
            "",
            "x",
            forged,
            expired,
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
            "' OR '1'='1",
            "9".repeat(4_000));
    unchanged(
        () -> {
          for (var operation : operations) {
            if (!operation.secured()) {
              continue;
            }
            for (var token : tokens) {
              var visitor = Http.visitor(RunningMall.storefront());
              var answer =
                  (token.isEmpty() ? visitor : visitor.as(token))
                      .send(operation.method(), address(operation), body(operation));
              assertThat(answer.status()).as(operation + " with " + token).isEqualTo(401);
              assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
            }
          }
        });
  }

  @Test
  void methods_that_an_address_does_not_take_are_refused() {
    for (var operation : operations) {
      for (var method : List.of("PATCH", "TRACE", "PROPFIND")) {
        var answer = stall.http().send(method, address(operation), "");
        refused(operation, answer, method);
      }
    }
  }

  @Test
  void shops_that_are_not_open_are_closed_to_everything() {
    var closed = Shop.open(TestMall.get().mall());
    TestMall.get()
        .mall()
        .tenants()
        .changeStatus(Actor.system(), closed.id(), Tenant.Status.SUSPENDED);
    TestMall.await(
        "the server knows that the shop is closed",
        Duration.ofSeconds(10),
        () ->
            Http.visitor(RunningMall.storefront()).get("/api/v1/shops/" + closed.code()).status()
                == 403);
    for (var operation : operations) {
      var values = stall.values(operation);
      assertThat(send(operation, operation.at(closed.code(), values), body(operation)).status())
          .as(operation.toString())
          .isEqualTo(403);
      assertThat(send(operation, operation.at("nosuchshop", values), body(operation)).status())
          .as(operation.toString())
          .isEqualTo(404);
    }
  }

  private static List<Operation> withBody() {
    return operations.stream().filter(operation -> operation.body().isPresent()).toList();
  }

  private static String code() {
    return stall.shop().code();
  }

  private static String address(Operation operation) {
    return operation.at(code(), stall.values(operation));
  }

  private static String body(Operation operation) {
    var body = stall.body(operation);
    return body == null ? "" : body.toString();
  }

  private static Http.Answer send(Operation operation, String body) {
    return send(operation, address(operation), body);
  }

  private static Http.Answer send(Operation operation, String address, String body) {
    return stall
        .http()
        .with("Idempotency-Key", "bad-" + Math.abs((address + body).hashCode()))
        .send(operation.method(), address, body);
  }

  /** A problem that helps, and no fault. */
  private static void refused(Operation operation, Http.Answer answer, String what) {
    var told = operation + " with " + cut(what) + " answered " + answer;
    assertThat(answer.status()).as(told).isBetween(400, 499).isNotEqualTo(429);
    if (answer.body().contains("CWWWC")) {
      return; // the container itself has turned it away
    }
    assertThat(answer.headers().get("content-type")).as(told).isEqualTo("application/problem+json");
    var problem = answer.json();
    assertThat(problem.path("status").asInt()).as(told).isEqualTo(answer.status());
    assertThat(problem.path("title").asText()).as(told).isNotBlank();
    assertThat(problem.path("detail").asText()).as(told).isNotBlank().doesNotStartWith("error.");
    assertThat(answer.body()).as(told).doesNotContain("Exception", "io.wanpu.", "jackson");
    for (var error : problem.path("errors")) {
      assertThat(error.path("message").asText()).as(told).isNotBlank().doesNotContain("error.");
    }
  }

  private static void sound(Operation operation, Http.Answer answer, String what) {
    if (answer.status() >= 400) {
      refused(operation, answer, what);
    } else {
      assertThat(answer.body()).doesNotContain("4949"); // nothing has evaluated 7*7
    }
  }

  private static String cut(String what) {
    return what.length() > 200 ? what.substring(0, 200) + "…" : what;
  }

  private static void unchanged(Runnable work) {
    var before = stall.rows();
    work.run();
    assertThat(Stall.changed(before, stall.rows())).isEmpty();
  }

  private static List<String> texts(ObjectNode body) {
    var names = new ArrayList<String>();
    body.properties()
        .forEach(
            each -> {
              if (each.getValue().isTextual()) {
                names.add(each.getKey());
              }
            });
    return names;
  }

  /** The body with one value that does not fit, for each of its values and each way not to fit. */
  private static List<String> spoiled(Operation operation, JsonNode given, JsonNode good) {
    var all = new ArrayList<String>();
    spoil(operation, given, good, all::add, value -> value);
    return all;
  }

  private interface Wrap {
    String whole(String part);
  }

  private static void spoil(
      Operation operation,
      JsonNode given,
      JsonNode good,
      java.util.function.Consumer<String> take,
      Wrap wrap) {
    var schema = operation.resolved(given);
    switch (schema.path("type").asText()) {
      case "object" -> {
        List.of("1", "\"x\"", "true", "[]").forEach(bad -> take.accept(wrap.whole(bad)));
        good.properties()
            .forEach(
                each -> {
                  var name = each.getKey();
                  var without = ((ObjectNode) good).deepCopy().without(name);
                  take.accept(wrap.whole(without.toString()));
                  spoil(
                      operation,
                      schema.path("properties").path(name),
                      each.getValue(),
                      take,
                      part ->
                          wrap.whole(
                              ((ObjectNode) good)
                                  .deepCopy()
                                  .put(name, "@" + name + "@")
                                  .toString()
                                  .replace("\"@" + name + "@\"", part)));
                });
      }
      case "array" -> {
        List.of("1", "\"x\"", "true", "{}", "null", "[null]", "[1]", "[[]]")
            .forEach(bad -> take.accept(wrap.whole(bad)));
        spoil(
            operation,
            schema.path("items"),
            ((ArrayNode) good).get(0),
            take,
            part -> wrap.whole("[" + part + "]"));
      }
      case "integer" -> {
        List.of(
                "\"1\"",
                "1.5",
                "1.0",
                "1e2",
                "true",
                "[]",
                "{}",
                "null",
                "1e400",
                "99999999999999999999")
            .forEach(bad -> take.accept(wrap.whole(bad)));
        if (schema.has("minimum")) {
          List.of("0", "-5", "-2147483648").forEach(bad -> take.accept(wrap.whole(bad)));
        }
        if (schema.has("maximum")) {
          take.accept(wrap.whole("2147483647"));
        }
      }
      case "boolean" ->
          List.of("\"true\"", "0", "1", "[]", "{}", "null")
              .forEach(bad -> take.accept(wrap.whole(bad)));
      default -> {
        List.of("1", "1.5", "true", "[]", "{}", "null")
            .forEach(bad -> take.accept(wrap.whole(bad)));
        if (schema.has("pattern")) {
          Stream.of("", "0x10", "-1", "1 OR 1=1", "99999999999999999999", " 1")
              .filter(bad -> !bad.matches(schema.path("pattern").asText()))
              .forEach(bad -> take.accept(wrap.whole(Json.write(bad))));
        }
        if (schema.path("minLength").asInt() > 0) {
          take.accept(wrap.whole("\"\""));
        }
      }
    }
  }
}
