package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE_MEMBER;

import io.wanpu.api.data.Prepared;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.Staff;
import io.wanpu.kernel.staff.StaffAccess;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** What staff may do, in one query: it is asked for every request. */
public final class JooqStaffAccess implements StaffAccess {
  private static final Prepared<Select<? extends Record>> ACCESS =
      Prepared.of(
          shop ->
              DSL.select(
                      STAFF.NAME,
                      STAFF.SESSION_EPOCH,
                      STAFF.LANGUAGE,
                      STAFF.OWN_VIEWS,
                      STAFF_ROLE.PERMISSIONS)
                  .from(STAFF)
                  .leftJoin(STAFF_ROLE_MEMBER)
                  .on(
                      STAFF_ROLE_MEMBER.TENANT_ID.eq(STAFF.TENANT_ID),
                      STAFF_ROLE_MEMBER.STAFF_ID.eq(STAFF.ID))
                  .leftJoin(STAFF_ROLE)
                  .on(
                      STAFF_ROLE.TENANT_ID.eq(STAFF_ROLE_MEMBER.TENANT_ID),
                      STAFF_ROLE.ID.eq(STAFF_ROLE_MEMBER.ROLE_ID))
                  .where(
                      STAFF.TENANT_ID.eq(shop),
                      STAFF.ID.eq(Prepared.value(STAFF.ID)),
                      STAFF.STATUS.eq(DSL.inline(Staff.Status.ACTIVE.name()))));

  private final TenantDb db;

  public JooqStaffAccess(TenantDb db) {
    this.db = db;
  }

  @Override
  public Optional<Access> of(StaffId id) {
    var rows = db.fetch(ACCESS, id.value());
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var held = new HashSet<String>();
    for (var row : rows) {
      if (row.get(STAFF_ROLE.PERMISSIONS) != null) {
        held.addAll(RoleRows.permissions(row.get(STAFF_ROLE.PERMISSIONS)));
      }
    }
    var first = rows.getFirst();
    return Optional.of(
        new Access(
            id,
            first.get(STAFF.NAME),
            first.get(STAFF.SESSION_EPOCH),
            Optional.ofNullable(first.get(STAFF.LANGUAGE)).map(Locale::forLanguageTag),
            held,
            Optional.ofNullable(first.get(STAFF.OWN_VIEWS))
                .map(OwnViewRows::read)
                .orElse(Map.of())));
  }
}
