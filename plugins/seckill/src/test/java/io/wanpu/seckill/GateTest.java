package io.wanpu.seckill;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.gate.Gates;
import io.wanpu.seckill.FlashSale.Got;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestMall;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The gate may lag, lie or vanish: never a piece too many, and in the end it agrees with the row.
 */
@MallTest
class GateTest {
  @BeforeAll
  static void plugin() {
    FlashSale.install(TestMall.get().mall());
  }

  private static long pieces(Iterable<Got> got) {
    var pieces = 0;
    for (var each : got) {
      pieces += each instanceof Got.Piece ? 1 : 0;
    }
    return pieces;
  }

  @Test
  void a_wiped_gate_is_rebuilt_from_the_database_under_a_new_epoch(Shop shop) {
    var sale = FlashSale.of(shop, 100, 1);
    sale.piece(shop.member());
    var before = sale.row().epoch();
    var done = new AtomicInteger();

    var got =
        Shoppers.concurrently(
            160,
            i -> {
              if (done.incrementAndGet() % 25 == 0) {
                sale.gate(Gates::shut);
              }
              return sale.claim(shop.member());
            });

    assertThat(pieces(got)).as("got " + got).isEqualTo(99);
    assertThat(sale.row().left()).isZero();
    assertThat(sale.row().epoch()).isGreaterThan(before);
    sale.booksAgree();
  }

  @Test
  void a_ticket_of_an_old_epoch_is_refused_and_the_gate_agrees_with_the_row_again(Shop shop) {
    var sale = FlashSale.of(shop, 10, 1);
    sale.piece(shop.member());
    // the count of pieces was corrected elsewhere, under a new epoch; this gate still hands out
    // nine tickets of the old one
    sale.change("update sale_stock set epoch = epoch + 1, left_count = 4 where HERE");
    assertThat(sale.gate()).hasValue(9);

    sale.piece(shop.member());

    assertThat(sale.row().left()).isEqualTo(3);
    assertThat(sale.gate()).hasValue(3);
    var got = Shoppers.concurrently(20, i -> sale.claim(shop.member()));
    assertThat(pieces(got)).isEqualTo(3);
    assertThat(sale.row().left()).isZero();
  }

  @Test
  void a_gate_that_promises_too_much_sells_nothing_that_is_not_there(Shop shop) {
    var sale = FlashSale.of(shop, 10, 1);
    sale.piece(shop.member());
    sale.gate((gates, key) -> gates.give(key, sale.row().epoch(), 1000));

    var got = Shoppers.concurrently(60, i -> sale.claim(shop.member()));

    assertThat(pieces(got)).isEqualTo(9);
    assertThat(got)
        .filteredOn(Got.Refusal.class::isInstance)
        .allMatch(g -> ((Got.Refusal) g).code().equals("seckill.sold_out"));
    sale.booksAgree();
  }

  @Test
  void a_gate_that_has_lost_pieces_does_not_keep_them_from_being_sold(Shop shop) {
    var sale = FlashSale.of(shop, 10, 1);
    sale.piece(shop.member());
    // a node took eight tickets and died
    sale.gate((gates, key) -> gates.take(key, 8));

    var got = Shoppers.concurrently(20, i -> sale.claim(shop.member()));

    assertThat(pieces(got)).isEqualTo(9);
    sale.booksAgree();
  }

  @Test
  void two_nodes_with_a_gate_that_keeps_vanishing_sell_what_there_is(Shop shop) {
    var sale = FlashSale.of(shop, 80, 1);
    var there = sale.onSecondNode();

    var got =
        Shoppers.concurrently(
            200,
            i -> {
              if (i % 10 == 0) {
                sale.gate(Gates::shut);
              }
              return (i % 2 == 0 ? sale : there).claim(shop.member());
            });

    assertThat(pieces(got)).isEqualTo(80);
    sale.booksAgree();
  }

  @Test
  void who_takes_pieces_ahead_leaves_three_quarters_of_what_is_there(Shop shop) {
    var sale = FlashSale.of(shop, 101, 1);
    sale.piece(shop.member());

    sale.gate((gates, key) -> assertThat(taken(gates.take(key, 5, 10))).isEqualTo(15));
    sale.gate((gates, key) -> assertThat(taken(gates.take(key, 5, 1_000))).isEqualTo(21));
    sale.gate((gates, key) -> assertThat(taken(gates.take(key, 60, 1_000))).isEqualTo(60));
    sale.gate((gates, key) -> assertThat(taken(gates.take(key, 60, 1_000))).isEqualTo(4));
    sale.gate((gates, key) -> assertThat(taken(gates.take(key, 1, 1_000))).isZero());
  }

  private static long taken(Gates.Answer answer) {
    return ((Gates.Answer.Ticket) answer).pieces();
  }
}
