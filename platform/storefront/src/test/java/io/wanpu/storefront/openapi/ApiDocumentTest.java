package io.wanpu.storefront.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.text.Bundle;
import io.wanpu.kernel.text.Texts;
import io.wanpu.runtime.route.OpenApi;
import io.wanpu.storefront.ApiApplication;
import io.wanpu.storefront.Storefront;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
  private static final JsonNode DOCUMENT =
      Json.tree(
          Json.write(
              Storefront.document()
                  .write(
                      new OpenApi(
                          Map.of("/api/v1/shops/{shop}/x/p/q", Map.of("get", Map.of("tags", "p"))),
                          Map.of("p.Thing", Map.of("type", "object"))))));

  private static List<JsonNode> operations() {
    var all = new ArrayList<JsonNode>();
    DOCUMENT.path("paths").forEach(item -> item.forEach(all::add));
    return all;
  }

  @Test
  void every_method_of_every_resource_is_there() {
    var methods =
        ApiApplication.RESOURCES.stream()
            .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
            .filter(
                method ->
                    Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
            .count();
    assertThat(operations()).hasSize((int) methods + 1);
  }

  @Test
  void operations_have_names_of_their_own() {
    var names = new HashSet<String>();
    for (var operation : operations()) {
      if (operation.has("operationId")) {
        assertThat(names.add(operation.path("operationId").asText())).isTrue();
      }
    }
  }

  @Test
  void references_lead_somewhere() {
    var references = DOCUMENT.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    for (var reference : references) {
      assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void each_schema_describes_something() {
    DOCUMENT
        .at("/components/schemas")
        .properties()
        .forEach(schema -> assertThat(schema.getValue().isEmpty()).as(schema.getKey()).isFalse());
  }

  @Test
  void problems_that_are_named_have_words_in_both_languages() {
    var bundle = Bundle.of(Texts.class.getClassLoader(), "messages_kernel");
    for (var operation : operations()) {
      for (var response : operation.path("responses").properties()) {
        if (response.getKey().charAt(0) >= '4') {
          for (var code : response.getValue().path("description").asText().split(", ", -1)) {
            assertThat(bundle.find("error." + code, java.util.Locale.ENGLISH)).as(code).isPresent();
          }
        }
      }
    }
    assertThat(bundle.halfTranslated()).isEmpty();
  }

  @Test
  void plugins_routes_and_schemas_are_in_it() {
    assertThat(DOCUMENT.at("/paths/~1api~1v1~1shops~1{shop}~1x~1p~1q/get").isMissingNode())
        .isFalse();
    assertThat(DOCUMENT.at("/components/schemas/p.Thing/type").asText()).isEqualTo("object");
  }
}
