package io.wanpu.storefront.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.id.MemberId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void one_member_too_fast_is_told_when_to_come_back_and_others_are_not() {
    var limits = new Limits(new Limits.Rates(0, 0, 2, 0));
    for (var i = 0; i < 10; i++) {
      limits.member(new MemberId(1));
    }
    assertThatThrownBy(() -> limits.member(new MemberId(1)))
        .isInstanceOfSatisfying(TooMany.class, e -> assertThat(e.seconds()).isEqualTo(1));
    limits.member(new MemberId(2));
  }

  @Test
  void zero_is_no_limit() {
    var limits = new Limits(new Limits.Rates(0, 0, 0, 0));
    for (var i = 0; i < 100_000; i++) {
      limits.address("10.0.0.1");
    }
  }

  @Test
  void five_hundred_members_of_one_address_may_sign_in_at_once() {
    var limits = new Limits(Limits.Rates.DEFAULT);
    for (var i = 0; i < 500; i++) {
      limits.signIn("10.0.0.1");
      limits.address("10.0.0.1");
    }
  }

  @Test
  void rates_come_from_the_environment() {
    assertThat(Limits.Rates.fromEnvironment(Map.of())).isEqualTo(Limits.Rates.DEFAULT);
    assertThat(Limits.Rates.fromEnvironment(Map.of("WANPU_LIMIT_MEMBER", "7")).member())
        .isEqualTo(7);
    assertThatThrownBy(() -> Limits.Rates.fromEnvironment(Map.of("WANPU_LIMIT_SHOP", "many")))
        .hasMessageContaining("WANPU_LIMIT_SHOP");
  }
}
