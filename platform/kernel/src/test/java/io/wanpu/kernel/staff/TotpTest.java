package io.wanpu.kernel.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final String SECRET =
      Totp.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** Appendix B of RFC 6238, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void codes_are_those_of_the_standard(long second, String code) {
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void a_secret_is_written_as_the_standard_says() {
    assertThat(SECRET).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.encode("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
  }

  @Test
  void a_code_holds_for_a_step_before_and_after_its_own() {
    var at = Instant.ofEpochSecond(1_111_111_111);

    for (var seconds : new long[] {-30, 0, 30}) {
      assertThat(Totp.step(SECRET, "050471", at.plusSeconds(seconds))).hasValue(1_111_111_111 / 30);
    }
    assertThat(Totp.step(SECRET, "050471", at.plusSeconds(90))).isEmpty();
    assertThat(Totp.step(SECRET, "050471", at.minusSeconds(60))).isEmpty();
    assertThat(Totp.step(SECRET, "", at)).isEmpty();
  }
}
