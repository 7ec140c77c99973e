package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.STAFF_RECOVERY_CODE;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE_MEMBER;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.kernel.staff.Staff;
import io.wanpu.kernel.staff.StaffStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Staff in MariaDB. */
public final class JooqStaff implements StaffStore {
  private final TenantDb db;
  private final CellDb logins;

  /**
   * @param logins finds a login in any shop
   */
  public JooqStaff(TenantDb db, CellDb logins) {
    this.db = db;
    this.logins = logins;
  }

  @Override
  public Optional<Credentials> byLogin(String login) {
    return logins.read(dsl -> credentials(dsl, STAFF.LOGIN.eq(login)));
  }

  @Override
  public Optional<Credentials> credentials(StaffId id) {
    return db.read(dsl -> credentials(dsl, shop().and(STAFF.ID.eq(id.value()))));
  }

  private static Optional<Credentials> credentials(DSLContext dsl, Condition which) {
    return dsl.select(
            STAFF.TENANT_ID,
            STAFF.ID,
            STAFF.LOGIN,
            STAFF.NAME,
            STAFF.PASSWORD_HASH,
            STAFF.TOTP_SECRET,
            STAFF.STATUS,
            STAFF.SESSION_EPOCH,
            STAFF.LOCKED_UNTIL,
            STAFF.LANGUAGE)
        .from(STAFF)
        .where(which)
        .fetchOptional(
            r ->
                new Credentials(
                    new TenantId(r.get(STAFF.TENANT_ID)),
                    new StaffId(r.get(STAFF.ID)),
                    r.get(STAFF.LOGIN),
                    r.get(STAFF.NAME),
                    r.get(STAFF.PASSWORD_HASH),
                    Optional.ofNullable(r.get(STAFF.TOTP_SECRET)),
                    Staff.Status.valueOf(r.get(STAFF.STATUS)),
                    r.get(STAFF.SESSION_EPOCH),
                    Optional.ofNullable(r.get(STAFF.LOCKED_UNTIL)),
                    Optional.ofNullable(r.get(STAFF.LANGUAGE)).map(Locale::forLanguageTag)));
  }

  @Override
  public boolean beginAttempt(Credentials who, Instant now, int most, Instant until) {
    return CurrentTenant.call(
        who.shop(),
        () ->
            db.read(
                    dsl ->
                        // MariaDB assigns from left to right: the count still sees the old lock,
                        // the
                        // lock already sees the new count
                        dsl.update(STAFF)
                            .set(
                                STAFF.FAILED_COUNT,
                                DSL.when(STAFF.LOCKED_UNTIL.isNull(), STAFF.FAILED_COUNT.plus(1))
                                    .otherwise(1))
                            .set(
                                STAFF.LOCKED_UNTIL,
                                DSL.when(
                                        STAFF.FAILED_COUNT.ge(most),
                                        DSL.val(until, STAFF.LOCKED_UNTIL))
                                    .otherwise(DSL.castNull(STAFF.LOCKED_UNTIL)))
                            .where(
                                shop(),
                                STAFF.ID.eq(who.id().value()),
                                STAFF.LOCKED_UNTIL.isNull().or(STAFF.LOCKED_UNTIL.le(now)))
                            .execute())
                == 1);
  }

  @Override
  public void succeed(Credentials who, Optional<String> rehashed) {
    CurrentTenant.run(
        who.shop(),
        () ->
            db.read(
                dsl ->
                    dsl.update(STAFF)
                        .set(STAFF.FAILED_COUNT, 0)
                        .set(STAFF.LOCKED_UNTIL, DSL.castNull(STAFF.LOCKED_UNTIL))
                        .set(STAFF.PASSWORD_HASH, rehashed.orElse(who.hash()))
                        // a password that was changed meanwhile stays changed
                        .where(
                            shop(),
                            STAFF.ID.eq(who.id().value()),
                            STAFF.PASSWORD_HASH.eq(who.hash()))
                        .execute()));
  }

  @Override
  public List<Staff> list() {
    return db.read(dsl -> list(dsl, DSL.noCondition()));
  }

  @Override
  public Optional<Staff> find(StaffId id) {
    return db.read(dsl -> list(dsl, STAFF.ID.eq(id.value())).stream().findFirst());
  }

  @Override
  public Optional<Staff> find(Tx tx, StaffId id) {
    return list(db.on(tx), STAFF.ID.eq(id.value())).stream().findFirst();
  }

  private static List<Staff> list(DSLContext dsl, Condition which) {
    Map<Long, List<RoleId>> roles =
        dsl.select(STAFF_ROLE_MEMBER.STAFF_ID, STAFF_ROLE_MEMBER.ROLE_ID)
            .from(STAFF_ROLE_MEMBER)
            .where(STAFF_ROLE_MEMBER.TENANT_ID.eq(CurrentTenant.id().value()))
            .orderBy(STAFF_ROLE_MEMBER.ROLE_ID)
            .fetchGroups(
                STAFF_ROLE_MEMBER.STAFF_ID, r -> new RoleId(r.get(STAFF_ROLE_MEMBER.ROLE_ID)));
    return dsl.select(
            STAFF.ID, STAFF.LOGIN, STAFF.NAME, STAFF.STATUS, STAFF.LOCKED_UNTIL, STAFF.CREATED_AT)
        .from(STAFF)
        .where(shop(), which)
        .orderBy(STAFF.NAME, STAFF.ID)
        .fetch(r -> staff(r, roles.getOrDefault(r.get(STAFF.ID), List.of())));
  }

  private static Staff staff(Record r, List<RoleId> roles) {
    return new Staff(
        new StaffId(r.get(STAFF.ID)),
        r.get(STAFF.LOGIN),
        r.get(STAFF.NAME),
        Staff.Status.valueOf(r.get(STAFF.STATUS)),
        roles,
        Optional.ofNullable(r.get(STAFF.LOCKED_UNTIL)),
        r.get(STAFF.CREATED_AT));
  }

  @Override
  public Set<String> permissions(Tx tx, StaffId id) {
    var held = new HashSet<String>();
    db.on(tx)
        .select(STAFF_ROLE.PERMISSIONS)
        .from(STAFF_ROLE_MEMBER)
        .join(STAFF_ROLE)
        .on(
            STAFF_ROLE.TENANT_ID.eq(STAFF_ROLE_MEMBER.TENANT_ID),
            STAFF_ROLE.ID.eq(STAFF_ROLE_MEMBER.ROLE_ID))
        .where(
            STAFF_ROLE_MEMBER.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF_ROLE_MEMBER.STAFF_ID.eq(id.value()))
        .forEach(r -> held.addAll(RoleRows.permissions(r.value1())));
    return held;
  }

  @Override
  public Set<String> permissionsOf(Tx tx, Set<RoleId> roles) {
    var given = new HashSet<String>();
    db.on(tx)
        .select(STAFF_ROLE.PERMISSIONS)
        .from(STAFF_ROLE)
        .where(
            STAFF_ROLE.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF_ROLE.ID.in(roles.stream().map(RoleId::value).toList()))
        .forEach(r -> given.addAll(RoleRows.permissions(r.value1())));
    return given;
  }

  @Override
  public List<String> namesOf(Tx tx, Collection<RoleId> roles) {
    return db.on(tx)
        .select(STAFF_ROLE.NAME)
        .from(STAFF_ROLE)
        .where(
            STAFF_ROLE.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF_ROLE.ID.in(roles.stream().map(RoleId::value).toList()))
        .orderBy(STAFF_ROLE.NAME)
        .fetch(STAFF_ROLE.NAME);
  }

  @Override
  public Set<StaffId> owners(Tx tx) {
    return RoleRows.owners(db.on(tx));
  }

  @Override
  public void lock(Tx tx) {
    RoleRows.lock(db.on(tx));
  }

  @Override
  public boolean insert(Tx tx, StaffId id, NewStaff staff, String hash, Instant now) {
    return db.on(tx)
            .insertInto(STAFF)
            .set(STAFF.TENANT_ID, CurrentTenant.id().value())
            .set(STAFF.ID, id.value())
            .set(STAFF.LOGIN, staff.login())
            .set(STAFF.NAME, staff.name())
            .set(STAFF.PASSWORD_HASH, hash)
            .set(STAFF.STATUS, Staff.Status.ACTIVE.name())
            .set(STAFF.SESSION_EPOCH, 1)
            .set(STAFF.FAILED_COUNT, 0)
            .set(STAFF.CREATED_AT, now)
            .onDuplicateKeyIgnore()
            .execute()
        == 1;
  }

  @Override
  public boolean assign(Tx tx, StaffId id, Set<RoleId> roles) {
    var dsl = db.on(tx);
    var known =
        dsl.selectCount()
            .from(STAFF_ROLE)
            .where(
                STAFF_ROLE.TENANT_ID.eq(CurrentTenant.id().value()),
                STAFF_ROLE.ID.in(roles.stream().map(RoleId::value).toList()))
            .fetchSingle()
            .value1();
    if (known != roles.size()) {
      return false;
    }
    dsl.deleteFrom(STAFF_ROLE_MEMBER)
        .where(
            STAFF_ROLE_MEMBER.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF_ROLE_MEMBER.STAFF_ID.eq(id.value()))
        .execute();
    db.insertAll(
        tx,
        STAFF_ROLE_MEMBER,
        List.of(STAFF_ROLE_MEMBER.STAFF_ID, STAFF_ROLE_MEMBER.ROLE_ID),
        roles.stream().map(r -> new Object[] {id.value(), r.value()}).toList());
    return true;
  }

  @Override
  public void dismiss(Tx tx, StaffId id) {
    change(tx, id, Map.of(STAFF.STATUS, Staff.Status.DISMISSED.name()));
  }

  @Override
  public void readmit(Tx tx, StaffId id) {
    change(tx, id, Map.of(STAFF.STATUS, Staff.Status.ACTIVE.name()));
  }

  @Override
  public int changePassword(Tx tx, StaffId id, String hash) {
    change(tx, id, Map.of(STAFF.PASSWORD_HASH, hash, STAFF.FAILED_COUNT, 0));
    return db.on(tx)
        .select(STAFF.SESSION_EPOCH)
        .from(STAFF)
        .where(shop(), STAFF.ID.eq(id.value()))
        .fetchSingle()
        .value1();
  }

  @Override
  public void changeFactor(Tx tx, StaffId id, Optional<String> sealed, List<byte[]> recovery) {
    var dsl = db.on(tx);
    dsl.update(STAFF)
        .set(STAFF.TOTP_SECRET, sealed.orElse(null))
        .set(STAFF.TOTP_STEP, DSL.castNull(STAFF.TOTP_STEP))
        .where(shop(), STAFF.ID.eq(id.value()))
        .execute();
    dsl.deleteFrom(STAFF_RECOVERY_CODE)
        .where(
            STAFF_RECOVERY_CODE.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF_RECOVERY_CODE.STAFF_ID.eq(id.value()))
        .execute();
    if (!recovery.isEmpty()) {
      db.insertAll(
          tx,
          STAFF_RECOVERY_CODE,
          List.of(STAFF_RECOVERY_CODE.STAFF_ID, STAFF_RECOVERY_CODE.CODE_HASH),
          recovery.stream().map(hash -> new Object[] {id.value(), hash}).toList());
    }
  }

  @Override
  public boolean takeStep(Credentials who, long step) {
    return CurrentTenant.call(
        who.shop(),
        () ->
            db.read(
                    dsl ->
                        // the step in the WHERE lets one of two who send the same code in
                        dsl.update(STAFF)
                            .set(STAFF.TOTP_STEP, step)
                            .where(
                                shop(),
                                STAFF.ID.eq(who.id().value()),
                                STAFF.TOTP_STEP.isNull().or(STAFF.TOTP_STEP.lt(step)))
                            .execute())
                == 1);
  }

  @Override
  public boolean takeRecovery(Credentials who, byte[] hash) {
    return CurrentTenant.call(
        who.shop(),
        () ->
            db.read(
                    dsl ->
                        dsl.deleteFrom(STAFF_RECOVERY_CODE)
                            .where(
                                STAFF_RECOVERY_CODE.TENANT_ID.eq(CurrentTenant.id().value()),
                                STAFF_RECOVERY_CODE.STAFF_ID.eq(who.id().value()),
                                STAFF_RECOVERY_CODE.CODE_HASH.eq(hash))
                            .execute())
                == 1);
  }

  @Override
  public int recoveryCodes(StaffId id) {
    return db.read(
        dsl ->
            dsl.fetchCount(
                STAFF_RECOVERY_CODE,
                STAFF_RECOVERY_CODE.TENANT_ID.eq(CurrentTenant.id().value()),
                STAFF_RECOVERY_CODE.STAFF_ID.eq(id.value())));
  }

  @Override
  public void endSessions(Tx tx, StaffId id) {
    change(tx, id, Map.of());
  }

  /** A new epoch with every change: all sessions end. */
  private void change(Tx tx, StaffId id, Map<?, ?> values) {
    var all = new HashMap<Object, Object>(values);
    all.put(STAFF.SESSION_EPOCH, STAFF.SESSION_EPOCH.plus(1));
    all.put(STAFF.LOCKED_UNTIL, DSL.castNull(STAFF.LOCKED_UNTIL));
    db.on(tx).update(STAFF).set(all).where(shop(), STAFF.ID.eq(id.value())).execute();
  }

  @Override
  public void chooseLanguage(StaffId id, Locale language) {
    db.read(
        dsl ->
            dsl.update(STAFF)
                .set(STAFF.LANGUAGE, language.toLanguageTag())
                .where(shop(), STAFF.ID.eq(id.value()))
                .execute());
  }

  private static Condition shop() {
    return STAFF.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
