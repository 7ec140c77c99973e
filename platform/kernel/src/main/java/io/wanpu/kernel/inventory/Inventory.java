package io.wanpu.kernel.inventory;

import static io.wanpu.kernel.db.Tables.STOCK;
import static io.wanpu.kernel.db.Tables.STOCK_ALLOCATION;
import static io.wanpu.kernel.db.Tables.STOCK_MOVEMENT;
import static io.wanpu.kernel.db.Tables.STOCK_RESERVATION;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Stock of a shop. A piece is on hand until it is sold; it may be reserved by an unpaid order or
 * allocated to an activity, and is then not available to others. Every change is a conditional
 * update whose row count decides, and a row in the ledger of movements: the sums of the movements
 * are the stock row.
 *
 * <p>SKUs are always locked in ascending order, so that two orders of the same goods wait for each
 * other instead of deadlocking.
 */
public final class Inventory {
  private static final long MOST_PIECES = 1_000_000_000L;

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;

  public Inventory(TenantDb db, IdSource ids, MallClock clock) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
  }

  /** Levels of those SKUs that have stock. */
  public Map<SkuId, StockLevel> levels(Collection<SkuId> skus) {
    return db.read(
        dsl ->
            dsl.select(STOCK.SKU_ID, STOCK.ON_HAND, STOCK.RESERVED, STOCK.SOLD)
                .from(STOCK)
                .where(tenant(), STOCK.SKU_ID.in(skus.stream().map(SkuId::value).toList()))
                .fetchMap(
                    r -> new SkuId(r.get(STOCK.SKU_ID)),
                    r ->
                        new StockLevel(
                            r.get(STOCK.ON_HAND), r.get(STOCK.RESERVED), r.get(STOCK.SOLD))));
  }

  /**
   * Sets the pieces on hand of several SKUs after a count, all or none.
   *
   * @throws MallException 409 {@code stock.below_reserved} when more are promised than there would
   *     be
   */
  public void count(Map<SkuId, Long> onHand, String reference) {
    db.transaction(
        tx -> {
          new TreeMap<>(onHand).forEach((sku, pieces) -> count(tx, sku, pieces, reference));
          return onHand.size();
        });
  }

  /**
   * Sets the pieces on hand after a count. Creates the stock row of a new SKU.
   *
   * @throws MallException 409 {@code stock.below_reserved} when more are promised than there would
   *     be
   */
  public void count(Tx tx, SkuId sku, long onHand, String reference) {
    if (onHand < 0 || onHand > 1_000_000_000L) {
      throw MallException.invalid("stock", "stock.out_of_range");
    }
    var dsl = db.on(tx);
    var before =
        dsl.select(STOCK.ON_HAND)
            .from(STOCK)
            .where(tenant(), STOCK.SKU_ID.eq(sku.value()))
            .forUpdate()
            .fetchOptional(STOCK.ON_HAND);
    if (before.isEmpty()) {
      dsl.insertInto(
              STOCK, STOCK.TENANT_ID, STOCK.SKU_ID, STOCK.ON_HAND, STOCK.RESERVED, STOCK.SOLD)
          .values(CurrentTenant.id().value(), sku.value(), onHand, 0L, 0L)
          .execute();
    } else if (dsl.update(STOCK)
            .set(STOCK.ON_HAND, onHand)
            .where(tenant(), STOCK.SKU_ID.eq(sku.value()), STOCK.RESERVED.le(onHand))
            .execute()
        == 0) {
      throw MallException.conflict("stock.below_reserved", Arg.count(onHand));
    }
    var change = onHand - before.orElse(0L);
    if (change != 0) {
      record(tx, List.of(new Movement(sku, "COUNT", change, 0, 0, reference)));
    }
  }

  /**
   * Pieces that were counted or came in.
   *
   * @param pieces how many
   * @param seen on hand when they were entered
   */
  public record Counted(long pieces, long seen) {}

  /**
   * Sets the pieces on hand of several SKUs after a count, all or none. A SKU that has changed
   * since it was looked at is not overwritten: pieces that were sold meanwhile would come back.
   *
   * @throws MallException 409 {@code stock.changed_meanwhile} naming the SKUs as fields; 409 {@code
   *     stock.below_reserved}
   */
  public void counted(Map<SkuId, Counted> counts, String reference) {
    db.transaction(
        tx -> {
          var changed = new ArrayList<FieldError>();
          new TreeMap<>(counts)
              .forEach(
                  (sku, count) -> {
                    var now = onHand(tx, sku);
                    if (now != count.seen()) {
                      changed.add(
                          new FieldError(
                              sku.toString(), Text.of("error.stock.now", Arg.count(now))));
                    }
                  });
          if (!changed.isEmpty()) {
            throw new MallException(
                ErrorKind.CONFLICT, "stock.changed_meanwhile", List.of(), changed, null);
          }
          new TreeMap<>(counts).forEach((sku, count) -> count(tx, sku, count.pieces(), reference));
          return counts.size();
        });
  }

  private long onHand(Tx tx, SkuId sku) {
    return db.on(tx)
        .select(STOCK.ON_HAND)
        .from(STOCK)
        .where(tenant(), STOCK.SKU_ID.eq(sku.value()))
        .forUpdate()
        .fetchOptional(STOCK.ON_HAND)
        .orElse(0L);
  }

  /** Adds pieces that came in, all or none. */
  public void receive(Map<SkuId, Counted> arrived, String reference) {
    db.transaction(
        tx -> {
          var movements = new ArrayList<Movement>();
          new TreeMap<>(arrived)
              .forEach(
                  (sku, count) -> {
                    if (count.pieces() > 0) {
                      add(tx, sku, count.pieces());
                      movements.add(new Movement(sku, "RECEIVE", count.pieces(), 0, 0, reference));
                    }
                  });
          if (!movements.isEmpty()) {
            record(tx, movements);
          }
          return movements.size();
        });
  }

  private void add(Tx tx, SkuId sku, long pieces) {
    if (pieces > MOST_PIECES || onHand(tx, sku) + pieces > MOST_PIECES) {
      throw MallException.invalid(sku.toString(), "stock.out_of_range");
    }
    var dsl = db.on(tx);
    if (dsl.update(STOCK)
            .set(STOCK.ON_HAND, STOCK.ON_HAND.plus(pieces))
            .where(tenant(), STOCK.SKU_ID.eq(sku.value()))
            .execute()
        == 0) {
      dsl.insertInto(
              STOCK, STOCK.TENANT_ID, STOCK.SKU_ID, STOCK.ON_HAND, STOCK.RESERVED, STOCK.SOLD)
          .values(CurrentTenant.id().value(), sku.value(), pieces, 0L, 0L)
          .execute();
    }
  }

  /**
   * Pieces that an order wants to keep until its lease ends.
   *
   * @param reference names the order
   */
  public record Reservation(String reference, List<SkuQuantity> wanted, Instant expiresAt) {
    public Reservation {
      wanted = merged(wanted.stream());
    }
  }

  /**
   * Reserves pieces, for all or for none.
   *
   * @return what is short, or may be: of several reservations at once it is not known which. Then
   *     nothing may be kept: the caller rolls back
   */
  public List<SkuShortage> reserve(Tx tx, List<Reservation> reservations) {
    var pieces = merged(reservations.stream().flatMap(each -> each.wanted().stream()));
    var shortages = reservations.size() == 1 ? takeEach(tx, pieces) : takeAll(tx, pieces);
    if (shortages.isEmpty()) {
      db.insertAll(
          tx,
          STOCK_RESERVATION,
          List.of(
              STOCK_RESERVATION.REFERENCE,
              STOCK_RESERVATION.SKU_ID,
              STOCK_RESERVATION.QUANTITY,
              STOCK_RESERVATION.EXPIRES_AT),
          reservations.stream()
              .flatMap(
                  each ->
                      each.wanted().stream()
                          .map(
                              p ->
                                  new Object[] {
                                    each.reference(),
                                    p.sku().value(),
                                    p.quantity(),
                                    each.expiresAt()
                                  }))
              .toList());
      record(
          tx,
          reservations.stream()
              .flatMap(
                  each ->
                      each.wanted().stream()
                          .map(
                              p ->
                                  new Movement(
                                      p.sku(), "RESERVE", 0, p.quantity(), 0, each.reference())))
              .toList());
    }
    return shortages;
  }

  private List<SkuShortage> takeEach(Tx tx, List<SkuQuantity> pieces) {
    var shortages = new ArrayList<SkuShortage>();
    for (var piece : pieces) {
      // safe under any concurrency: the row is locked by the update and its condition is checked on
      // the latest committed row
      var rows =
          db.on(tx)
              .update(STOCK)
              .set(STOCK.RESERVED, STOCK.RESERVED.plus(piece.quantity()))
              .where(
                  tenant(),
                  STOCK.SKU_ID.eq(piece.sku().value()),
                  STOCK.ON_HAND.minus(STOCK.RESERVED).ge(piece.quantity()))
              .execute();
      if (rows == 0) {
        shortages.add(shortage(piece));
      }
    }
    return shortages;
  }

  /** The same in one statement, which locks the rows in the order of the key, too. */
  private List<SkuShortage> takeAll(Tx tx, List<SkuQuantity> pieces) {
    var quantity =
        DSL.case_(STOCK.SKU_ID)
            .mapValues(
                pieces.stream()
                    .collect(Collectors.toMap(p -> p.sku().value(), SkuQuantity::quantity)));
    var rows =
        db.on(tx)
            .update(STOCK)
            .set(STOCK.RESERVED, STOCK.RESERVED.plus(quantity))
            .where(
                tenant(),
                STOCK.SKU_ID.in(pieces.stream().map(p -> p.sku().value()).toList()),
                STOCK.ON_HAND.minus(STOCK.RESERVED).ge(quantity))
            .execute();
    return rows == pieces.size() ? List.of() : pieces.stream().map(Inventory::shortage).toList();
  }

  private static SkuShortage shortage(SkuQuantity piece) {
    return new SkuShortage(piece.sku(), piece.quantity());
  }

  /** The reserved pieces are sold. Idempotent. */
  public void sell(Tx tx, String reference) {
    settle(tx, reference, true);
  }

  /** The reserved pieces are free again. Idempotent. */
  public void release(Tx tx, String reference) {
    settle(tx, reference, false);
  }

  private void settle(Tx tx, String reference, boolean sold) {
    var dsl = db.on(tx);
    var mine =
        STOCK_RESERVATION
            .TENANT_ID
            .eq(CurrentTenant.id().value())
            .and(STOCK_RESERVATION.REFERENCE.eq(reference));
    var held =
        dsl.select(STOCK_RESERVATION.SKU_ID, STOCK_RESERVATION.QUANTITY)
            .from(STOCK_RESERVATION)
            .where(mine)
            .orderBy(STOCK_RESERVATION.SKU_ID)
            .forUpdate()
            .fetch(
                r ->
                    new SkuQuantity(
                        new SkuId(r.get(STOCK_RESERVATION.SKU_ID)),
                        r.get(STOCK_RESERVATION.QUANTITY)));
    if (held.isEmpty()) {
      return;
    }
    for (var piece : held) {
      var q = piece.quantity();
      var update = dsl.update(STOCK).set(STOCK.RESERVED, STOCK.RESERVED.minus(q));
      if (sold) {
        update =
            update.set(STOCK.ON_HAND, STOCK.ON_HAND.minus(q)).set(STOCK.SOLD, STOCK.SOLD.plus(q));
      }
      must(
          update
              .where(tenant(), STOCK.SKU_ID.eq(piece.sku().value()), STOCK.RESERVED.ge(q))
              .execute());
    }
    dsl.deleteFrom(STOCK_RESERVATION).where(mine).execute();
    record(
        tx,
        held.stream()
            .map(
                p ->
                    sold
                        ? new Movement(
                            p.sku(), "SELL", -p.quantity(), -p.quantity(), p.quantity(), reference)
                        : new Movement(p.sku(), "RELEASE", 0, -p.quantity(), 0, reference))
            .toList());
  }

  /**
   * Moves pieces from the shelf into an activity. @return what is short; then the caller rolls back
   */
  public List<SkuShortage> allocate(Tx tx, ActivityId activity, Map<SkuId, Long> pieces) {
    var dsl = db.on(tx);
    var shortages = new ArrayList<SkuShortage>();
    for (var piece : sorted(pieces)) {
      var rows =
          dsl.update(STOCK)
              .set(STOCK.RESERVED, STOCK.RESERVED.plus(piece.quantity()))
              .where(
                  tenant(),
                  STOCK.SKU_ID.eq(piece.sku().value()),
                  STOCK.ON_HAND.minus(STOCK.RESERVED).ge(piece.quantity()))
              .execute();
      if (rows == 0) {
        shortages.add(new SkuShortage(piece.sku(), piece.quantity()));
        continue;
      }
      dsl.insertInto(
              STOCK_ALLOCATION,
              STOCK_ALLOCATION.TENANT_ID,
              STOCK_ALLOCATION.ACTIVITY_ID,
              STOCK_ALLOCATION.SKU_ID,
              STOCK_ALLOCATION.QUANTITY)
          .values(
              CurrentTenant.id().value(), activity.value(), piece.sku().value(), piece.quantity())
          .execute();
    }
    record(
        tx,
        sorted(pieces).stream()
            .map(p -> new Movement(p.sku(), "ALLOCATE", 0, p.quantity(), 0, "activity:" + activity))
            .toList());
    return shortages;
  }

  /**
   * Moves pieces of an activity back to the shelf. @throws IllegalStateException when the activity
   * does not have them
   */
  public void deallocate(Tx tx, ActivityId activity, Map<SkuId, Long> pieces) {
    takeFrom(tx, activity, pieces, "DEALLOCATE", "activity:" + activity, false);
  }

  /**
   * Sells pieces of an activity. @throws IllegalStateException when the activity does not have them
   */
  public void sellAllocated(Tx tx, ActivityId activity, Map<SkuId, Long> pieces, String reference) {
    takeFrom(tx, activity, pieces, "SELL", reference, true);
  }

  private void takeFrom(
      Tx tx,
      ActivityId activity,
      Map<SkuId, Long> pieces,
      String kind,
      String reference,
      boolean sold) {
    var dsl = db.on(tx);
    for (var piece : sorted(pieces)) {
      var q = piece.quantity();
      must(
          dsl.update(STOCK_ALLOCATION)
              .set(STOCK_ALLOCATION.QUANTITY, STOCK_ALLOCATION.QUANTITY.minus(q))
              .where(
                  STOCK_ALLOCATION.TENANT_ID.eq(CurrentTenant.id().value()),
                  STOCK_ALLOCATION.ACTIVITY_ID.eq(activity.value()),
                  STOCK_ALLOCATION.SKU_ID.eq(piece.sku().value()),
                  STOCK_ALLOCATION.QUANTITY.ge(q))
              .execute());
      var update = dsl.update(STOCK).set(STOCK.RESERVED, STOCK.RESERVED.minus(q));
      if (sold) {
        update =
            update.set(STOCK.ON_HAND, STOCK.ON_HAND.minus(q)).set(STOCK.SOLD, STOCK.SOLD.plus(q));
      }
      must(
          update
              .where(tenant(), STOCK.SKU_ID.eq(piece.sku().value()), STOCK.RESERVED.ge(q))
              .execute());
    }
    record(
        tx,
        sorted(pieces).stream()
            .map(
                p ->
                    sold
                        ? new Movement(
                            p.sku(), kind, -p.quantity(), -p.quantity(), p.quantity(), reference)
                        : new Movement(p.sku(), kind, 0, -p.quantity(), 0, reference))
            .toList());
  }

  private record Movement(
      SkuId sku, String kind, long onHand, long reserved, long sold, String reference) {}

  private void record(Tx tx, List<Movement> movements) {
    var at = clock.instant();
    db.insertAll(
        tx,
        STOCK_MOVEMENT,
        List.of(
            STOCK_MOVEMENT.ID,
            STOCK_MOVEMENT.SKU_ID,
            STOCK_MOVEMENT.KIND,
            STOCK_MOVEMENT.ON_HAND,
            STOCK_MOVEMENT.RESERVED,
            STOCK_MOVEMENT.SOLD,
            STOCK_MOVEMENT.REFERENCE,
            STOCK_MOVEMENT.AT),
        movements.stream()
            .map(
                m ->
                    new Object[] {
                      ids.next(),
                      m.sku().value(),
                      m.kind(),
                      m.onHand(),
                      m.reserved(),
                      m.sold(),
                      m.reference(),
                      at
                    })
            .toList());
  }

  private static Condition tenant() {
    return STOCK.TENANT_ID.eq(CurrentTenant.id().value());
  }

  private static List<SkuQuantity> merged(Stream<SkuQuantity> wanted) {
    return sorted(
        wanted.collect(Collectors.toMap(SkuQuantity::sku, SkuQuantity::quantity, Math::addExact)));
  }

  private static List<SkuQuantity> sorted(Map<SkuId, Long> pieces) {
    return pieces.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .map(e -> new SkuQuantity(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(SkuQuantity::sku))
        .toList();
  }

  private static void must(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("the books of the stock do not agree; nothing was changed");
    }
  }
}
