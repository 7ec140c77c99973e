package io.wanpu.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.admin.text.Language;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class KeptPartsTest {
  private static final String FORM =
      "<form th:fragment=\"form\"><input th:value=\"${csrf}\"/><b th:text=\"${of}\"></b></form>";

  private final KeptParts parts = new KeptParts(engine(), "/assets/");

  private static TemplateEngine engine() {
    var engine = new TemplateEngine();
    engine.setTemplateResolver(new StringTemplateResolver());
    return engine;
  }

  @Test
  void a_part_is_rendered_once_and_every_reader_gets_her_own_token() {
    var first = parts.in(Language.ZH).part(FORM, "form", "<Tea & co>");
    var second = parts.in(Language.ZH).part(FORM, "form", "<Tea & co>");
    assertThat(second).isSameAs(first);
    assertThat(parts.filled(first, "token-of-li"))
        .isEqualTo("<form><input value=\"token-of-li\"/><b>&lt;Tea &amp; co&gt;</b></form>");
    assertThat(parts.filled(second, "token-of-wang"))
        .contains("token-of-wang")
        .doesNotContain("token-of-li");
  }

  @Test
  void what_looks_different_is_rendered_for_itself() {
    assertThat(parts.in(Language.ZH).part(FORM, "form", "tea"))
        .isNotEqualTo(parts.in(Language.ZH).part(FORM, "form", "linen"));
  }

  @Test
  void nobody_can_write_the_mark_of_the_token() {
    var html = parts.in(Language.EN).part(FORM, "form", "x");
    var other = new KeptParts(engine(), "/assets/").in(Language.EN).part(FORM, "form", "x");
    assertThat(html).as("the mark is another one in each server").isNotEqualTo(other);
  }
}
