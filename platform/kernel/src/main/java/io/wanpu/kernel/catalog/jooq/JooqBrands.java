package io.wanpu.kernel.catalog.jooq;

import static io.wanpu.kernel.db.Tables.BRAND;
import static io.wanpu.kernel.db.Tables.MEDIA;
import static io.wanpu.kernel.db.Tables.PRODUCT;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.catalog.Brand;
import io.wanpu.kernel.catalog.BrandId;
import io.wanpu.kernel.catalog.Brands;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Brands in MariaDB. */
public final class JooqBrands implements Brands {
  private final TenantDb db;
  private final IdSource ids;
  private final AuditLog audit;

  public JooqBrands(TenantDb db, IdSource ids, AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.audit = audit;
  }

  @Override
  public List<Brand> all() {
    return db.read(dsl -> brands(dsl, DSL.noCondition()));
  }

  @Override
  public Optional<Brand> find(BrandId id) {
    return db.read(dsl -> brands(dsl, BRAND.ID.eq(id.value())).stream().findFirst());
  }

  private static List<Brand> brands(DSLContext dsl, Condition condition) {
    var products = DSL.count(PRODUCT.ID);
    return dsl.select(BRAND.ID, BRAND.NAME, BRAND.LOGO, BRAND.VERSION, products)
        .from(BRAND)
        .leftJoin(PRODUCT)
        .on(
            PRODUCT.TENANT_ID.eq(BRAND.TENANT_ID),
            PRODUCT.BRAND_ID.eq(BRAND.ID),
            PRODUCT.STATUS.ne("DELETED"))
        .where(BRAND.TENANT_ID.eq(CurrentTenant.id().value()), condition)
        .groupBy(BRAND.ID, BRAND.NAME, BRAND.LOGO, BRAND.VERSION)
        .orderBy(BRAND.NAME)
        .fetch(
            r ->
                new Brand(
                    new BrandId(r.get(BRAND.ID)),
                    r.get(BRAND.NAME),
                    Optional.ofNullable(r.get(BRAND.LOGO)),
                    r.get(products),
                    r.get(BRAND.VERSION)));
  }

  @Override
  public BrandId add(Actor actor, String name, Optional<String> logo) {
    return unique(
        tx -> {
          var dsl = db.on(tx);
          var many = dsl.fetchCount(dsl.selectOne().from(BRAND).where(shop()));
          if (many >= MOST) {
            throw MallException.conflict("catalog.too_many_brands", Arg.count(MOST));
          }
          var tidy = checked(dsl, name, logo);
          var brand = new Brand(new BrandId(ids.next()), tidy, logo, 0, 1);
          dsl.insertInto(BRAND)
              .set(BRAND.TENANT_ID, CurrentTenant.id().value())
              .set(BRAND.ID, brand.id().value())
              .set(BRAND.NAME, tidy)
              .set(BRAND.LOGO, logo.orElse(null))
              .set(BRAND.POSITION, 0)
              .set(BRAND.VERSION, 1)
              .execute();
          audit.record(tx, actor, "brand.added", "brand:" + brand.id(), null, brand);
          return brand.id();
        });
  }

  @Override
  public void change(Actor actor, BrandId id, int version, String name, Optional<String> logo) {
    unique(
        tx -> {
          var dsl = db.on(tx);
          var before = locked(dsl, id);
          if (before.version() != version) {
            throw MallException.conflict("request.stale");
          }
          var tidy = checked(dsl, name, logo);
          dsl.update(BRAND)
              .set(BRAND.NAME, tidy)
              .set(BRAND.LOGO, logo.orElse(null))
              .set(BRAND.VERSION, version + 1)
              .where(shop(), BRAND.ID.eq(id.value()))
              .execute();
          audit.record(
              tx,
              actor,
              "brand.changed",
              "brand:" + id,
              before,
              new Brand(id, tidy, logo, before.products(), version + 1));
          return id;
        });
  }

  @Override
  public void remove(Actor actor, BrandId id) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var before = locked(dsl, id);
          if (before.products() > 0) {
            throw MallException.conflict("catalog.brand_in_use", Arg.count(before.products()));
          }
          // rows of deleted products still point at it
          dsl.update(PRODUCT)
              .setNull(PRODUCT.BRAND_ID)
              .where(
                  PRODUCT.TENANT_ID.eq(CurrentTenant.id().value()), PRODUCT.BRAND_ID.eq(id.value()))
              .execute();
          dsl.deleteFrom(BRAND).where(shop(), BRAND.ID.eq(id.value())).execute();
          audit.record(tx, actor, "brand.removed", "brand:" + id, before, null);
          return id;
        });
  }

  private static Brand locked(DSLContext dsl, BrandId id) {
    dsl.select(BRAND.ID).from(BRAND).where(shop(), BRAND.ID.eq(id.value())).forUpdate().fetch();
    return brands(dsl, BRAND.ID.eq(id.value())).stream()
        .findFirst()
        .orElseThrow(() -> MallException.notFound("catalog.brand_unknown"));
  }

  private static String checked(DSLContext dsl, String name, Optional<String> logo) {
    var fields = new Fields();
    var tidy = fields.line("name", name, 1, 60);
    if (logo.isPresent() && !hasPicture(dsl, logo.get())) {
      fields.error("logo", "catalog.media_unknown");
    }
    fields.orThrow();
    return tidy;
  }

  private static boolean hasPicture(DSLContext dsl, String key) {
    return key.matches("[0-9a-f]{64}")
        && dsl.fetchExists(
            dsl.selectOne()
                .from(MEDIA)
                .where(
                    MEDIA.TENANT_ID.eq(CurrentTenant.id().value()),
                    MEDIA.SHA256.eq(HexFormat.of().parseHex(key))));
  }

  private BrandId unique(java.util.function.Function<Tx, BrandId> work) {
    try {
      return db.transaction(work);
    } catch (IntegrityConstraintViolationException taken) {
      throw MallException.invalid("name", "catalog.brand_twice");
    }
  }

  private static Condition shop() {
    return BRAND.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
