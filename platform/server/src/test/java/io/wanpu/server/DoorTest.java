package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/shops/a", "/s/a/", "/openapi", "/s"})
  void shoppers_addresses_do_not_exist_for_staff(String path) {
    assertThat(Door.STOREFRONT.leadsTo(path)).isTrue();
    assertThat(Door.ADMIN.leadsTo(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/sign-in", "/orders/1", "/operator/api/plugins", "/x/seckill/", "/sx"})
  void staffs_addresses_do_not_exist_for_shoppers(String path) {
    assertThat(Door.ADMIN.leadsTo(path)).isTrue();
    assertThat(Door.STOREFRONT.leadsTo(path)).isFalse();
  }

  @Test
  void pictures_are_behind_both() {
    assertThat(Door.ADMIN.leadsTo("/media/1/ab")).isTrue();
    assertThat(Door.STOREFRONT.leadsTo("/media/1/ab")).isTrue();
  }
}
