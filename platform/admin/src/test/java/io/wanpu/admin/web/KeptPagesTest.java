package io.wanpu.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.admin.text.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptPagesTest {
  private final List<KeptPages.Key> rendered = new ArrayList<>();
  private final KeptPages pages = new KeptPages("TOKEN", this::render);

  private String render(KeptPages.Key key) {
    rendered.add(key);
    return "<p>茶 TOKEN" + key.model() + pages.mark() + "</p>TOKEN";
  }

  private String page(@Nullable Around around, String title, String token, String filling) {
    var key =
        new KeptPages.Key("list", Optional.empty(), Language.ZH, around, Map.of("title", title));
    return new String(pages.filled(key, token, filling), StandardCharsets.UTF_8);
  }

  private static Around around(String name) {
    return new Around(new Shell(true, "茶舍", true, name, "7", "/", List.of()), null, null, null);
  }

  @Test
  void a_page_is_rendered_once_and_filled_for_each_reader() {
    assertThat(page(around("Li"), "Tea", "a1", "<tr>红</tr>"))
        .isEqualTo("<p>茶 a1{title=Tea}<tr>红</tr></p>a1");
    assertThat(page(around("Li"), "Tea", "b2", "")).isEqualTo("<p>茶 b2{title=Tea}</p>b2");
    assertThat(rendered).hasSize(1);
  }

  @Test
  void what_is_in_the_filling_is_no_place_for_a_token() {
    assertThat(page(null, "Tea", "secret", "TOKEN" + pages.mark()))
        .isEqualTo("<p>茶 secret{title=Tea}TOKEN" + pages.mark() + "</p>secret");
  }

  @Test
  void another_reader_or_other_values_make_another_page() {
    page(around("Li"), "Tea", "t", "");
    page(around("Wang"), "Tea", "t", "");
    page(around("Li"), "Linen", "t", "");
    assertThat(rendered).hasSize(3).doesNotHaveDuplicates();
  }
}
