package io.wanpu.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.text.Reader;
import io.wanpu.kernel.text.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  record Part(@Min(value = 1, message = "trial.at_least_one") int pieces) {}

  record Whole(
      @NotBlank @Size(min = 2, max = 5) String name,
      List<Part> loose,
      List<@Valid Part> strict,
      Optional<Part> maybe,
      @Pattern(regexp = "[a-z]+") String word) {}

  private final Constraints constraints = new Constraints();

  @AfterEach
  void close() {
    constraints.close();
  }

  @Test
  void records_within_are_checked_whether_they_say_valid_or_not() {
    var zero = new Part(0);
    var errors =
        constraints.check(
            new Whole("ab", List.of(new Part(1), zero), List.of(zero), Optional.of(zero), "a"));
    assertThat(errors)
        .extracting(error -> error.field() + " " + error.message().key())
        .containsExactly(
            "loose[1].pieces trial.at_least_one",
            "maybe.pieces trial.at_least_one",
            "strict[0].pieces trial.at_least_one");
  }

  @Test
  void a_message_carries_the_bounds_of_its_constraint() {
    var errors =
        constraints.check(new Whole("abcdef", List.of(), List.of(), Optional.empty(), "A"));
    assertThat(errors.get(0).message())
        .isEqualTo(Text.of("validation.Size", Arg.count(2), Arg.count(5)));
    assertThat(errors.get(1).message()).isEqualTo(Text.of("validation.Pattern"));
    assertThat(
            new Texts(List.of())
                .write(errors.get(0).message(), Reader.in(Locale.SIMPLIFIED_CHINESE)))
        .isEqualTo("长度应在 2 到 5 之间。");
  }
}
