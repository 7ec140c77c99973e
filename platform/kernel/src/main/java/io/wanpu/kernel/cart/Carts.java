package io.wanpu.kernel.cart;

import static io.wanpu.kernel.db.Tables.CART_ITEM;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.TenantBatcher;
import io.wanpu.kernel.shared.data.MergedReads;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Carts of members: at most {@value #MOST_ITEMS} items of at most {@value #MOST_PIECES} pieces. */
public final class Carts {
  /** Different SKUs in a cart. */
  public static final int MOST_ITEMS = 100;

  /** Pieces of a SKU in a cart or an order line. */
  public static final int MOST_PIECES = 9_999;

  private static final int MOST_AT_ONCE = 64;

  private static final Field<Integer> MORE =
      DSL.least(CART_ITEM.QUANTITY.plus(DSL.excluded(CART_ITEM.QUANTITY)), DSL.inline(MOST_PIECES));

  private final TenantDb db;
  private final MergedReads<SkuId, SkuFacts> skus;
  private final MallClock clock;
  private final TenantBatcher<Wish, Boolean> adding = new TenantBatcher<>(MOST_AT_ONCE, this::put);

  public Carts(TenantDb db, MergedReads<SkuId, SkuFacts> skus, MallClock clock) {
    this.db = db;
    this.skus = skus;
    this.clock = clock;
  }

  /** The cart, last added first. */
  public List<CartItem> of(MemberId member) {
    record Row(SkuId sku, int quantity, boolean selected) {}
    var rows =
        db.read(
            dsl ->
                dsl.select(CART_ITEM.SKU_ID, CART_ITEM.QUANTITY, CART_ITEM.SELECTED)
                    .from(CART_ITEM)
                    .where(mine(member))
                    .orderBy(CART_ITEM.ADDED_AT.desc(), CART_ITEM.SKU_ID)
                    .fetch(r -> new Row(new SkuId(r.value1()), r.value2(), r.value3())));
    if (rows.isEmpty()) {
      return List.of();
    }
    var facts = skus.of(rows.stream().map(Row::sku).toList());
    return rows.stream()
        .flatMap(
            row ->
                Optional.ofNullable(facts.get(row.sku()))
                    .map(
                        sku ->
                            new CartItem(
                                row.sku(),
                                row.quantity(),
                                row.selected(),
                                sku,
                                problem(sku, row.quantity())))
                    .stream())
        .toList();
  }

  private static Optional<CartItem.Problem> problem(SkuFacts sku, int quantity) {
    if (!sku.onShelf()) {
      return Optional.of(CartItem.Problem.OFF_SHELF);
    }
    if (sku.available() <= 0) {
      return Optional.of(CartItem.Problem.SOLD_OUT);
    }
    return sku.available() < quantity ? Optional.of(CartItem.Problem.SHORT) : Optional.empty();
  }

  /**
   * Puts pieces into the cart, on top of those that are there.
   *
   * @throws MallException 404 when the shop has no such SKU, 409 when it is not on the shelf or the
   *     cart is full
   */
  public void add(MemberId member, SkuId sku, int quantity) {
    checkQuantity(quantity);
    var facts = skus.of(List.of(sku)).get(sku);
    if (facts == null) {
      throw MallException.notFound("catalog.unknown_sku");
    }
    if (!facts.onShelf()) {
      throw MallException.conflict("catalog.off_shelf", Arg.words(facts.title()));
    }
    if (!adding.ask(new Wish(member, sku, quantity))) {
      throw MallException.conflict("cart.full", Arg.count(MOST_ITEMS));
    }
  }

  private record Wish(MemberId member, SkuId sku, int quantity) {}

  /**
   * Puts what several members want into their carts, in one transaction.
   *
   * @return whether there was room, for each wish
   */
  private List<Boolean> put(List<Wish> wishes) {
    return db.transaction(
        tx -> {
          var carts = held(tx, wishes);
          var fits = new ArrayList<Boolean>();
          var taken = new ArrayList<Wish>();
          for (var wish : wishes) {
            var cart = carts.computeIfAbsent(wish.member(), member -> new HashSet<>());
            var fit = cart.contains(wish.sku()) || cart.size() < MOST_ITEMS;
            fits.add(fit);
            if (fit) {
              cart.add(wish.sku());
              taken.add(wish);
            }
          }
          // in the order of the key, so that two nodes wait for each other instead of deadlocking
          taken.sort(Comparator.comparing(Wish::member).thenComparing(Wish::sku));
          insert(tx, taken);
          return fits;
        });
  }

  private Map<MemberId, Set<SkuId>> held(Tx tx, List<Wish> wishes) {
    var carts = new HashMap<MemberId, Set<SkuId>>();
    db.on(tx)
        .select(CART_ITEM.MEMBER_ID, CART_ITEM.SKU_ID)
        .from(CART_ITEM)
        .where(
            CART_ITEM.TENANT_ID.eq(CurrentTenant.id().value()),
            CART_ITEM.MEMBER_ID.in(
                wishes.stream().map(wish -> wish.member().value()).distinct().toList()))
        .fetch()
        .forEach(
            r ->
                carts
                    .computeIfAbsent(new MemberId(r.value1()), member -> new HashSet<>())
                    .add(new SkuId(r.value2())));
    return carts;
  }

  private void insert(Tx tx, List<Wish> wishes) {
    if (wishes.isEmpty()) {
      return;
    }
    var now = clock.instant();
    db.upsertAll(
        tx,
        CART_ITEM,
        List.of(
            CART_ITEM.MEMBER_ID,
            CART_ITEM.SKU_ID,
            CART_ITEM.QUANTITY,
            CART_ITEM.SELECTED,
            CART_ITEM.ADDED_AT),
        wishes.stream()
            .map(
                wish ->
                    new Object[] {
                      wish.member().value(), wish.sku().value(), wish.quantity(), true, now
                    })
            .toList(),
        Map.of(CART_ITEM.QUANTITY, MORE, CART_ITEM.SELECTED, DSL.inline(true)));
  }

  /** Changes an item. @throws MallException 404 when the cart does not hold it */
  public void change(MemberId member, SkuId sku, int quantity, boolean selected) {
    checkQuantity(quantity);
    int rows =
        db.read(
            dsl ->
                dsl.update(CART_ITEM)
                    .set(CART_ITEM.QUANTITY, quantity)
                    .set(CART_ITEM.SELECTED, selected)
                    .where(mine(member), CART_ITEM.SKU_ID.eq(sku.value()))
                    .execute());
    if (rows == 0
        && db.read(
                dsl ->
                    dsl.fetchCount(CART_ITEM, mine(member).and(CART_ITEM.SKU_ID.eq(sku.value()))))
            == 0) {
      throw MallException.notFound("cart.unknown_item");
    }
  }

  /** Takes an item out; nothing happens when it is not there. */
  public void remove(MemberId member, SkuId sku) {
    db.read(
        dsl ->
            dsl.deleteFrom(CART_ITEM)
                .where(mine(member), CART_ITEM.SKU_ID.eq(sku.value()))
                .execute());
  }

  /** Takes out what orders have bought. */
  public void bought(Tx tx, Map<MemberId, Set<SkuId>> bought) {
    if (bought.isEmpty()) {
      return;
    }
    // a condition of its own for each member: each is a range of the key
    var items =
        bought.entrySet().stream()
            .map(
                each ->
                    CART_ITEM
                        .MEMBER_ID
                        .eq(each.getKey().value())
                        .and(
                            CART_ITEM.SKU_ID.in(
                                each.getValue().stream().map(SkuId::value).toList())))
            .toList();
    db.on(tx)
        .deleteFrom(CART_ITEM)
        .where(CART_ITEM.TENANT_ID.eq(CurrentTenant.id().value()), DSL.or(items))
        .execute();
  }

  private static void checkQuantity(int quantity) {
    if (quantity < 1 || quantity > MOST_PIECES) {
      throw MallException.invalid("quantity", "cart.quantity", Arg.count(MOST_PIECES));
    }
  }

  private static Condition mine(MemberId member) {
    return CART_ITEM
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(CART_ITEM.MEMBER_ID.eq(member.value()));
  }
}
