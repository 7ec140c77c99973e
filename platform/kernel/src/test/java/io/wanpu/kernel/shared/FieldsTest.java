package io.wanpu.kernel.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void good_text_comes_back_tidy() {
    var fields = new Fields();
    assertThat(fields.line("a", "  龙井 😀 ", 1, 10)).isEqualTo("龙井 😀");
    assertThat(fields.text("b", "一\n二\t三", 1, 10)).isEqualTo("一\n二\t三");
    assertThat(fields.number("c", 5, 0, 5)).isEqualTo(5);
    assertThat(fields.ok()).isTrue();
    fields.orThrow();
  }

  @Test
  void each_field_at_fault_is_named_with_the_reason() {
    var fields = new Fields();
    fields.line("empty", " ", 1, 10);
    fields.line("long", "😀".repeat(11), 1, 10);
    fields.line("control", "a\u0000b", 1, 10);
    fields.line("lines", "a\nb", 1, 10);
    fields.line("surrogate", "a\ud83d", 1, 10);
    fields.number("number", 6, 0, 5);
    fields.money("money", -1, 0, 5);
    assertThat(fields.errors())
        .extracting(e -> e.field() + " " + e.message().key())
        .containsExactly(
            "empty error.field.required",
            "long error.field.too_long",
            "control error.field.bad_characters",
            "lines error.field.bad_characters",
            "surrogate error.field.bad_characters",
            "number error.field.out_of_range",
            "money error.field.money_out_of_range");
    assertThatThrownBy(fields::orThrow)
        .isInstanceOfSatisfying(MallException.class, e -> assertThat(e.fields()).hasSize(7));
  }

  @Test
  void characters_count_as_the_database_counts_them() {
    var fields = new Fields();
    fields.line("a", "😀".repeat(10), 1, 10);
    assertThat(fields.ok()).isTrue();
  }
}
