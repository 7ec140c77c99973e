package io.wanpu.storefront.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void a_problem_says_only_what_it_has_to_say() {
    var problem =
        new Problem("urn:wanpu:problem:a.b", "标题", 409, "说明", "a.b", List.of(), "0f", Map.of());
    assertThat(text(problem))
        .isEqualTo(
            "{\"type\":\"urn:wanpu:problem:a.b\",\"title\":\"标题\",\"status\":409,"
                + "\"detail\":\"说明\",\"code\":\"a.b\",\"traceId\":\"0f\"}");
  }

  @Test
  void errors_and_details_are_members_of_the_problem() {
    var problem =
        new Problem(
            "urn:wanpu:problem:a.b",
            "t",
            422,
            "d",
            "a.b",
            List.of(new Problem.Field("items[0].quantity", "m")),
            "0f",
            Map.of("preview", Map.of("payable", 5)));
    var read = Json.tree(text(problem));
    assertThat(read.at("/errors/0/field").asText()).isEqualTo("items[0].quantity");
    assertThat(read.at("/preview/payable").asInt()).isEqualTo(5);
  }

  private static String text(Problem problem) {
    return new String(Problems.bytes(problem), StandardCharsets.UTF_8);
  }
}
