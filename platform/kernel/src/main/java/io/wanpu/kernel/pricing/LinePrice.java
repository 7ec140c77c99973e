package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import java.util.ArrayList;
import java.util.List;

/**
 * A line half-way through its promotions.
 *
 * @param unitPrice what the shopper sees for a piece so far
 * @param units what is paid for each piece so far
 */
record LinePrice(CartLine line, long unitPrice, List<UnitShare> units) {

  /** Before promotions. */
  static LinePrice listed(CartLine line) {
    return at(line, line.listPrice());
  }

  private static LinePrice at(CartLine line, long unitPrice) {
    return new LinePrice(line, unitPrice, List.of(new UnitShare(line.quantity(), unitPrice)));
  }

  long total() {
    return units.stream().mapToLong(unit -> unit.each() * unit.pieces()).sum();
  }

  /** How much the line can still give before it is at its floor. */
  long room() {
    return Allocation.room(parts());
  }

  /** The line with that much off the price of a piece, as far as its floor lets it. */
  LinePrice offEach(long amount) {
    return at(line, unitPrice - Math.min(amount, Math.max(0, unitPrice - line.floor())));
  }

  /** The line with that much off its total, allocated over its pieces. */
  LinePrice off(long amount) {
    var taken = Allocation.of(amount, parts());
    var after = new ArrayList<UnitShare>();
    for (int i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      var each = unit.each() - taken.get(i).each();
      var oneMore = taken.get(i).oneMore();
      add(after, oneMore, each - 1);
      add(after, unit.pieces() - oneMore, each);
    }
    return new LinePrice(line, unitPrice, after);
  }

  PricedCart.Line priced() {
    return new PricedCart.Line(
        line.no(),
        line.product(),
        line.sku(),
        line.quantity(),
        line.listPrice(),
        unitPrice,
        total(),
        units);
  }

  private List<Allocation.Part> parts() {
    return units.stream()
        .map(u -> new Allocation.Part(u.pieces(), u.each(), Math.max(0, u.each() - line.floor())))
        .toList();
  }

  private static void add(List<UnitShare> units, int pieces, long each) {
    if (pieces == 0) {
      return;
    }
    var joined =
        !units.isEmpty() && units.getLast().each() == each ? units.removeLast().pieces() : 0;
    units.add(new UnitShare(joined + pieces, each));
  }
}
