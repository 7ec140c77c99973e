package io.wanpu.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Reader CHINESE =
      Reader.in(Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), "CNY");
  private static final Reader ENGLISH =
      Reader.in(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), "CNY");
  private final Texts texts =
      new Texts(
          List.of(
              Bundle.of(
                  "sale.all={0} 起，{1} 件，{2}，{3}，'{4}'",
                  "sale.all=From {0}, {1}, {2}, {3}, '{4}'")));

  @Test
  void every_kind_of_argument_is_written_in_the_readers_language() {
    var text =
        Text.of(
            "sale.all",
            Arg.when(Instant.parse("2026-12-01T12:00:00Z")),
            Arg.count(12_000),
            Arg.money(123_450),
            Arg.percent(8_550),
            Arg.words("亚麻 {0} $1"));
    assertThat(texts.write(text, CHINESE))
        .isEqualTo("2026年12月1日 20:00 起，12,000 件，¥1,234.50，85.5%，'亚麻 {0} $1'");
    assertThat(texts.write(text, ENGLISH))
        .isEqualTo("From 1 Dec 2026, 20:00, 12,000, ¥1,234.50, 85.5%, '亚麻 {0} $1'");
  }

  @Test
  void chinese_is_what_everybody_gets_who_does_not_read_english() {
    assertThat(texts.write(Text.of("validation.Positive"), Reader.in(Locale.FRENCH)))
        .isEqualTo("必须大于 0。");
  }

  @Test
  void a_key_that_nobody_knows_is_shown_as_it_is() {
    assertThat(texts.write(Text.of("nobody.knows"), ENGLISH)).isEqualTo("nobody.knows");
  }

  @Test
  void the_kernels_messages_stand_in_both_languages() {
    var kernel = Bundle.of(Texts.class.getClassLoader(), "messages_kernel");
    assertThat(kernel.halfTranslated()).isEmpty();
  }
}
