package io.wanpu.kernel.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class RoundingTest {
  @Test
  void half_a_fen_of_discount_is_rounded_up() {
    assertThat(Rounding.percent(50, 100)).isEqualTo(1);
    assertThat(Rounding.percent(49, 100)).isZero();
    assertThat(Rounding.percent(Long.MAX_VALUE, 10_000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_percentage_agrees_with_exact_decimals_at_every_size() {
    Seeds.each(
        2000,
        random -> {
          var amount = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
          var basisPoints = 1 + random.nextInt(10_000);
          assertThat(Rounding.percent(amount, basisPoints))
              .isEqualTo(
                  BigDecimal.valueOf(amount)
                      .multiply(BigDecimal.valueOf(basisPoints))
                      .divide(BigDecimal.valueOf(10_000), 0, RoundingMode.HALF_UP)
                      .longValueExact());
        });
  }

  @Test
  void a_product_beyond_a_long_is_still_divided_exactly() {
    Seeds.each(
        2000,
        random -> {
          var whole = 1 + (random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
          var a = random.nextLong(whole);
          var b = random.nextLong(whole);
          var quotient = Rounding.divide(a, b, whole);
          assertThat(
                  BigInteger.valueOf(quotient.floor())
                      .multiply(BigInteger.valueOf(whole))
                      .add(BigInteger.valueOf(quotient.remainder())))
              .isEqualTo(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
          assertThat(quotient.remainder()).isBetween(0L, whole - 1);
        });
  }

  @Test
  void a_quotient_beyond_a_long_fails_instead_of_wrapping_around() {
    assertThatThrownBy(() -> Rounding.divide(Long.MAX_VALUE, 3, 2))
        .isInstanceOf(ArithmeticException.class);
  }
}
