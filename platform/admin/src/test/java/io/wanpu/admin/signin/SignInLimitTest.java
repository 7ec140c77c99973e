package io.wanpu.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  @Test
  void an_address_has_thirty_tries_a_minute_and_takes_none_from_others() {
    assertThat(IntStream.range(0, 30)).allMatch(i -> SignInLimit.allows("192.0.2.1"));

    // one more may have come back meanwhile
    assertThat(IntStream.range(0, 5)).anyMatch(i -> !SignInLimit.allows("192.0.2.1"));
    assertThat(SignInLimit.allows("192.0.2.2")).isTrue();
  }
}
