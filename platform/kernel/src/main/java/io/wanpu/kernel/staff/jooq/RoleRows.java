package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE_MEMBER;

import com.fasterxml.jackson.core.type.TypeReference;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.Staff;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSON;

/** What the adapters of staff share. */
final class RoleRows {
  private static final TypeReference<Set<String>> STRINGS = new TypeReference<>() {};

  private RoleRows() {}

  static Set<String> permissions(JSON stored) {
    try {
      return Json.mapper().readValue(stored.data(), STRINGS);
    } catch (IOException e) {
      throw new IllegalStateException("stored JSON is no set of permissions", e);
    }
  }

  /** The lock that orders all changes of staff and roles in a shop: its staff rows. */
  static void lock(DSLContext dsl) {
    dsl.select(STAFF.ID)
        .from(STAFF)
        .where(STAFF.TENANT_ID.eq(CurrentTenant.id().value()))
        .orderBy(STAFF.ID)
        .forUpdate()
        .execute();
  }

  /** Who holds everything and is not dismissed. */
  static Set<StaffId> owners(DSLContext dsl) {
    var found = new HashSet<StaffId>();
    dsl.select(STAFF_ROLE_MEMBER.STAFF_ID, STAFF_ROLE.PERMISSIONS)
        .from(STAFF_ROLE_MEMBER)
        .join(STAFF_ROLE)
        .on(
            STAFF_ROLE.TENANT_ID.eq(STAFF_ROLE_MEMBER.TENANT_ID),
            STAFF_ROLE.ID.eq(STAFF_ROLE_MEMBER.ROLE_ID))
        .join(STAFF)
        .on(
            STAFF.TENANT_ID.eq(STAFF_ROLE_MEMBER.TENANT_ID),
            STAFF.ID.eq(STAFF_ROLE_MEMBER.STAFF_ID))
        .where(
            STAFF_ROLE_MEMBER.TENANT_ID.eq(CurrentTenant.id().value()),
            STAFF.STATUS.eq(Staff.Status.ACTIVE.name()))
        .forEach(
            r -> {
              if (permissions(r.get(STAFF_ROLE.PERMISSIONS)).contains(Permissions.ALL)) {
                found.add(new StaffId(r.get(STAFF_ROLE_MEMBER.STAFF_ID)));
              }
            });
    return found;
  }
}
