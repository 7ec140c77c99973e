package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.STAFF_LINK;

import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.Staff;
import io.wanpu.kernel.staff.StaffShops;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Links between logins in MariaDB. They cross shops by nature. */
public final class JooqStaffShops implements StaffShops {
  private final CellDb cell;
  private final TenantDb db;
  private final Tenants tenants;
  private final AuditLog audit;
  private final IdSource ids;
  private final MallClock clock;

  public JooqStaffShops(
      CellDb cell, TenantDb db, Tenants tenants, AuditLog audit, IdSource ids, MallClock clock) {
    this.cell = cell;
    this.db = db;
    this.tenants = tenants;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Place> of(TenantId shop, StaffId staff) {
    return cell
        .read(
            dsl ->
                person(dsl, shop, staff)
                    .map(person -> logins(dsl, person, shop, staff))
                    .orElse(List.of()))
        .stream()
        .flatMap(login -> place(login).stream())
        .sorted(Comparator.comparing(Place::shopName).thenComparing(place -> place.staff().value()))
        .toList();
  }

  /** The person behind a login, as long as the link holds. */
  private static Optional<Long> person(DSLContext dsl, TenantId shop, StaffId staff) {
    return dsl.select(STAFF_LINK.PERSON)
        .from(STAFF_LINK)
        .join(STAFF)
        .on(
            STAFF.TENANT_ID.eq(STAFF_LINK.TENANT_ID),
            STAFF.ID.eq(STAFF_LINK.STAFF_ID),
            STAFF.SESSION_EPOCH.eq(STAFF_LINK.EPOCH))
        .where(key(shop, staff))
        .fetchOptional(STAFF_LINK.PERSON);
  }

  /** A login whose shop's name is still to be looked up. */
  private record Login(TenantId shop, StaffId staff, String name, int epoch, boolean factor) {}

  private Optional<Place> place(Login login) {
    return tenants
        .byId(login.shop())
        .filter(shop -> shop.status() == Tenant.Status.ACTIVE)
        .map(
            shop ->
                new Place(
                    shop.id(),
                    shop.name(),
                    login.staff(),
                    login.name(),
                    login.epoch(),
                    login.factor()));
  }

  private static List<Login> logins(DSLContext dsl, long person, TenantId shop, StaffId staff) {
    return dsl.select(STAFF.TENANT_ID, STAFF.ID, STAFF.NAME, STAFF.SESSION_EPOCH, STAFF.TOTP_SECRET)
        .from(STAFF_LINK)
        .join(STAFF)
        .on(
            STAFF.TENANT_ID.eq(STAFF_LINK.TENANT_ID),
            STAFF.ID.eq(STAFF_LINK.STAFF_ID),
            STAFF.SESSION_EPOCH.eq(STAFF_LINK.EPOCH))
        .where(
            STAFF_LINK.PERSON.eq(person),
            STAFF.STATUS.eq(Staff.Status.ACTIVE.name()),
            STAFF_LINK.TENANT_ID.ne(shop.value()).or(STAFF_LINK.STAFF_ID.ne(staff.value())))
        .fetch(
            r ->
                new Login(
                    new TenantId(r.value1()),
                    new StaffId(r.value2()),
                    r.value3(),
                    r.value4(),
                    r.value5() != null));
  }

  @Override
  public void link(
      Actor by,
      TenantId shop,
      StaffId staff,
      TenantId otherShop,
      StaffId otherStaff,
      String otherName) {
    cell.transaction(
        tx -> {
          var dsl = cell.on(tx);
          var both =
              Stream.of(person(dsl, shop, staff), person(dsl, otherShop, otherStaff))
                  .flatMap(Optional::stream)
                  .collect(Collectors.toSet());
          var person = both.isEmpty() ? ids.next() : both.iterator().next();
          if (both.size() > 1) {
            dsl.update(STAFF_LINK)
                .set(STAFF_LINK.PERSON, person)
                .where(STAFF_LINK.PERSON.in(both))
                .execute();
          }
          put(dsl, person, shop, staff);
          put(dsl, person, otherShop, otherStaff);
          return person;
        });
    // neither shop reads in its log where else she works
    note(shop, by, "staff.shop_linked", staff);
    note(
        otherShop,
        Actor.staff(otherStaff, otherName, by.address()),
        "staff.shop_linked",
        otherStaff);
  }

  private void put(DSLContext dsl, long person, TenantId shop, StaffId staff) {
    var epoch =
        dsl.select(STAFF.SESSION_EPOCH)
            .from(STAFF)
            .where(STAFF.TENANT_ID.eq(shop.value()), STAFF.ID.eq(staff.value()))
            .fetchSingle()
            .value1();
    dsl.insertInto(STAFF_LINK)
        .set(STAFF_LINK.TENANT_ID, shop.value())
        .set(STAFF_LINK.STAFF_ID, staff.value())
        .set(STAFF_LINK.PERSON, person)
        .set(STAFF_LINK.EPOCH, epoch)
        .set(STAFF_LINK.LINKED_AT, clock.instant())
        .onDuplicateKeyUpdate()
        .set(STAFF_LINK.PERSON, person)
        .set(STAFF_LINK.EPOCH, epoch)
        .set(STAFF_LINK.LINKED_AT, clock.instant())
        .execute();
  }

  @Override
  public void unlink(Actor by, TenantId shop, StaffId staff) {
    int rows =
        cell.<Integer>transaction(
            tx -> cell.on(tx).deleteFrom(STAFF_LINK).where(key(shop, staff)).execute());
    if (rows == 1) {
      note(shop, by, "staff.shop_unlinked", staff);
    }
  }

  @Override
  public Optional<Place> go(Actor by, TenantId shop, StaffId staff, TenantId to) {
    var place = of(shop, staff).stream().filter(each -> each.shop().equals(to)).findFirst();
    place.ifPresent(
        there -> {
          note(shop, by, "staff.switched_shop", staff);
          note(
              to,
              Actor.staff(there.staff(), there.name(), by.address()),
              "staff.switched_shop",
              there.staff());
        });
    return place;
  }

  /** Each shop's log is its own. */
  private void note(TenantId shop, Actor by, String action, StaffId staff) {
    CurrentTenant.run(
        shop,
        () ->
            db.transaction(
                tx -> {
                  audit.record(tx, by, action, "staff:" + staff, null, null);
                  return true;
                }));
  }

  private static Condition key(TenantId shop, StaffId staff) {
    return STAFF_LINK.TENANT_ID.eq(shop.value()).and(STAFF_LINK.STAFF_ID.eq(staff.value()));
  }
}
