package io.wanpu.kernel.pricing;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.Off;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.pricing.Proposal;
import io.wanpu.api.pricing.Scope;
import io.wanpu.api.pricing.Source;
import io.wanpu.api.text.Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Carts and proposals, in the words of a shop. Amounts are minor units. */
final class Offers {
  private static final Text WHY = Text.of("test.why");

  private Offers() {}

  static Cart cart(CartLine... lines) {
    return cart(0, lines);
  }

  static Cart cart(long freight, CartLine... lines) {
    return new Cart(
        new MemberId(1), List.of(lines), freight, Instant.parse("2026-06-18T00:00:00Z"));
  }

  static CartLine line(int no, int quantity, long price) {
    return line(no, quantity, price, 0);
  }

  static CartLine line(int no, int quantity, long price, long floor) {
    var sku = new SkuId(1000L + no);
    return new CartLine(
        no,
        new ProductId(100L + no),
        sku,
        Optional.empty(),
        quantity,
        price,
        floor,
        Optional.empty());
  }

  /** An activity of that number: priority 0, in no group. */
  static Source by(int activity) {
    return new Source(
        new ActivityId(activity), Text.of("test.activity" + activity), 0, Optional.empty());
  }

  static Source inGroup(String group, int activity) {
    return new Source(by(activity).activity(), by(activity).name(), 0, Optional.of(group));
  }

  static Source withPriority(int priority, int activity) {
    return new Source(by(activity).activity(), by(activity).name(), priority, Optional.empty());
  }

  static Off amount(long minor) {
    return new Off.Amount(minor);
  }

  static Off percent(int percent) {
    return new Off.Percent(percent * 100);
  }

  static Proposal lineOff(Source source, int line, Off off) {
    return new Proposal.LineDiscount(source, line, off, WHY);
  }

  static Proposal fixed(Source source, int line, long unitPrice) {
    return new Proposal.FixedPrice(source, line, unitPrice, WHY);
  }

  static Proposal orderOff(Source source, Off off, long threshold, Integer... lines) {
    return new Proposal.OrderDiscount(
        source, new Scope(Arrays.stream(lines).sorted().toList(), 0), off, threshold, WHY);
  }

  static Proposal freightOff(Source source, Off off) {
    return new Proposal.ShippingDiscount(source, off, WHY);
  }

  static Proposal gift(Source source, int quantity) {
    return new Proposal.GiftLine(source, new ProductId(9), new SkuId(90), quantity, WHY);
  }

  static Proposal points(Source source, long points) {
    return new Proposal.ExtraPoints(source, points, WHY);
  }

  static Proposal hint(Source source, long missing) {
    return new Proposal.Hint(source, new Scope(List.of(1), 0), missing, WHY);
  }

  static PricedCart price(Cart cart, Proposal... proposals) {
    return Pricing.price(cart, List.of(proposals));
  }

  static PricedCart.Line line(PricedCart cart, int no) {
    return cart.lines().stream().filter(line -> line.no() == no).findFirst().orElseThrow();
  }

  static PricedCart.Step step(PricedCart cart, int activity) {
    return cart.explanation().stream()
        .filter(step -> step.activity().equals(Optional.of(new ActivityId(activity))))
        .findFirst()
        .orElseThrow();
  }
}
