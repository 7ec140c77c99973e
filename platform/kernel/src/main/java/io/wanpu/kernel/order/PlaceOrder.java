package io.wanpu.kernel.order;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.inventory.SkuShortage;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns a checkout into an order.
 *
 * <p>The member pays exactly what the preview showed: if anything that the price depends on has
 * changed meanwhile, the answer is {@link Outcome.PriceChanged} with the new preview, and nothing
 * has happened. The same token gives the same order, however often and however simultaneously it is
 * submitted. Order, stock, claims, timer and event commit together.
 */
public final class PlaceOrder {
  static final String TIMEOUT = "kernel/order-timeout";

  private final Checkout checkout;
  private final OrderBook book;
  private final OrderWriter writer;
  private final Supplier<OrderTerms> terms;

  public PlaceOrder(
      TenantDb db,
      MallClock clock,
      Checkout checkout,
      OrderBook book,
      Inventory inventory,
      Carts carts,
      Extensions extensions,
      KernelTimers timers,
      Outbox outbox,
      AddressBook addresses,
      Supplier<OrderTerms> terms) {
    this.checkout = checkout;
    this.book = book;
    this.writer =
        new OrderWriter(db, clock, book, inventory, carts, extensions, timers, outbox, addresses);
    this.terms = terms;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The order of this token, placed now or by an earlier try. */
    record Placed(Order order) implements Outcome {}

    /** Something that the price depends on has changed; nothing has happened. */
    record PriceChanged(Checkout.Preview now) implements Outcome {}

    /** Too few pieces; nothing has happened. */
    record OutOfStock(List<SkuShortage> shortages) implements Outcome {}

    /** A plugin refuses it, or a claim cannot be used; nothing has happened. */
    record Refused(String code, Text why) implements Outcome {}
  }

  /**
   * Places the order.
   *
   * @param token names this checkout, 16..64 characters of the member's choice
   * @param fingerprint of the price that the member was shown
   * @throws MallException 422 with the fields at fault; 409 {@code order.token_used} when the token
   *     placed a different order
   */
  public Outcome place(MemberId member, String token, String fingerprint, CheckoutRequest request) {
    if (!token.matches("[A-Za-z0-9_-]{16,64}")) {
      throw MallException.invalid("token", "order.bad_token");
    }
    try {
      return placed(member, token, fingerprint, request);
    } catch (MallException e) {
      // what hinders a new order doesn't hinder that of an earlier try
      return earlier(member, token, fingerprint).orElseThrow(() -> e);
    }
  }

  private Outcome placed(
      MemberId member, String token, String fingerprint, CheckoutRequest request) {
    if (request.address().isEmpty()) {
      throw MallException.invalid("address", "order.no_address");
    }
    var preview = checkout.preview(member, request);
    var hindered = hindered(preview, fingerprint);
    return hindered.isPresent()
        ? earlier(member, token, fingerprint).orElseGet(hindered::get)
        : writer.write(
            new OrderBook.Draft(
                member, token, preview, request.address().get(), request.note(), terms.get()));
  }

  private static Optional<Outcome> hindered(Checkout.Preview preview, String fingerprint) {
    if (preview.refusal().isPresent()) {
      return Optional.of(new Outcome.Refused("checkout.refused", preview.refusal().get()));
    }
    if (!preview.fingerprint().equals(fingerprint)) {
      return Optional.of(new Outcome.PriceChanged(preview));
    }
    return preview.shortages().isEmpty()
        ? Optional.empty()
        : Optional.of(new Outcome.OutOfStock(preview.shortages()));
  }

  private Optional<Outcome> earlier(MemberId member, String token, String fingerprint) {
    return book.findByToken(member, token).map(order -> writer.same(order, fingerprint));
  }
}
