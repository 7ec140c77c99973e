package io.wanpu.miniprogram.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.miniprogram.DemoInput;
import io.wanpu.miniprogram.design.Block;
import io.wanpu.miniprogram.design.DesignedPage;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.design.TabBar;
import io.wanpu.miniprogram.source.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProjectGeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Library library = Library.load();
  private final ProjectGenerator generator = new ProjectGenerator(library);

  @Test
  void the_same_shop_gives_the_same_bytes() {
    var again = new ProjectGenerator(Library.load());
    for (var theme : library.themes()) {
      var input = DemoInput.shop(theme, DemoInput.seckill());
      assertThat(generator.generate(input).zip()).isEqualTo(again.generate(input).zip());
    }
  }

  @Test
  void every_theme_makes_a_whole_project() {
    assertThat(library.themes()).hasSizeGreaterThanOrEqualTo(3);
    for (var theme : library.themes()) {
      var project = generator.generate(DemoInput.shop(theme, DemoInput.seckill()));
      for (var page : project.pages()) {
        assertThat(project.files()).as(theme).containsKeys(page + ".js", page + ".wxml");
      }
      assertThat(project.text("theme.wxss")).contains("--shop-accent:");
    }
  }

  @Test
  void a_plugin_becomes_a_subpackage_and_its_blocks_join_the_main_one() {
    var project = generator.generate(DemoInput.shop("plain", DemoInput.seckill()));
    assertThat(project.app().path("subPackages").path(0).path("root").asText())
        .isEqualTo("packages/seckill");
    assertThat(project.files())
        .containsKeys(
            "packages/seckill/list/list.wxml",
            "blocks/seckill/components/seckill-strip/seckill-strip.wxml");
    assertThat(project.notes()).isEmpty();
  }

  @Test
  void without_the_plugin_nothing_of_it_is_left() {
    var project = generator.generate(DemoInput.shop("plain"));
    assertThat(project.files().keySet()).noneMatch(path -> path.contains("seckill"));
    assertThat(project.text("pages-data.js")).doesNotContain("seckill");
    assertThat(project.notes()).as("nobody of the shop has put the theme's block there").isEmpty();
  }

  @Test
  void a_block_of_the_shops_own_page_without_its_plugin_is_noted() {
    var input = DemoInput.shop("plain");
    var strip = new Block("seckill", "seckill-strip", 1, JSON.createObjectNode());
    var design =
        new ShopDesign(
            "plain",
            new TreeMap<>(),
            new TreeMap<>(Map.of("home", new DesignedPage("首页", List.of(strip)))),
            input.design().tabBar());
    var project = generator.generate(new ShopInput(input.shop(), design, List.of()));
    assertThat(project.text("pages-data.js")).doesNotContain("seckill");
    assertThat(project.notes())
        .singleElement()
        .asString()
        .contains("storefront.left_out", "首页", "seckill-strip");
  }

  @Test
  void a_shops_own_pages_tokens_and_tabs_take_the_place_of_the_themes() {
    var input = DemoInput.shop("plain");
    var title = JSON.createObjectNode().put("text", "</script><b>你好");
    var design =
        new ShopDesign(
            "plain",
            new TreeMap<>(Map.of("accent", "#005f73", "bad", "red; } page { display: none")),
            new TreeMap<>(
                Map.of(
                    "home", new DesignedPage("首页", List.of(new Block("core", "title", 1, title))))),
            new TabBar(
                List.of(
                    new TabBar.Tab("pages/home/home", "店铺"),
                    new TabBar.Tab("pages/cart/cart", ""),
                    new TabBar.Tab("pages/nowhere/nowhere", "x"))));
    var project = generator.generate(new ShopInput(input.shop(), design, List.of()));
    assertThat(project.text("theme.wxss")).contains("#005f73").doesNotContain("display");
    assertThat(project.text("pages-data.js")).contains("你好");
    assertThat(project.app().path("tabBar").path("list")).hasSize(2);
    assertThat(project.app().path("tabBar").path("selectedColor").asText()).isEqualTo("#005f73");
    assertThat(project.json(ProjectGenerator.BLOCKS + ".json").path("usingComponents"))
        .singleElement()
        .isEqualTo(JSON.getNodeFactory().textNode("/components/blocks/title/title"));
    assertThat(project.files().keySet())
        .noneMatch(path -> path.startsWith("components/blocks/banner/"));
  }

  @Test
  void a_shop_chooses_from_the_template_only_what_the_template_has() {
    for (var theme : library.themes()) {
      var template = generator.template(theme, List.of(DemoInput.seckill()));
      for (var input : List.of(DemoInput.shop(theme), DemoInput.shop(theme, DemoInput.seckill()))) {
        var ext = generator.ext(input);
        assertThat(strings(template.app().path("pages"))).containsAll(strings(ext.path("pages")));
        for (var part : ext.path("subPackages")) {
          assertThat(template.app().path("subPackages"))
              .anySatisfy(
                  whole -> {
                    assertThat(whole.path("root")).isEqualTo(part.path("root"));
                    assertThat(strings(whole.path("pages")))
                        .containsAll(strings(part.path("pages")));
                  });
        }
        assertThat(ext.path("ext").path("shop").path("shop").asText()).isEqualTo("tea-house");
        assertThat(ext.path("ext").path("shop").path("style").asText()).contains("--shop-accent:");
      }
    }
  }

  private static List<String> strings(JsonNode array) {
    var all = new ArrayList<String>();
    array.forEach(each -> all.add(each.asText()));
    return all;
  }

  @Test
  void only_components_and_icons_that_are_used_are_packed() {
    var plain = generator.generate(DemoInput.shop("plain"));
    assertThat(plain.files().keySet())
        .noneMatch(path -> path.startsWith("miniprogram_npm/tdesign-miniprogram/calendar/"));
    var page =
        DemoInput.plugin(
            "diary",
            Map.of(
                "miniprogram.json", "{\"pages\": [\"a/a\"]}",
                "a/a.js", "Page({})",
                "a/a.wxml", "<t-icon name=\"heart\" /><t-calendar />",
                "a/a.json",
                    "{\"usingComponents\": {\"t-icon\": \"tdesign-miniprogram/icon/icon\","
                        + " \"t-calendar\": \"tdesign-miniprogram/calendar/calendar\"}}"));
    var project = generator.generate(DemoInput.shop("plain", page));
    assertThat(project.files())
        .containsKeys(
            "miniprogram_npm/tdesign-miniprogram/calendar/calendar.wxml",
            "miniprogram_npm/tdesign-miniprogram/popup/popup.js",
            "miniprogram_npm/tdesign-miniprogram/common/utils.wxs")
        .doesNotContainKey("miniprogram_npm/tdesign-miniprogram/table/table.js");
    assertThat(project.text("miniprogram_npm/tdesign-miniprogram/icon/icon.wxss"))
        .contains(".t-icon-heart{", "data:image/svg+xml,")
        .doesNotContain("https://", ".t-icon-zoom-out{");
  }

  @Test
  void a_package_that_is_too_large_is_refused_with_its_biggest_parts() {
    var files = new TreeMap<String, byte[]>();
    files.put("miniprogram.json", "{\"pages\": [\"a/a\"]}".getBytes());
    files.put("a/a.js", "Page({})".getBytes());
    files.put("a/a.wxml", "<view />".getBytes());
    files.put("film.png", new byte[1900 << 10]);
    files.put("poster.png", new byte[400 << 10]);
    var heavy = PluginPart.of("heavy", files);
    assertThatThrownBy(() -> generator.generate(DemoInput.shop("plain", heavy)))
        .isInstanceOf(BrokenProject.class)
        .hasMessageContainingAll(
            "packages/heavy/", "2.2 MB", "2 MB", "packages/heavy/film.png 1.9 MB");
  }

  @Test
  void a_plugin_that_names_what_it_does_not_have_is_refused_by_name() {
    for (var manifest :
        List.of(
            "{\"pages\": [\"a/a\"]}",
            "{\"blocks\": {\"strip\": \"a/a\"}}",
            "{\"slots\": {\"product\": \"a/a\"}}",
            "{\"slots\": {\"roof\": \"a/a\"}}",
            "{\"blocks\": {\"' || true\": \"a/a\"}}",
            "[]",
            "{")) {
      var broken = DemoInput.plugin("broken", Map.of("miniprogram.json", manifest));
      assertThatThrownBy(() -> generator.generate(DemoInput.shop("plain", broken)))
          .as(manifest)
          .isInstanceOf(BrokenProject.class)
          .hasMessageContainingAll("plugin broken:", "miniprogram.json");
    }
  }
}
