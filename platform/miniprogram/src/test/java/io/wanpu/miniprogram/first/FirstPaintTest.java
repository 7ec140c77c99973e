package io.wanpu.miniprogram.first;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.miniprogram.DemoInput;
import io.wanpu.miniprogram.project.PluginPart;
import io.wanpu.miniprogram.project.ProjectGenerator;
import io.wanpu.miniprogram.source.Library;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstPaintTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Library library = Library.load();
  private final ProjectGenerator generator = new ProjectGenerator(library);

  private FirstPaint.Painted painted(String theme, PluginPart... plugins) {
    var project = generator.generate(DemoInput.shop(theme, plugins));
    return FirstPaint.of(project, "pages/home/home", path -> "s")
        .flatMap(first -> first.paint(FirstPaintTest::answer))
        .orElseThrow();
  }

  private static Optional<JsonNode> answer(String path) {
    try {
      return switch (path.replaceAll("\\?.*", "")) {
        case "" ->
            Optional.of(
                JSON.readTree(
                    "{\"name\":\"山岚茶铺\",\"notice\":\"<script>alert(1)</script>\",\"contact\":{\"hours\":\"9-18\"}}"));
        case "categories" ->
            Optional.of(
                JSON.readTree(
                    "{\"items\":[{\"id\":\"1\",\"name\":\"绿茶\",\"children\":[]},{\"id\":\"2\",\"name\":\"红茶\",\"children\":[{\"id\":\"3\",\"name\":\"滇红\",\"children\":[]}]}]}"));
        case "products" ->
            Optional.of(
                JSON.readTree(
                    "{\"items\":[{\"id\":\"7\",\"title\":\"龙井 \\\"一级\\\"\",\"subtitle\":\"明前\",\"cover\":\"/media/1/ab\",\"price\":1234500,\"sold\":12345}]}"));
        default -> Optional.empty();
      };
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_theme_is_painted_to_its_end() {
    for (var theme : library.themes()) {
      var painted = painted(theme);
      assertThat(painted.whole()).as(theme).isTrue();
      assertThat(painted.html())
          .as(theme)
          .contains("12,345", "/media/1/ab?w=400", "滇红")
          .doesNotContain("{{", "wx:", "null", "undefined", "style=");
      assertThat(painted.answers()).containsKeys("", "categories");
    }
  }

  @Test
  void what_shops_and_products_say_is_no_markup() {
    for (var theme : library.themes()) {
      assertThat(painted(theme).html())
          .contains("&lt;script&gt;", "龙井 &quot;一级&quot;")
          .doesNotContain("<script");
    }
  }

  @Test
  void it_ends_before_a_block_of_a_plugin_and_brings_the_answers_for_the_rest() {
    var painted = painted("plain", DemoInput.seckill());
    assertThat(painted.whole()).isFalse();
    assertThat(painted.html()).contains("block-core-nav-grid").doesNotContain("seckill");
    assertThat(painted.html().split("<wx-view").length)
        .isEqualTo(painted.html().split("</wx-view>", -1).length);
    assertThat(painted.answers()).containsKeys("products?limit=10");
  }

  @Test
  void a_shop_that_does_not_answer_is_left_to_the_runtime() {
    var project = generator.generate(DemoInput.shop("plain"));
    assertThat(
            FirstPaint.of(project, "pages/home/home", path -> "s")
                .flatMap(first -> first.paint(path -> Optional.empty())))
        .isEmpty();
  }
}
