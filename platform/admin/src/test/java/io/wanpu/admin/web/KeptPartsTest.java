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

  /** Is what it says, and counts how often somebody wanted to know. */
  private static final class Asked {
    private int times;

    @Override
    public boolean equals(Object other) {
      return other instanceof Asked;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      times++;
      return "<Tea & co>";
    }
  }

  @Test
  void a_part_is_rendered_once_and_every_reader_gets_her_own_token() {
    var first = new Asked();
    var second = new Asked();
    assertThat(parts.in(Language.ZH, "token-of-li").part(FORM, "form", first))
        .isEqualTo("<form><input value=\"token-of-li\"/><b>&lt;Tea &amp; co&gt;</b></form>");
    assertThat(parts.in(Language.ZH, "token-of-wang").part(FORM, "form", second))
        .isEqualTo("<form><input value=\"token-of-wang\"/><b>&lt;Tea &amp; co&gt;</b></form>");
    assertThat(first.times).isEqualTo(1);
    assertThat(second.times).as("the part was kept").isZero();
  }

  @Test
  void what_looks_different_is_rendered_for_itself() {
    assertThat(parts.in(Language.ZH, "t").part(FORM, "form", "tea"))
        .isNotEqualTo(parts.in(Language.ZH, "t").part(FORM, "form", "linen"));
  }
}
