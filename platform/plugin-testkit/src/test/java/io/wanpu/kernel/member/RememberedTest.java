package io.wanpu.kernel.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.kernel.member.Remembered.Item;
import io.wanpu.kernel.member.Remembered.Kind;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What members mark and look at. */
@MallTest
class RememberedTest {
  private static ProductId product(Mall mall, Shop shop) {
    var sku = shop.sku(10, "9.90");
    return shop.call(() -> mall.skus().facts(List.of(sku)).get(sku)).product();
  }

  private static List<ProductId> list(Mall mall, MemberId who, Kind kind) {
    return mall.remembered().list(who, kind, Optional.empty(), 20).items().stream()
        .map(Item::product)
        .toList();
  }

  @Test
  void a_product_looked_at_again_is_the_latest_again(Mall mall, Shop shop, TestClock clock) {
    var first = product(mall, shop);
    var second = product(mall, shop);
    var who = shop.member();
    shop.run(
        () -> {
          for (var product : List.of(first, second, first)) {
            mall.remembered().remember(who, Kind.FOOTPRINT, product);
            clock.advance(Duration.ofSeconds(1));
          }
          assertThat(list(mall, who, Kind.FOOTPRINT)).containsExactly(first, second);
          mall.remembered().forget(who, Kind.FOOTPRINT, first);
          mall.remembered().forget(who, Kind.FOOTPRINT, first);
          assertThat(list(mall, who, Kind.FOOTPRINT)).containsExactly(second);
          assertThat(list(mall, who, Kind.FAVOURITE)).isEmpty();
          mall.remembered().forgetAll(who, Kind.FOOTPRINT);
          assertThat(list(mall, who, Kind.FOOTPRINT)).isEmpty();
        });
  }

  @Test
  void marks_are_paged_by_key_and_belong_to_one_member(Mall mall, Shop shop, TestClock clock) {
    var products = List.of(product(mall, shop), product(mall, shop), product(mall, shop));
    var who = shop.member();
    var other = shop.member();
    shop.run(
        () -> {
          for (var product : products) {
            mall.remembered().remember(who, Kind.FAVOURITE, product);
            mall.remembered().remember(who, Kind.FAVOURITE, product);
            clock.advance(Duration.ofSeconds(1));
          }
          var page = mall.remembered().list(who, Kind.FAVOURITE, Optional.empty(), 2);
          assertThat(page.items())
              .extracting(Item::product)
              .containsExactly(products.get(2), products.get(1));
          var rest = mall.remembered().list(who, Kind.FAVOURITE, page.next(), 2);
          assertThat(rest.items()).extracting(Item::product).containsExactly(products.get(0));
          assertThat(rest.next()).isEmpty();
          assertThat(mall.remembered().has(who, Kind.FAVOURITE, products.get(0))).isTrue();
          assertThat(mall.remembered().has(other, Kind.FAVOURITE, products.get(0))).isFalse();
          assertThat(list(mall, other, Kind.FAVOURITE)).isEmpty();
        });
  }

  @Test
  void what_is_not_on_the_shelf_or_another_shops_is_not_remembered(
      Mall mall, Shop shop, Shop other) {
    var foreign = product(mall, other);
    var member = shop.member();
    shop.run(
        () -> {
          for (var kind : Kind.values()) {
            assertThatThrownBy(() -> mall.remembered().remember(member, kind, foreign))
                .isInstanceOfSatisfying(
                    MallException.class,
                    e -> assertThat(e.code()).isEqualTo("catalog.product_unknown"));
          }
        });
  }

  @Test
  void only_the_latest_hundred_footprints_are_kept(Mall mall, Shop shop, TestClock clock) {
    var member = shop.member();
    var first = product(mall, shop);
    shop.run(() -> mall.remembered().remember(member, Kind.FOOTPRINT, first));
    for (var i = 0; i < Remembered.MOST_FOOTPRINTS; i++) {
      clock.advance(Duration.ofSeconds(1));
      var next = product(mall, shop);
      shop.run(() -> mall.remembered().remember(member, Kind.FOOTPRINT, next));
    }
    shop.run(
        () -> {
          assertThat(mall.remembered().has(member, Kind.FOOTPRINT, first)).isFalse();
          assertThat(mall.remembered().list(member, Kind.FOOTPRINT, Optional.empty(), 100).items())
              .hasSize(Remembered.MOST_FOOTPRINTS);
        });
  }
}
