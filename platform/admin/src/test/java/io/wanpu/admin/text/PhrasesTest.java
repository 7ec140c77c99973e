package io.wanpu.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T04:00:00Z");
  private static final Map<String, String> WORDS =
      Map.of(
          "sale", "{0}起，{1}，每人{2}件 '{3}'",
          "time.in.hours", "in {0} hours",
          "time.in.hours.one", "in 1 hour",
          "time.now", "now");

  private static Phrases phrases(Language language) {
    return new Phrases(
        (key, in) -> Optional.ofNullable(WORDS.get(key)),
        language,
        ZoneId.of("Asia/Shanghai"),
        "CNY",
        InstantSource.fixed(NOW));
  }

  @Test
  void money_and_instants_are_written_for_the_reader() {
    assertThat(phrases(Language.ZH).money(123_450)).isEqualTo("¥1,234.50");
    assertThat(phrases(Language.EN).money(-5)).isEqualTo("-¥0.05");
    assertThat(phrases(Language.ZH).when(NOW)).isEqualTo("12月1日 12:00");
    assertThat(phrases(Language.EN).when(NOW)).isEqualTo("1 Dec, 12:00");
    assertThat(phrases(Language.EN).ago(NOW.plusSeconds(4000))).isEqualTo("in 1 hour");
  }

  @Test
  void arguments_are_written_by_their_type_and_apostrophes_stand_for_themselves() {
    var text =
        Text.of("sale", Arg.when(NOW), Arg.money(3900), Arg.count(1000), Arg.words("{0} <b>"));

    assertThat(phrases(Language.ZH).text(text)).isEqualTo("12月1日 12:00起，¥39.00，每人1,000件 '{0} <b>'");
  }

  @Test
  void entered_amounts_become_minor_units_or_nothing() {
    var phrases = phrases(Language.ZH);
    assertThat(phrases.minor("1,234.5")).contains(123_450L);
    assertThat(phrases.minor("0.005")).isEmpty();
    assertThat(phrases.minor("1e99")).isEmpty();
    assertThat(phrases.minor("9".repeat(40))).isEmpty();
    assertThat(phrases.minor("")).isEmpty();
    assertThat(phrases.minor("12元")).isEmpty();
  }

  @Test
  void entered_times_are_in_the_zone_of_the_shop() {
    var phrases = phrases(Language.ZH);
    assertThat(phrases.instant("2026-12-01T20:00")).contains(Instant.parse("2026-12-01T12:00:00Z"));
    assertThat(phrases.instant("+999999999-12-31T00:00")).isEmpty();
    assertThat(phrases.instant("tomorrow")).isEmpty();
    assertThat(phrases.field(NOW)).isEqualTo("2026-12-01T12:00");
  }
}
