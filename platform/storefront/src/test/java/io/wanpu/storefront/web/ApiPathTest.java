package io.wanpu.storefront.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
  @Test
  void takes_an_address_apart() {
    assertThat(ApiPath.parse("/api/v1/shops/tea"))
        .isEqualTo(new ApiPath(ApiPath.Area.SHOPS, "tea", ""));
    assertThat(ApiPath.parse("/api/v1/shops/tea/orders/12/cancel"))
        .isEqualTo(new ApiPath(ApiPath.Area.SHOPS, "tea", "orders/12/cancel"));
    assertThat(ApiPath.parse("/api/v1/callbacks/tea/wechat"))
        .isEqualTo(new ApiPath(ApiPath.Area.CALLBACKS, "tea", "wechat"));
  }

  @Test
  void knows_the_page_of_a_product() {
    assertThat(ApiPath.parse("/api/v1/shops/tea/products/123").product()).isEqualTo(123);
    assertThat(ApiPath.parse("/api/v1/shops/tea/products").product()).isZero();
    assertThat(ApiPath.parse("/api/v1/shops/tea/products/").product()).isZero();
    assertThat(ApiPath.parse("/api/v1/shops/tea/products/12a").product()).isZero();
    assertThat(ApiPath.parse("/api/v1/shops/tea/products/1/2").product()).isZero();
    assertThat(ApiPath.parse("/api/v1/shops/tea/products/99999999999999999999").product()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/shops/tea/..;/admin",
        "/api/v1/shops/tea/../books",
        "/api/v1/shops/tea/./cart",
        "/api/v1/shops/tea/..",
        "/api/v1/shops/tea//cart",
        "/api/v1/shops/tea%2fcart",
        "/api/v1/shops/tea%2Fcart",
        "/api/v1/shops/tea%252fcart",
        "/api/v1/shops/tea%5ccart",
        "/api/v1/shops/%2e%2e/tea",
        "/api/v1/shops/tea/x%00",
        "/api/v1/shops/tea/x%0d%0a",
        "/api/v1/shops/tea/x%3bj=1",
        "/api/v1/shops/tea/x;j=1",
        "/api/v1/shops/tea/x\\y",
        "/api/v1/shops/tea/x%zz",
        "/api/v1/shops/tea/x%2",
        "/api/v1/shops/tea/x y",
        "/api/v1/shops/茶"
      })
  void refuses_tricks(String uri) {
    assertThatThrownBy(() -> ApiPath.parse(uri))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.code()).isEqualTo("request.bad_path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v1/shops", "/api/v2/shops/tea"})
  void knows_nothing_else(String uri) {
    assertThatThrownBy(() -> ApiPath.parse(uri))
        .isInstanceOfSatisfying(
            MallException.class, e -> assertThat(e.kind().status()).isEqualTo(404));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%", "q=%0", "q=%zz", "q=%00", "a=1&q=x%00y"})
  void refuses_queries_that_are_none(String query) {
    assertThatThrownBy(() -> ApiPath.checkQuery(query)).isInstanceOf(MallException.class);
  }

  @Test
  void takes_other_queries() {
    ApiPath.checkQuery("q=%E8%8C%B6&lang=en&a=%2F..%252e");
  }
}
