package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.launcher.ServerEnvironment;
import io.wanpu.launcher.Stack;
import io.wanpu.runtime.Mall;
import io.wanpu.seckill.FlashSale.Got;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis and MariaDB die in the middle of a sale. They are this test's own. */
class LossTest {
  @TempDir static Path data;
  private static Stack stack;
  private static Mall mall;

  @BeforeAll
  static void start() {
    stack = Stack.ensure(data);
    mall =
        new Mall(
            MallConfig.fromEnvironment(
                ServerEnvironment.of(
                    stack, "loss", stack.ports().storefront(), stack.ports().admin())),
            new TestClock());
    mall.start();
    FlashSale.install(mall);
  }

  @AfterAll
  static void stop() {
    mall.close();
    stack.stop();
  }

  private static long pieces(List<Got> got) {
    return got.stream().filter(Got.Piece.class::isInstance).count();
  }

  @Test
  void redis_dies_with_its_memory_and_comes_back_empty() {
    var shop = Shop.open(mall);
    var sale = FlashSale.of(shop, stack, 120, 1);
    var asked = new AtomicInteger();

    var got =
        Shoppers.concurrently(
            200,
            i -> {
              switch (asked.incrementAndGet()) {
                case 40 -> stack.redis().daemon().kill();
                case 120 -> stack.redis().ensureRunning();
                default -> {}
              }
              return sale.claim(shop.member());
            });

    assertThat(pieces(got)).isEqualTo(120);
    assertThat(got)
        .filteredOn(Got.Refusal.class::isInstance)
        .allMatch(g -> ((Got.Refusal) g).code().equals("seckill.sold_out"));
    assertThat(sale.row().left()).isZero();
    sale.booksAgree();
  }

  @Test
  void without_redis_pieces_are_sold_returned_and_sold_again() {
    var shop = Shop.open(mall);
    var sale = FlashSale.of(shop, stack, 3, 1);
    stack.redis().daemon().kill();
    try {
      var first = shop.member();
      var claim = sale.piece(first);
      sale.piece(shop.member());
      sale.piece(shop.member());
      assertThat(sale.claim(shop.member())).isEqualTo(new Got.Refusal("seckill.sold_out"));

      sale.cancel(first, claim);

      assertThat(sale.claim(shop.member())).isInstanceOf(Got.Piece.class);
      sale.booksAgree();
    } finally {
      stack.redis().ensureRunning();
    }
  }

  @Test
  void mariadb_dies_and_no_acknowledged_claim_is_lost() {
    var shop = Shop.open(mall);
    var sale = FlashSale.of(shop, stack, 100, 1);
    var members = IntStream.range(0, 60).mapToObj(i -> shop.member()).toList();
    var asked = new AtomicInteger();

    var got =
        Shoppers.concurrently(
            60,
            i -> {
              if (asked.incrementAndGet() == 20) {
                stack.mariadb().daemon().kill();
                stack.mariadb().ensureRunning();
              }
              return sale.claim(members.get(i), 1, "key-" + i);
            });

    for (var i = 0; i < 60; i++) {
      var again = sale.claim(members.get(i), 1, "key-" + i);
      assertThat(again).as("asking again tells what became of it").isInstanceOf(Got.Piece.class);
      if (got.get(i) instanceof Got.Piece before) {
        assertThat(((Got.Piece) again).claim().id()).isEqualTo(before.claim().id());
      }
    }
    assertThat(sale.row().left()).isEqualTo(40);
    sale.booksAgree();
  }
}
