package io.wanpu.miniprogram.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.miniprogram.DemoInput;
import io.wanpu.miniprogram.design.ShopDesign;
import io.wanpu.miniprogram.project.ProjectGenerator;
import io.wanpu.miniprogram.project.ShopInput;
import io.wanpu.miniprogram.source.Library;
import io.wanpu.miniprogram.template.BrokenTemplate;
import io.wanpu.miniprogram.template.Templates;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WebBundlerTest {
  private static final String BASE = "/s/tea-house/";
  private final Library library = Library.load();
  private final ProjectGenerator generator = new ProjectGenerator(library);
  private final WebBundler bundler = new WebBundler(library, Templates.load());

  private WebBundle bundle(ShopInput input) {
    return bundler.bundle(generator.generate(input), BASE, true);
  }

  @Test
  void the_first_page_needs_no_more_than_300_kilobytes() {
    for (var theme : library.themes()) {
      assertThat(bundle(DemoInput.shop(theme, DemoInput.seckill())).firstLoad())
          .as(theme)
          .isLessThan(300 << 10);
    }
  }

  @Test
  void the_same_shop_gives_the_same_files() {
    var input = DemoInput.shop("plain", DemoInput.seckill());
    var other = new WebBundler(Library.load(), Templates.load());
    assertThat(bundle(input).boot())
        .isEqualTo(other.bundle(generator.generate(input), BASE, true).boot());
  }

  @Test
  void another_colour_changes_the_shops_own_part_only() {
    var input = DemoInput.shop("plain", DemoInput.seckill());
    var other =
        new ShopDesign(
            "plain",
            new TreeMap<>(Map.of("accent", "#005f73")),
            input.design().pages(),
            input.design().tabBar());
    var before = bundle(input).assets().keySet();
    var after =
        new HashSet<>(
            bundle(new ShopInput(input.shop(), other, input.plugins())).assets().keySet());
    after.removeAll(before);
    // the icons of the chosen tab wear the colour, too
    assertThat(after).allMatch(name -> name.matches("(shop\\.|file\\.\\w+\\.png$).*"));
    assertThat(after).anyMatch(name -> name.startsWith("shop."));
  }

  @Test
  void no_text_is_evaluated() {
    for (var asset : bundle(DemoInput.shop("plain", DemoInput.seckill())).assets().values()) {
      if (asset.type().contains("javascript")) {
        assertThat(new String(asset.content(), java.nio.charset.StandardCharsets.UTF_8))
            .as(asset.name())
            .doesNotContain("new Function(", "eval(");
      }
    }
  }

  @Test
  void a_plugins_broken_template_is_told_with_file_line_and_column() {
    var broken =
        DemoInput.plugin(
            "broken",
            Map.of(
                "miniprogram.json", "{\"pages\": [\"a/a\"]}",
                "a/a.js", "Page({})",
                "a/a.wxml", "<view>\n\n  {{1 +}}</view>"));
    assertThatThrownBy(() -> bundle(DemoInput.shop("plain", broken)))
        .isInstanceOf(BrokenTemplate.class)
        .hasMessageMatching("packages/broken/a/a.wxml:3:\\d+ .*");
  }
}
