package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Walks through every operation of the OpenAPI document with two shops: nothing of the other shop
 * is ever read or changed, whatever ids one sends. Operations are covered as soon as they exist.
 */
class IsolationIT {
  private static Stall mine;
  private static Stall others;
  private static List<Operation> operations;

  @BeforeAll
  static void open() {
    RunningMall.node();
    mine = Stall.open();
    others = Stall.open();
    operations = Operation.all();
  }

  @Test
  void plugins_take_part() {
    assertThat(operations)
        .extracting(Operation::path)
        .anyMatch(path -> path.contains("/x/seckill/"))
        .anyMatch(path -> path.endsWith("/orders/{order}/payments"));
  }

  @Test
  void the_token_of_one_shop_opens_nothing_in_another() {
    assertThat(operations).filteredOn(Operation::secured).hasSizeGreaterThan(15);
    var before = others.rows();
    for (var operation : operations) {
      var answer =
          send(mine.http(), operation, others.shop().code(), others.values(operation), others);
      if (operation.secured()) {
        assertThat(answer.status()).as(operation.toString()).isEqualTo(401);
      } else {
        assertThat(answer.status()).as(operation.toString()).isLessThan(500);
      }
    }
    assertThat(Stall.changed(before, others.rows())).isEmpty();
  }

  @Test
  void ids_of_another_shop_name_nothing_in_mine() {
    var before = others.rows();
    var seen = walk(others, others.ids());
    assertThat(seen).isGreaterThan(operations.size() * 5);
    assertThat(Stall.changed(before, others.rows())).isEmpty();
  }

  @Test
  void ids_of_another_member_name_nothing_of_mine() {
    var neighbour = mine.neighbour();
    var before = neighbour.ownRows();
    var seen = walk(neighbour, neighbour.ownIds());
    assertThat(seen).isGreaterThan(operations.size() * 2);
    assertThat(Stall.changed(before, neighbour.ownRows())).isEmpty();
  }

  /** Sends each of the ids wherever an operation takes one. Returns how many requests that were. */
  private static int walk(Stall whose, List<String> ids) {
    var seen = 0;
    for (var operation : operations) {
      for (var id : ids) {
        var path = new LinkedHashMap<>(mine.values(operation));
        path.replaceAll((name, value) -> value.matches("\\d+") ? id : value);
        var http = mine.http();
        var address = operation.at(mine.shop().code(), path) + query(operation, id);
        var own = operation.at(mine.shop().code(), mine.values(operation));
        var body = mine.body(operation);
        if (body != null) {
          for (var changed : withForeign(body, id)) {
            check(operation, send(http, operation, address, changed.toString()), whose, ids, id);
            check(operation, send(http, operation, own, changed.toString()), whose, ids, id);
            seen += 2;
          }
        }
        var json = body == null ? "" : body.toString();
        check(operation, send(http, operation, address, json), whose, ids, id);
        seen++;
      }
    }
    return seen;
  }

  private static void check(
      Operation operation, Http.Answer answer, Stall whose, List<String> ids, String sent) {
    assertThat(answer.status()).as(operation + " " + answer).isLessThan(500).isNotEqualTo(429);
    assertThat(answer.body()).as(operation.toString()).doesNotContain(whose.mark());
    for (var id : ids) {
      if (!id.equals(sent)) {
        assertThat(answer.body()).as(operation.toString()).doesNotContain(id);
      }
    }
    if (answer.status() < 300 && operation.reads() && !operation.variables().isEmpty()) {
      assertThat(answer.body()).as(operation.toString()).doesNotContain(sent);
    }
  }

  private static String query(Operation operation, String id) {
    var query = new StringBuilder();
    operation
        .parameters("query")
        .forEach(
            (name, schema) -> {
              if (schema.has("pattern")) {
                query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(id);
              }
            });
    return query.toString();
  }

  /** The body with the id in each of its id fields, one at a time. */
  private static List<JsonNode> withForeign(ObjectNode body, String id) {
    var all = new ArrayList<JsonNode>();
    ids(body, "").forEach(pointer -> all.add(replaced(body, pointer, id)));
    return all;
  }

  private static List<String> ids(JsonNode node, String at) {
    var found = new ArrayList<String>();
    if (node.isTextual() && node.asText().matches("\\d{15,}")) {
      found.add(at);
    }
    node.properties().forEach(each -> found.addAll(ids(each.getValue(), at + "/" + each.getKey())));
    if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        found.addAll(ids(node.get(i), at + "/" + i));
      }
    }
    return found;
  }

  private static JsonNode replaced(ObjectNode body, String pointer, String id) {
    var copy = body.deepCopy();
    var slash = pointer.lastIndexOf('/');
    ((ObjectNode) copy.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), TextNode.valueOf(id));
    return copy;
  }

  private static Http.Answer send(
      Http http, Operation operation, String shop, Map<String, String> values, Stall whose) {
    var body = whose.body(operation);
    return send(http, operation, operation.at(shop, values), body == null ? "" : body.toString());
  }

  private static Http.Answer send(Http http, Operation operation, String address, String body) {
    return http.with("Idempotency-Key", "walk-" + Math.abs((address + body).hashCode()))
        .send(operation.method(), address, body);
  }
}
