package io.wanpu.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.runtime.route.PathTable.Match;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathTableTest {
  private final PathTable<String> table = new PathTable<>();

  private String at(String method, String path) {
    return table.find(method, path) instanceof Match.Found<String>(var entry, var variables)
        ? entry.value() + variables
        : "-";
  }

  @Test
  void variables_are_decoded_and_literals_win_over_them() {
    table.add("GET", "/sales/{id}", "one");
    table.add("GET", "/sales/today", "today");
    table.add("GET", "/", "root");
    assertThat(at("GET", "/sales/7")).isEqualTo("one{id=7}");
    assertThat(at("GET", "/sales/%E5%BC%A0+b")).isEqualTo("one{id=张+b}");
    assertThat(at("GET", "/sales/today")).isEqualTo("today{}");
    assertThat(at("GET", "/sales/t%6Fday")).isEqualTo("today{}");
    assertThat(at("GET", "")).isEqualTo("root{}");
    assertThat(at("GET", "/")).isEqualTo("root{}");
  }

  @Test
  void paths_that_play_tricks_lead_nowhere() {
    table.add("GET", "/sales/{id}", "one");
    for (var path :
        List.of(
            "/sales/..",
            "/sales/%2e%2e",
            "/sales/.",
            "/sales/",
            "/sales//",
            "//sales/7",
            "sales/7",
            "/sales/a%2Fb",
            "/sales/%",
            "/sales/%zz",
            "/sales/%FF",
            "/sales/%00",
            "/sales/7/",
            "/sales/7/8",
            "/SALES/7")) {
      assertThat(at("GET", path)).as(path).isEqualTo("-");
    }
  }

  @Test
  void another_method_is_told_which_ones_there_are() {
    table.add("GET", "/sales/{id}", "get");
    table.add("DELETE", "/sales/{id}", "delete");
    assertThat(table.find("POST", "/sales/7"))
        .isEqualTo(new Match.OtherMethod<String>(Set.of("DELETE", "GET")));
    assertThat(table.find("POST", "/nowhere")).isEqualTo(new Match.Nothing<String>());
  }

  @Test
  void one_address_is_taken_once() {
    table.add("GET", "/sales/{id}", "one");
    table.add("POST", "/sales/{id}", "other method");
    assertThatThrownBy(() -> table.add("GET", "sales/{sale}", "two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("same address");
    for (var bad : List.of("/a/", "/a//b", "/A", "/{Id}", "/a b", "/{a}b")) {
      assertThatThrownBy(() -> table.add("GET", bad, "bad"))
          .as(bad)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_found_address_has_its_variables_in_order() {
    table.add("GET", "/a/{x}/b/{y}", "both");
    assertThat(table.find("GET", "/a/1/b/2"))
        .isInstanceOfSatisfying(
            Match.Found.class,
            found -> assertThat(found.variables()).isEqualTo(Map.of("x", "1", "y", "2")));
  }
}
