package io.wanpu.miniprogram.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AccentTest {
  @Test
  void contrast_is_that_of_the_guidelines() {
    assertThat(new Accent("#000000").contrast()).isCloseTo(21, within(0.001));
    assertThat(new Accent("#ffffff").contrast()).isCloseTo(1, within(0.001));
    // the well-known lightest grey that is readable on white, and the next one that is not
    assertThat(new Accent("#767676").isReadable()).isTrue();
    assertThat(new Accent("#777777").isReadable()).isFalse();
  }

  @Test
  void text_can_be_read_on_the_tint_of_every_readable_colour() {
    var random = new Random(7);
    for (var i = 0; i < 2_000; i++) {
      var accent = new Accent("#%06x".formatted(random.nextInt(1 << 24)));
      if (accent.isReadable()) {
        var tokens = accent.tokens();
        var text = new Accent(tokens.get("accent-text")).contrast();
        var soft = new Accent(tokens.get("accent-soft")).contrast();
        assertThat(text / soft).as(accent.hex()).isGreaterThanOrEqualTo(Accent.READABLE);
      }
    }
  }

  @Test
  void what_is_no_colour_is_refused() {
    for (var none : new String[] {"", "red", "#fff", "#12345g", "#1234567", "#123456;}"}) {
      assertThatThrownBy(() -> new Accent(none)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
