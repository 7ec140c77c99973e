package io.wanpu.miniprogram.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final Map<String, Object> NAMES =
      Map.of("n", 3.0, "text", "茶", "list", List.of("a", "b"), "item", Map.of("name", "x"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          n + 1 * 2            ; 5
          (n + 1) * 2          ; 8
          text + n             ; 茶3
          n > 2 && text        ; 茶
          missing || 'none'    ; none
          !missing             ; true
          n === 3 ? 'y' : 'n'  ; y
          list.length          ; 2
          list[1]              ; b
          item.name + "s"      ; xs
          missing.name         ; ``
          -n                   ; -3
          7 % n                ; 1
          """)
  void reads_as_scripts_do(String source, String value) {
    assertThat(Values.text(Expression.parse(source).of(NAMES::get))).isEqualTo(value);
  }

  @Test
  void objects_of_modules_are_read() {
    assertThat(
            Expression.exported(
                "// words\nmodule.exports = {\n  a: { b: '它\\'s', }, // more\n  'c-d': [1, 2],\n};\n"))
        .isEqualTo(Map.of("a", Map.of("b", "它's"), "c-d", List.of(1.0, 2.0)));
  }

  @Test
  void what_is_written_otherwise_is_left_to_the_runtime() {
    for (var source : List.of("a => 1", "1 +", "'open", "f(1)", "a b")) {
      assertThatThrownBy(() -> Expression.parse(source).of(NAMES::get))
          .isInstanceOf(Unpaintable.class);
    }
  }
}
