package io.wanpu.seckill.claim;

import io.wanpu.api.data.Batcher;
import io.wanpu.api.plugin.Mall;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where members queue for one SKU in an activity, on this node.
 *
 * <p>Once the row of stock is found empty a flag answers everybody at once, without queue, Redis or
 * database. Pieces that come back ring a bell that takes the flag down; because bells may be lost,
 * the row is looked at again every second while people ask. Members who have a claim here are let
 * through: a repeated request must get its claim, sold out or not.
 */
final class Lane {
  private static final int MOST = 256;
  private static final long LOOK_AGAIN_MILLIS = 1_000;
  private static final Answer NONE_LEFT = new Answer.SoldOut();

  private final Mall mall;
  private final ClaimBook book;
  private final SaleKey sale;
  private final SaleWriter writer;
  private final Batcher<Wish, Answer> batcher = new Batcher<>("seckill.busy", MOST, this::serve);
  private final AtomicLong bells = new AtomicLong();
  private volatile @Nullable SoldOut soldOut;

  Lane(Mall mall, ClaimBook book, SaleKey sale, Terms terms) {
    this.mall = mall;
    this.book = book;
    this.sale = sale;
    this.writer = new SaleWriter(mall, book, sale, terms);
  }

  /** Nothing left. */
  private static final class SoldOut {
    /** Revision of the row that said so. */
    private final long revision;

    /** Members with a claim, ascending. */
    private final long[] holders;

    private final AtomicLong lookedAt;

    SoldOut(long revision, long[] holders, long now) {
      this.revision = revision;
      this.holders = holders;
      this.lookedAt = new AtomicLong(now);
    }

    boolean holds(long member) {
      return Arrays.binarySearch(holders, member) >= 0;
    }
  }

  Answer ask(Wish wish) {
    var flag = soldOut;
    if (flag != null) {
      flag = stillUp(flag);
      if (flag != null && !flag.holds(wish.member().value())) {
        return NONE_LEFT;
      }
    }
    return batcher.ask(wish);
  }

  /** Pieces may have come back. */
  void ring() {
    bells.incrementAndGet();
    soldOut = null;
  }

  private List<Answer> serve(List<Wish> wishes) {
    var heard = bells.get();
    var answers = writer.serve(wishes);
    if (writer.emptied() && soldOut == null) {
      look(heard);
    }
    return answers;
  }

  /** Looks at the row every second. One thread does, the others go by what was seen last. */
  private @Nullable SoldOut stillUp(SoldOut flag) {
    var now = mall.clock().millis();
    var looked = flag.lookedAt.get();
    if (now - looked >= LOOK_AGAIN_MILLIS && flag.lookedAt.compareAndSet(looked, now)) {
      look(bells.get());
      return soldOut;
    }
    return flag;
  }

  private void look(long heard) {
    var stock = book.stock(sale);
    if (stock.isEmpty() || stock.get().left() > 0 || stock.get().closed()) {
      soldOut = null;
      return;
    }
    var flag = soldOut;
    if (flag != null && flag.revision == stock.get().revision()) {
      return;
    }
    // read after the row: whoever had a claim when it was empty is among them
    var seen = new SoldOut(stock.get().revision(), book.holders(sale), mall.clock().millis());
    if (bells.get() == heard) {
      soldOut = seen;
    }
  }
}
