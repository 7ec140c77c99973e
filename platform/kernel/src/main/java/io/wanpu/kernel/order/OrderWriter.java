package io.wanpu.kernel.order;

import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.OrderPlaced;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.extension.Extensions;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.inventory.SkuQuantity;
import io.wanpu.kernel.order.OrderBook.Draft;
import io.wanpu.kernel.order.PlaceOrder.Outcome;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.TenantBatcher;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes orders: order, stock, claims, timer and event commit together.
 *
 * <p>Orders that come at the same time share a transaction, so that a rush costs the database few
 * statements and few commits. If it fails, nothing of it has happened, and each half is tried by
 * itself: one order that can't be placed holds nobody else back. An order with a claim has a
 * transaction of its own, because a plugin's code runs in it.
 */
final class OrderWriter {
  private static final int MOST = 64;

  private final TenantDb db;
  private final MallClock clock;
  private final OrderBook book;
  private final Inventory inventory;
  private final Carts carts;
  private final Extensions extensions;
  private final KernelTimers timers;
  private final Outbox outbox;
  private final AddressBook addresses;

  /** Answers are fetched by who waits for them, so that each has a failure of its own. */
  private final TenantBatcher<Draft, Supplier<Outcome>> batcher =
      new TenantBatcher<>(MOST, this::place);

  OrderWriter(
      TenantDb db,
      MallClock clock,
      OrderBook book,
      Inventory inventory,
      Carts carts,
      Extensions extensions,
      KernelTimers timers,
      Outbox outbox,
      AddressBook addresses) {
    this.db = db;
    this.clock = clock;
    this.book = book;
    this.inventory = inventory;
    this.carts = carts;
    this.extensions = extensions;
    this.timers = timers;
    this.outbox = outbox;
    this.addresses = addresses;
  }

  /**
   * Places an order, once for its token.
   *
   * @throws MallException 409 {@code order.token_used} when the token placed a different order; 422
   *     {@code order.unknown_address}
   */
  Outcome write(Draft draft) {
    var answer =
        draft.preview().lines().stream().anyMatch(line -> line.claim().isPresent())
            ? place(List.of(draft)).getFirst()
            : batcher.ask(draft);
    return answer.get();
  }

  private List<Supplier<Outcome>> place(List<Draft> drafts) {
    return place(drafts, addresses.find(drafts.stream().map(Draft::wanted).toList()));
  }

  private List<Supplier<Outcome>> place(
      List<Draft> drafts, Map<AddressBook.Wanted, DeliveryAddress> known) {
    try {
      return db.transaction(tx -> place(tx, drafts, known));
    } catch (RuntimeException failure) {
      if (failure instanceof MallException away && away.kind() == ErrorKind.UNAVAILABLE) {
        throw away;
      }
      if (drafts.size() == 1) {
        return List.of(alone(drafts.getFirst(), failure));
      }
      var half = drafts.size() / 2;
      var answers = new ArrayList<>(place(drafts.subList(0, half), known));
      answers.addAll(place(drafts.subList(half, drafts.size()), known));
      return answers;
    }
  }

  private Supplier<Outcome> alone(Draft draft, RuntimeException failure) {
    return switch (failure) {
      case Undone undone -> () -> undone.outcome;
      case OrderBook.TokenUsed raced ->
          () ->
              same(
                  book.findByToken(draft.member(), draft.token()).orElseThrow(),
                  draft.preview().fingerprint());
      default ->
          () -> {
            throw failure;
          };
    };
  }

  /** What a token that was used already means. */
  Outcome same(OrderBook.Placed earlier, String fingerprint) {
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw MallException.conflict("order.token_used");
    }
    return new Outcome.Placed(book.find(earlier.order()).orElseThrow());
  }

  private List<Supplier<Outcome>> place(
      Tx tx, List<Draft> drafts, Map<AddressBook.Wanted, DeliveryAddress> known) {
    var earlier = book.findByTokens(tx, drafts.stream().map(Draft::key).toList());
    var now = clock.instant();
    var answers = new ArrayList<Supplier<Outcome>>();
    var written = new ArrayList<OrderBook.New>();
    for (var draft : drafts) {
      var placed = earlier.get(draft.key());
      var address = known.get(draft.wanted());
      if (placed != null) {
        answers.add(() -> same(placed, draft.preview().fingerprint()));
      } else if (address == null) {
        answers.add(
            () -> {
              throw MallException.invalid("address", "order.unknown_address");
            });
      } else {
        var order = book.open(draft, address, now);
        written.add(new OrderBook.New(order, draft));
        answers.add(() -> new Outcome.Placed(order));
      }
    }
    if (!written.isEmpty()) {
      write(tx, written);
    }
    return answers;
  }

  private void write(Tx tx, List<OrderBook.New> orders) {
    // the orders first: of simultaneous submits with one token all but one wait here, before they
    // touch any stock
    book.insert(tx, orders);
    reserve(tx, orders);
    orders.forEach(each -> useClaims(tx, each));
    timers.setNew(
        tx,
        PlaceOrder.TIMEOUT,
        orders.stream()
            .map(each -> new KernelTimers.Due(each.order().id().toString(), each.order().dueAt()))
            .toList());
    outbox.append(
        tx,
        orders.stream()
            .map(OrderBook.New::order)
            .map(order -> new OrderPlaced(order.id(), order.member(), order.payable()))
            .toList());
  }

  private void reserve(Tx tx, List<OrderBook.New> orders) {
    var reservations = new ArrayList<Inventory.Reservation>();
    Map<MemberId, Set<SkuId>> bought = new HashMap<>();
    for (var each : orders) {
      var shelf =
          each.draft().preview().lines().stream()
              .filter(line -> line.claim().isEmpty())
              .map(line -> new SkuQuantity(line.sku().sku(), line.quantity()))
              .toList();
      if (!shelf.isEmpty()) {
        var order = each.order();
        reservations.add(new Inventory.Reservation("order:" + order.id(), shelf, order.dueAt()));
        bought
            .computeIfAbsent(order.member(), member -> new HashSet<>())
            .addAll(shelf.stream().map(SkuQuantity::sku).toList());
      }
    }
    if (reservations.isEmpty()) {
      return;
    }
    var shortages = inventory.reserve(tx, reservations);
    if (!shortages.isEmpty()) {
      throw new Undone(new Outcome.OutOfStock(shortages));
    }
    carts.bought(tx, bought);
  }

  private void useClaims(Tx tx, OrderBook.New one) {
    var order = one.order();
    for (var line : one.draft().preview().lines()) {
      line.claim()
          .ifPresent(
              claim -> {
                var used =
                    extensions
                        .claims(claim.plugin())
                        .use(
                            tx,
                            order.member(),
                            claim.id(),
                            line.sku().sku(),
                            line.quantity(),
                            order.id(),
                            order.dueAt());
                if (used instanceof StockClaims.Outcome.Refused refused) {
                  throw new Undone(new Outcome.Refused(refused.code(), refused.why()));
                }
                book.insertClaim(tx, order.id(), line.no(), claim);
              });
    }
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
