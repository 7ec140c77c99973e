package io.wanpu.kernel.pricing;

import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.Off;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.PricedCart.Outcome;
import io.wanpu.api.pricing.PricedCart.Share;
import io.wanpu.api.pricing.PricedCart.UnitShare;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A cart half-way through its promotions: each proposal works on what earlier ones left. */
final class Running {
  private final SortedMap<Integer, LinePrice> lines;
  private final List<PricedCart.Line> gifts = new ArrayList<>();
  private long freight;
  private long points;

  private Running(SortedMap<Integer, LinePrice> lines, long freight) {
    this.lines = lines;
    this.freight = freight;
  }

  /** The cart before promotions. */
  static Running start(Cart cart) {
    var lines = new TreeMap<Integer, LinePrice>();
    for (var line : cart.lines()) {
      if (lines.put(line.no(), LinePrice.listed(line)) != null) {
        throw new IllegalArgumentException("two lines are number " + line.no());
      }
    }
    return new Running(lines, cart.freight());
  }

  Effect apply(Proposal proposal) {
    return switch (proposal) {
      case Proposal.LineDiscount p -> offEach(p);
      case Proposal.FixedPrice p -> fix(p);
      case Proposal.OrderDiscount p -> offOrder(p);
      case Proposal.ShippingDiscount p -> offFreight(p);
      case Proposal.GiftLine p -> give(p);
      case Proposal.ExtraPoints p -> reward(p);
      case Proposal.Hint p -> new Effect(Outcome.HINT, p.missing(), List.of(), p.why());
    };
  }

  private Effect offEach(Proposal.LineDiscount p) {
    return onLine(p.line(), line -> line.offEach(amount(p.off(), line.unitPrice())), p.why());
  }

  private Effect fix(Proposal.FixedPrice p) {
    var line = lines.get(p.line());
    if (line != null && p.unitPrice() >= line.unitPrice()) {
      return Effect.alreadyLower();
    }
    return onLine(p.line(), at -> at.offEach(at.unitPrice() - p.unitPrice()), p.why());
  }

  private Effect onLine(int no, UnaryOperator<LinePrice> change, Text why) {
    var before = lines.get(no);
    if (before == null) {
      return Effect.nothingLeft();
    }
    var after = change.apply(before);
    var amount = before.total() - after.total();
    lines.put(no, after);
    return amount == 0
        ? Effect.nothingLeft()
        : Effect.applied(amount, List.of(new Share(no, amount)), why);
  }

  private Effect offOrder(Proposal.OrderDiscount p) {
    var scope =
        p.scope().lines().stream()
            .distinct()
            .sorted()
            .map(lines::get)
            .filter(Objects::nonNull)
            .toList();
    var total = scope.stream().mapToLong(LinePrice::total).sum();
    if (total < p.threshold()) {
      return Effect.belowThreshold(p.threshold() - total);
    }
    var parts = scope.stream().map(line -> new Allocation.Part(line.total(), line.room())).toList();
    var taken = Allocation.of(amount(p.off(), total), parts);
    var shares = new ArrayList<Share>();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] > 0) {
        var line = scope.get(i);
        lines.put(line.line().no(), line.off(taken[i]));
        shares.add(new Share(line.line().no(), taken[i]));
      }
    }
    var amount = shares.stream().mapToLong(Share::amount).sum();
    return amount == 0 ? Effect.nothingLeft() : Effect.applied(amount, shares, p.why());
  }

  private Effect offFreight(Proposal.ShippingDiscount p) {
    var amount = Math.min(amount(p.off(), freight), freight);
    freight -= amount;
    return amount == 0 ? Effect.nothingLeft() : Effect.applied(amount, List.of(), p.why());
  }

  private Effect give(Proposal.GiftLine p) {
    var last = gifts.isEmpty() ? (lines.isEmpty() ? 0 : lines.lastKey()) : gifts.getLast().no();
    var no = Math.addExact(last, 1);
    var units = List.of(new UnitShare(p.quantity(), 0));
    gifts.add(new PricedCart.Line(no, p.product(), p.sku(), p.quantity(), 0, 0, 0, units));
    return Effect.applied(0, List.of(new Share(no, 0)), p.why());
  }

  private Effect reward(Proposal.ExtraPoints p) {
    points = Math.addExact(points, p.points());
    return p.points() == 0 ? Effect.nothingLeft() : Effect.applied(0, List.of(), p.why());
  }

  private static long amount(Off off, long whole) {
    return switch (off) {
      case Off.Amount(long minor) -> minor;
      case Off.Percent(int basisPoints) -> Rounding.percent(whole, basisPoints);
    };
  }

  Running copy() {
    var copy = new Running(new TreeMap<>(lines), freight);
    copy.gifts.addAll(gifts);
    copy.points = points;
    return copy;
  }

  /** What the lines cost so far. */
  long goods() {
    return lines.values().stream().mapToLong(LinePrice::total).sum();
  }

  /** What is left of the freight. */
  long freight() {
    return freight;
  }

  long points() {
    return points;
  }

  long giftPieces() {
    return gifts.stream().mapToLong(PricedCart.Line::quantity).sum();
  }

  /** Lines by number, then gifts. */
  List<PricedCart.Line> priced() {
    return Stream.concat(lines.values().stream().map(LinePrice::priced), gifts.stream()).toList();
  }
}
