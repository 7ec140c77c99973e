package io.wanpu.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.kernel.shared.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is in the one JSON and not in the other, field by field. */
final class Differences {
  private static final int MOST = 200;

  private Differences() {}

  /** A field. @param before what it was, empty when it was not there */
  record Difference(String field, String before, String after) {}

  /** The fields that differ; all of them when there is only one side. */
  static List<Difference> of(Optional<String> before, Optional<String> after) {
    var old = flat(before);
    var now = flat(after);
    var fields = new TreeSet<>(old.keySet());
    fields.addAll(now.keySet());
    var found = new ArrayList<Difference>();
    for (var field : fields) {
      var was = old.getOrDefault(field, "");
      var is = now.getOrDefault(field, "");
      if (!was.equals(is) && found.size() < MOST) {
        found.add(new Difference(field, was, is));
      }
    }
    return found;
  }

  private static Map<String, String> flat(Optional<String> json) {
    var values = new LinkedHashMap<String, String>();
    json.ifPresent(text -> put("", Json.tree(text), values));
    return values;
  }

  private static void put(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  put(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      values));
    } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainerNode)) {
      for (var i = 0; i < node.size(); i++) {
        put(path + "[" + (i + 1) + "]", node.get(i), values);
      }
    } else if (node.isArray()) {
      var words = new ArrayList<String>();
      node.forEach(each -> words.add(each.asText()));
      values.put(path, String.join("、", words));
    } else {
      values.put(path, node.isNull() ? "" : node.asText());
    }
  }
}
