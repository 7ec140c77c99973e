package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line half-way through its promotions.
 *
 * @param unitPrice what the shopper sees for a piece so far
 * @param total what is paid for all pieces so far
 */
record LinePrice(CartLine line, long unitPrice, long total) {

  /** Before promotions. */
  static LinePrice listed(CartLine line) {
    return new LinePrice(line, line.listPrice(), line.listTotal());
  }

  /** How much the line can still give before its pieces are at their floor. */
  long room() {
    return line.floor() >= unitPrice ? 0 : total - line.floor() * line.quantity();
  }

  /** The line with that much off the price of a piece, as far as its floor lets it. */
  LinePrice offEach(long amount) {
    var after = unitPrice - Math.min(amount, Math.max(0, unitPrice - line.floor()));
    return new LinePrice(line, after, after * line.quantity());
  }

  /** The line with that much off its total. */
  LinePrice off(long amount) {
    return new LinePrice(line, unitPrice, total - amount);
  }

  PricedCart.Line priced() {
    return new PricedCart.Line(
        line.no(),
        line.product(),
        line.sku(),
        line.quantity(),
        line.listPrice(),
        unitPrice,
        total,
        units());
  }

  /** All pieces weigh the same: they differ by one minor unit at most, and the first pay less. */
  private List<UnitShare> units() {
    var each = total / line.quantity();
    var oneMore = (int) (total % line.quantity());
    return Stream.of(
            new UnitShare(line.quantity() - oneMore, each), new UnitShare(oneMore, each + 1))
        .filter(unit -> unit.pieces() > 0)
        .toList();
  }
}
