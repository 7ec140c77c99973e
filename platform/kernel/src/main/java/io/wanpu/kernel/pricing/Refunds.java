package io.wanpu.kernel.pricing;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import io.wanpu.api.text.Arg;
import java.util.List;
import java.util.Map;

/**
 * Gives back what was paid. Refunding every piece returns exactly the line's total, however the
 * pieces are divided over refunds, and no refund changes what the others get: prices are never
 * computed again.
 */
public final class Refunds {
  private Refunds() {}

  /**
   * What has gone back of a line so far.
   *
   * @param pieces pieces
   * @param amount minor units, also of refunds without a piece
   */
  public record Refunded(int pieces, long amount) {
    /** Nothing yet. */
    public static final Refunded NOTHING = new Refunded(0, 0);

    public Refunded {
      if (pieces < 0 || amount < 0) {
        throw new IllegalArgumentException(pieces + " pieces refunded with " + amount);
      }
    }

    /** After one more refund. */
    public Refunded and(int morePieces, long moreAmount) {
      return new Refunded(Math.addExact(pieces, morePieces), Math.addExact(amount, moreAmount));
    }
  }

  /**
   * What so many more pieces give back: what was paid for them, and never more than is left.
   *
   * @throws MallException 409 {@code refund.too_many_pieces} when fewer are left; 422 {@code
   *     refund.no_pieces} below one
   */
  public static long ofPieces(PricedCart.Line line, Refunded before, int pieces) {
    if (pieces < 1) {
      throw new MallException(ErrorKind.INVALID, "refund.no_pieces");
    }
    var left = line.quantity() - before.pieces();
    if (pieces > left) {
      throw new MallException(
          ErrorKind.CONFLICT, "refund.too_many_pieces", Arg.count(Math.max(0, left)));
    }
    var paid =
        paidForFirst(line.units(), before.pieces() + pieces)
            - paidForFirst(line.units(), before.pieces());
    return Math.min(paid, left(line, before));
  }

  /**
   * The same amount when the line can still give it back, for refunds that staff type in.
   *
   * @throws MallException 409 {@code refund.too_much} when less is left; 422 {@code
   *     refund.no_amount} at zero or below
   */
  public static long ofAmount(PricedCart.Line line, Refunded before, long amount) {
    if (amount < 1) {
      throw new MallException(ErrorKind.INVALID, "refund.no_amount");
    }
    if (amount > left(line, before)) {
      throw new MallException(ErrorKind.CONFLICT, "refund.too_much", Arg.money(left(line, before)));
    }
    return amount;
  }

  /** What can still go back of a line, minor units. */
  public static long left(PricedCart.Line line, Refunded before) {
    return Math.max(0, line.total() - before.amount());
  }

  /**
   * The freight that may go back: all that was paid once every piece that had a price has been
   * refunded, nothing before.
   *
   * @param after by number of the line, with the refund at hand; lines without an entry have not
   *     been refunded
   */
  public static long freight(PricedCart cart, Map<Integer, Refunded> after) {
    var everything =
        cart.lines().stream()
            .allMatch(
                line ->
                    line.listPrice() == 0
                        || after.getOrDefault(line.no(), Refunded.NOTHING).pieces()
                            >= line.quantity());
    return everything ? cart.freight() - cart.freightDiscount() : 0;
  }

  private static long paidForFirst(List<UnitShare> units, int pieces) {
    var paid = 0L;
    for (var unit : units) {
      var taken = Math.min(pieces, unit.pieces());
      paid += unit.each() * taken;
      pieces -= taken;
    }
    return paid;
  }
}
