package io.wanpu.kernel.member.jooq;

import static io.wanpu.kernel.db.Tables.MEMBER_PRODUCT;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.kernel.member.Remembered;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Remembered products in MariaDB. */
public final class JooqRemembered implements Remembered {
  private static final int PORTION = 50;

  private final TenantDb db;
  private final Shelf shelf;
  private final MallClock clock;

  public JooqRemembered(TenantDb db, Shelf shelf, MallClock clock) {
    this.db = db;
    this.shelf = shelf;
    this.clock = clock;
  }

  @Override
  public void remember(MemberId member, Kind kind, ProductId product) {
    if (shelf.cards(List.of(product)).isEmpty()) {
      throw MallException.notFound("catalog.product_unknown");
    }
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          if (kind == Kind.FAVOURITE && !has(dsl, member, kind, product)) {
            checkRoom(dsl, member);
          }
          put(dsl, member, kind, product);
          if (kind == Kind.FOOTPRINT) {
            trim(dsl, member);
          }
          return product;
        });
  }

  /** Two at the same time may leave one too many; nothing rests on the exact number. */
  private static void checkRoom(DSLContext dsl, MemberId member) {
    var kept =
        dsl.selectCount()
            .from(MEMBER_PRODUCT)
            .where(hers(member, Kind.FAVOURITE))
            .fetchSingle()
            .value1();
    if (kept >= MOST_FAVOURITES) {
      throw MallException.conflict("member.too_many_favourites", Arg.count(MOST_FAVOURITES));
    }
  }

  private void put(DSLContext dsl, MemberId member, Kind kind, ProductId product) {
    var now = clock.instant();
    var insert =
        dsl.insertInto(MEMBER_PRODUCT)
            .set(MEMBER_PRODUCT.TENANT_ID, CurrentTenant.id().value())
            .set(MEMBER_PRODUCT.MEMBER_ID, member.value())
            .set(MEMBER_PRODUCT.KIND, kind.name())
            .set(MEMBER_PRODUCT.PRODUCT_ID, product.value())
            .set(MEMBER_PRODUCT.AT, now);
    switch (kind) {
      case FAVOURITE -> insert.onDuplicateKeyIgnore().execute();
      case FOOTPRINT -> insert.onDuplicateKeyUpdate().set(MEMBER_PRODUCT.AT, now).execute();
    }
  }

  private static void trim(DSLContext dsl, MemberId member) {
    var old =
        dsl.select(MEMBER_PRODUCT.PRODUCT_ID)
            .from(MEMBER_PRODUCT)
            .where(hers(member, Kind.FOOTPRINT))
            .orderBy(MEMBER_PRODUCT.AT.desc(), MEMBER_PRODUCT.PRODUCT_ID.desc())
            .limit(PORTION)
            .offset(MOST_FOOTPRINTS)
            .fetch(MEMBER_PRODUCT.PRODUCT_ID);
    if (!old.isEmpty()) {
      dsl.deleteFrom(MEMBER_PRODUCT)
          .where(hers(member, Kind.FOOTPRINT), MEMBER_PRODUCT.PRODUCT_ID.in(old))
          .execute();
    }
  }

  @Override
  public void forget(MemberId member, Kind kind, ProductId product) {
    db.read(
        dsl ->
            dsl.deleteFrom(MEMBER_PRODUCT)
                .where(hers(member, kind), MEMBER_PRODUCT.PRODUCT_ID.eq(product.value()))
                .execute());
  }

  @Override
  public void forgetAll(MemberId member, Kind kind) {
    db.read(dsl -> dsl.deleteFrom(MEMBER_PRODUCT).where(hers(member, kind)).execute());
  }

  @Override
  public boolean has(MemberId member, Kind kind, ProductId product) {
    return db.read(dsl -> has(dsl, member, kind, product));
  }

  private static boolean has(DSLContext dsl, MemberId member, Kind kind, ProductId product) {
    return dsl.select(MEMBER_PRODUCT.PRODUCT_ID)
        .from(MEMBER_PRODUCT)
        .where(hers(member, kind), MEMBER_PRODUCT.PRODUCT_ID.eq(product.value()))
        .fetchOptional()
        .isPresent();
  }

  @Override
  public Page<Item> list(MemberId member, Kind kind, Optional<String> after, int limit) {
    var where = hers(member, kind);
    if (after.isPresent()) {
      var last = Cursor.parse(after.get());
      where =
          where.and(
              MEMBER_PRODUCT
                  .AT
                  .lt(last.instant())
                  .or(
                      MEMBER_PRODUCT
                          .AT
                          .eq(last.instant())
                          .and(MEMBER_PRODUCT.PRODUCT_ID.lt(last.id()))));
    }
    var condition = where;
    var rows =
        db.read(
            dsl ->
                dsl.select(MEMBER_PRODUCT.PRODUCT_ID, MEMBER_PRODUCT.AT)
                    .from(MEMBER_PRODUCT)
                    .where(condition)
                    .orderBy(MEMBER_PRODUCT.AT.desc(), MEMBER_PRODUCT.PRODUCT_ID.desc())
                    .limit(limit + 1)
                    .fetch(r -> new Item(new ProductId(r.value1()), r.value2())));
    return Page.of(
        rows,
        limit,
        item -> new Cursor(item.at().toEpochMilli(), item.product().value()).toString());
  }

  private static Condition hers(MemberId member, Kind kind) {
    return MEMBER_PRODUCT
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(MEMBER_PRODUCT.MEMBER_ID.eq(member.value()))
        .and(MEMBER_PRODUCT.KIND.eq(kind.name()));
  }
}
