package io.wanpu.kernel.order;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.pricing.Cart;
import io.wanpu.api.pricing.CartLine;
import io.wanpu.api.pricing.PricedCart;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.SkuShortage;
import io.wanpu.kernel.pricing.Pricing;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.MergedReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Prices what a member wants to buy. A preview and the order that follows it are priced by this
 * same piece.
 */
public final class Checkout {
  private final MergedReads<SkuId, SkuFacts> skus;
  private final Extensions extensions;
  private final Supplier<OrderTerms> terms;
  private final MallClock clock;

  public Checkout(
      MergedReads<SkuId, SkuFacts> skus,
      Extensions extensions,
      Supplier<OrderTerms> terms,
      MallClock clock) {
    this.skus = skus;
    this.extensions = extensions;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * A checkout with its price.
   *
   * @param lines in the order of the request; {@code lines.get(i)} has number {@code i + 1}
   * @param fingerprint of the price and its reasons: an order is placed only while it is the same
   * @param shortages lines from the shelf that have too few pieces at the moment
   * @param refusal why a plugin refuses it
   */
  public record Preview(
      List<Line> lines,
      PricedCart price,
      String fingerprint,
      List<SkuShortage> shortages,
      Optional<Text> refusal) {}

  /** A line of a checkout. */
  public record Line(int no, SkuFacts sku, int quantity, Optional<CartLine.Claimed> claim) {}

  /**
   * Prices it.
   *
   * @throws MallException 422 with the fields at fault, 409 when something is off the shelf or a
   *     claim is gone
   */
  public Preview preview(MemberId member, CheckoutRequest request) {
    var items = checked(request);
    var facts = skus.of(items.stream().map(CheckoutRequest.Item::sku).toList());
    var lines = new ArrayList<Line>();
    for (var item : items) {
      lines.add(line(member, lines.size() + 1, item, facts));
    }
    var cart = cart(member, lines);
    var price = priced(cart);
    return new Preview(
        List.copyOf(lines), price, fingerprint(price), shortages(lines), extensions.refusal(cart));
  }

  /** SHA-256 of a price with its reasons. */
  static String fingerprint(PricedCart price) {
    return Digests.hex(Digests.sha256(Json.write(price)));
  }

  private PricedCart priced(Cart cart) {
    try {
      return Pricing.price(cart, extensions.propose(cart));
    } catch (ArithmeticException tooLarge) {
      throw MallException.invalid("items", "checkout.too_large");
    }
  }

  private static List<CheckoutRequest.Item> checked(CheckoutRequest request) {
    var errors = new ArrayList<FieldError>();
    var items = request.items();
    if (items.isEmpty() || items.size() > Carts.MOST_ITEMS) {
      errors.add(
          new FieldError("items", Text.of("error.checkout.items", Arg.count(Carts.MOST_ITEMS))));
    }
    var seen = new HashSet<Object>();
    for (var i = 0; i < items.size() && errors.size() < 20; i++) {
      var item = items.get(i);
      if (item.quantity() < 1 || item.quantity() > Carts.MOST_PIECES) {
        errors.add(
            new FieldError(
                "items[" + i + "].quantity",
                Text.of("error.cart.quantity", Arg.count(Carts.MOST_PIECES))));
      }
      if (!seen.add(item.claim().<Object>map(CheckoutRequest.Claim::id).orElse(item.sku()))) {
        errors.add(new FieldError("items[" + i + "].sku", Text.of("error.checkout.twice")));
      }
    }
    if (request.note().length() > 200) {
      errors.add(new FieldError("note", Text.of("error.checkout.note")));
    }
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
    return items;
  }

  private Line line(
      MemberId member, int no, CheckoutRequest.Item item, Map<SkuId, SkuFacts> facts) {
    var sku = facts.get(item.sku());
    if (sku == null) {
      throw MallException.invalid("items[" + (no - 1) + "].sku", "catalog.unknown_sku");
    }
    var claim = item.claim().map(wanted -> claimed(member, item, wanted));
    // a claim was given while the product was for sale: it stays good
    if (claim.isEmpty() && !sku.onShelf()) {
      throw MallException.conflict("catalog.off_shelf", Arg.words(sku.title()));
    }
    return new Line(no, sku, item.quantity(), claim);
  }

  private CartLine.Claimed claimed(
      MemberId member, CheckoutRequest.Item item, CheckoutRequest.Claim wanted) {
    StockClaims.Held held =
        extensions
            .claims(wanted.plugin())
            .find(member, wanted.id())
            .orElseThrow(() -> new MallException(ErrorKind.CONFLICT, "checkout.claim_gone"));
    if (!held.sku().equals(item.sku()) || held.quantity() != item.quantity()) {
      throw MallException.conflict("checkout.claim_differs");
    }
    return new CartLine.Claimed(wanted.plugin(), wanted.id(), held.activity());
  }

  private Cart cart(MemberId member, List<Line> lines) {
    var goods = 0L;
    var cart = new ArrayList<CartLine>();
    for (var line : lines) {
      var priced =
          new CartLine(
              line.no(),
              line.sku().product(),
              line.sku().sku(),
              line.sku().category(),
              line.quantity(),
              line.sku().price(),
              0,
              line.claim());
      goods = Math.addExact(goods, priced.listTotal());
      cart.add(priced);
    }
    return new Cart(member, cart, terms.get().freightFor(goods), clock.instant());
  }

  private static List<SkuShortage> shortages(List<Line> lines) {
    var wanted = new HashMap<SkuFacts, Long>();
    lines.stream()
        .filter(l -> l.claim().isEmpty())
        .forEach(l -> wanted.merge(l.sku(), (long) l.quantity(), Long::sum));
    return wanted.entrySet().stream()
        .filter(e -> e.getKey().available() < e.getValue())
        .map(e -> new SkuShortage(e.getKey().sku(), e.getValue()))
        .toList();
  }
}
