package io.wanpu.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.testkit.Shoppers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BatcherTest {
  @RepeatedTest(5)
  void everybody_gets_an_answer_of_their_own_and_errands_never_overlap() {
    var errands = new AtomicInteger();
    var underWay = new AtomicInteger();
    var batcher =
        new Batcher<Integer, Integer>(
            "server.busy",
            8,
            wishes -> {
              assertThat(underWay.incrementAndGet()).isEqualTo(1);
              assertThat(wishes).hasSizeBetween(1, 8);
              errands.incrementAndGet();
              Thread.yield();
              underWay.decrementAndGet();
              return wishes.stream().map(wish -> wish * 2).toList();
            });

    var answers = Shoppers.concurrently(2000, batcher::ask);

    for (var i = 0; i < 2000; i++) {
      assertThat(answers.get(i)).isEqualTo(i * 2);
    }
    assertThat(errands.get()).isLessThan(2000);
  }

  @Test
  void a_failed_errand_fails_all_who_took_part_and_nobody_else() {
    var batcher =
        new Batcher<Integer, Integer>(
            "server.busy",
            64,
            wishes -> {
              if (wishes.contains(7)) {
                throw new MallException(ErrorKind.UNAVAILABLE, "server.database_away");
              }
              return wishes;
            });

    assertThatThrownBy(() -> batcher.ask(7)).isInstanceOf(MallException.class);
    assertThat(batcher.ask(8)).isEqualTo(8);
  }

  @Test
  void who_is_interrupted_stops_waiting_and_the_others_go_on() throws Exception {
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var batcher =
        new Batcher<Integer, Integer>(
            "server.busy",
            1,
            wishes -> {
              started.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return wishes;
            });
    var first = Thread.startVirtualThread(() -> batcher.ask(1));
    started.await();
    var refused = new CountDownLatch(1);
    var second =
        Thread.startVirtualThread(
            () -> {
              try {
                batcher.ask(2);
              } catch (MallException busy) {
                refused.countDown();
              }
            });
    var answers = new CountDownLatch(1);
    var third =
        Thread.startVirtualThread(
            () -> {
              if (batcher.ask(3) == 3) {
                answers.countDown();
              }
            });

    second.interrupt();
    refused.await();
    goOn.countDown();

    for (var thread : List.of(first, second, third)) {
      thread.join();
    }
    assertThat(answers.getCount()).isZero();
  }
}
