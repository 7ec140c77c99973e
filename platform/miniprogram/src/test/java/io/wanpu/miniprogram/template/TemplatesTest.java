package io.wanpu.miniprogram.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.miniprogram.source.Library;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final Templates fresh = new Templates(Map.of());

  @Test
  void a_broken_template_is_told_with_file_line_and_column() {
    assertThatThrownBy(
            () -> fresh.compile("packages/x/a.wxml", "<view>\n  <text>{{a..b}}</text>\n</view>"))
        .isInstanceOf(BrokenTemplate.class)
        .hasMessageStartingWith("packages/x/a.wxml:2:13 ");
    assertThatThrownBy(() -> fresh.compile("packages/x/a.wxml", "<view>\n <text>"))
        .isInstanceOf(BrokenTemplate.class)
        .hasMessageContaining("packages/x/a.wxml:1:2 missing end tag");
  }

  @Test
  void after_a_broken_one_others_compile_as_before() {
    var before = fresh.compile("a.wxml", "<view>{{b}}</view>").code();
    for (var i = 0; i < 50; i++) {
      var n = i;
      assertThatThrownBy(() -> fresh.compile("b.wxml", "<view" + n + ">{{</view>"))
          .isInstanceOf(BrokenTemplate.class);
    }
    assertThat(new Templates(Map.of()).compile("a.wxml", "<view>{{b}}</view>").code())
        .isEqualTo(before);
    assertThat(fresh.compile("c.wxml", "<view>{{b}}</view>").code()).isEqualTo(before);
  }

  @Test
  void an_older_binding_means_the_same() {
    assertThat(fresh.compile("a.wxml", "<view bindtap=\"go\" />").code())
        .isEqualTo(fresh.compile("a.wxml", "<view bind:tap=\"go\" />").code());
  }

  @Test
  void what_the_build_has_compiled_is_what_compiling_gives() {
    var prepared = Templates.load();
    Library.load()
        .core()
        .forEach(
            (path, content) -> {
              if (path.startsWith("pages/") && path.endsWith(".wxml")) {
                var source = new String(content, StandardCharsets.UTF_8);
                assertThat(prepared.compile(path, source).code())
                    .as(path)
                    .isEqualTo(fresh.compile(path, source).code());
              }
            });
  }
}
