package io.wanpu.kernel.order;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.OrderPlaced;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.inventory.SkuQuantity;
import io.wanpu.kernel.inventory.SkuShortage;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import java.util.List;
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

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final Checkout checkout;
  private final OrderBook book;
  private final Inventory inventory;
  private final Carts carts;
  private final Extensions extensions;
  private final KernelTimers timers;
  private final Outbox outbox;
  private final AddressBook addresses;
  private final Supplier<OrderTerms> terms;

  public PlaceOrder(
      TenantDb db,
      IdSource ids,
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
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.checkout = checkout;
    this.book = book;
    this.inventory = inventory;
    this.carts = carts;
    this.extensions = extensions;
    this.timers = timers;
    this.outbox = outbox;
    this.addresses = addresses;
    this.terms = terms;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** The order of this token, placed now or by an earlier try. */
    record Placed(OrderId order) implements Outcome {}

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
    var earlier = book.findByToken(member, token);
    if (earlier.isPresent()) {
      return same(earlier.get(), fingerprint);
    }
    if (request.address().isEmpty()) {
      throw MallException.invalid("address", "order.no_address");
    }
    var address =
        addresses
            .find(member, request.address().get())
            .orElseThrow(() -> MallException.invalid("address", "order.unknown_address"));
    var preview = checkout.preview(member, request);
    if (preview.refusal().isPresent()) {
      return new Outcome.Refused("checkout.refused", preview.refusal().get());
    }
    if (!preview.fingerprint().equals(fingerprint)) {
      return new Outcome.PriceChanged(preview);
    }
    if (!preview.shortages().isEmpty()) {
      return new Outcome.OutOfStock(preview.shortages());
    }
    try {
      var order = new Draft(member, token, preview, address, request.note(), terms.get());
      return db.transaction(tx -> write(tx, order));
    } catch (Undone undone) {
      return undone.outcome;
    } catch (OrderBook.TokenUsed raced) {
      return same(book.findByToken(member, token).orElseThrow(), fingerprint);
    }
  }

  private static Outcome same(OrderBook.Placed earlier, String fingerprint) {
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw MallException.conflict("order.token_used");
    }
    return new Outcome.Placed(earlier.order());
  }

  /** All that is known before the transaction begins, so that nothing is looked up inside it. */
  private record Draft(
      MemberId member,
      String token,
      Checkout.Preview preview,
      DeliveryAddress address,
      String note,
      OrderTerms terms) {}

  private Outcome write(Tx tx, Draft draft) {
    var member = draft.member();
    var preview = draft.preview();
    var terms = draft.terms();
    var id = new OrderId(ids.next());
    var now = clock.instant();
    var dueAt = now.plus(terms.payWithin());
    // the order first: its unique token makes simultaneous submits wait here, before they touch any
    // stock
    book.insert(
        tx, id, member, draft.token(), preview, draft.address(), draft.note(), terms, now, dueAt);
    var shelf =
        preview.lines().stream()
            .filter(line -> line.claim().isEmpty())
            .map(line -> new SkuQuantity(line.sku().sku(), line.quantity()))
            .toList();
    if (!shelf.isEmpty()) {
      var shortages = inventory.reserve(tx, "order:" + id, shelf, dueAt);
      if (!shortages.isEmpty()) {
        throw new Undone(new Outcome.OutOfStock(shortages));
      }
      carts.bought(tx, member, shelf.stream().map(SkuQuantity::sku).toList());
    }
    for (var line : preview.lines()) {
      line.claim()
          .ifPresent(
              claim -> {
                var used =
                    extensions
                        .claims(claim.plugin())
                        .use(tx, member, claim.id(), line.sku().sku(), line.quantity(), id, dueAt);
                if (used instanceof StockClaims.Outcome.Refused refused) {
                  throw new Undone(new Outcome.Refused(refused.code(), refused.why()));
                }
                book.insertClaim(tx, id, line.no(), claim);
              });
    }
    timers.set(tx, TIMEOUT, id.toString(), dueAt, "null");
    outbox.append(tx, new OrderPlaced(id, member, preview.price().payable()));
    return new Outcome.Placed(id);
  }

  /** Rolls the transaction back with an outcome. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Outcome outcome;

    Undone(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }
}
