package io.wanpu.kernel.cart;

import static io.wanpu.kernel.db.Tables.CART_ITEM;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.catalog.Skus;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Carts of members: at most {@value #MOST_ITEMS} items of at most {@value #MOST_PIECES} pieces. */
public final class Carts {
  /** Different SKUs in a cart. */
  public static final int MOST_ITEMS = 100;

  /** Pieces of a SKU in a cart or an order line. */
  public static final int MOST_PIECES = 9_999;

  private final TenantDb db;
  private final Skus skus;
  private final MallClock clock;

  public Carts(TenantDb db, Skus skus, MallClock clock) {
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
    var facts = skus.facts(rows.stream().map(Row::sku).toList());
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
    var facts = skus.facts(List.of(sku)).get(sku);
    if (facts == null) {
      throw MallException.notFound("catalog.unknown_sku");
    }
    if (!facts.onShelf()) {
      throw MallException.conflict("catalog.off_shelf", Arg.words(facts.title()));
    }
    db.<Integer>transaction(
        tx -> {
          var items = db.on(tx).fetchCount(CART_ITEM, mine(member));
          if (items >= MOST_ITEMS) {
            throw MallException.conflict("cart.full", Arg.count(MOST_ITEMS));
          }
          return db.on(tx)
              .insertInto(
                  CART_ITEM,
                  CART_ITEM.TENANT_ID,
                  CART_ITEM.MEMBER_ID,
                  CART_ITEM.SKU_ID,
                  CART_ITEM.QUANTITY,
                  CART_ITEM.SELECTED,
                  CART_ITEM.ADDED_AT)
              .values(
                  CurrentTenant.id().value(),
                  member.value(),
                  sku.value(),
                  quantity,
                  true,
                  clock.instant())
              .onDuplicateKeyUpdate()
              .set(
                  CART_ITEM.QUANTITY,
                  DSL.least(CART_ITEM.QUANTITY.plus(quantity), DSL.val(MOST_PIECES)))
              .set(CART_ITEM.SELECTED, true)
              .execute();
        });
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

  /** Takes out what an order has bought. */
  public void bought(Tx tx, MemberId member, Collection<SkuId> bought) {
    db.on(tx)
        .deleteFrom(CART_ITEM)
        .where(mine(member), CART_ITEM.SKU_ID.in(bought.stream().map(SkuId::value).toList()))
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
