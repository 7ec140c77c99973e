package io.wanpu.kernel.staff.jooq;

import static io.wanpu.kernel.db.Tables.STAFF_ROLE;
import static io.wanpu.kernel.db.Tables.STAFF_ROLE_MEMBER;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.Role;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.kernel.staff.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jooq.impl.DSL;

/** Roles in MariaDB. */
public final class JooqRoles implements Roles {
  private static final int MOST_PERMISSIONS = 200;

  private final TenantDb db;
  private final IdSource ids;
  private final AuditLog audit;

  public JooqRoles(TenantDb db, IdSource ids, AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.audit = audit;
  }

  @Override
  public List<Role> list() {
    return db.read(dsl -> list(dsl, DSL.noCondition()));
  }

  private static List<Role> list(DSLContext dsl, Condition which) {
    return dsl.select(STAFF_ROLE.ID, STAFF_ROLE.NAME, STAFF_ROLE.PERMISSIONS)
        .from(STAFF_ROLE)
        .where(shop(), which)
        .orderBy(STAFF_ROLE.NAME)
        .fetch(
            r ->
                new Role(
                    new RoleId(r.get(STAFF_ROLE.ID)),
                    r.get(STAFF_ROLE.NAME),
                    RoleRows.permissions(r.get(STAFF_ROLE.PERMISSIONS))));
  }

  @Override
  public RoleId add(Granter by, String name, Set<String> permissions) {
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          RoleRows.lock(dsl);
          var tidy = checked(dsl, by, name, permissions, Optional.empty());
          var id = new RoleId(ids.next());
          dsl.insertInto(STAFF_ROLE)
              .set(STAFF_ROLE.TENANT_ID, CurrentTenant.id().value())
              .set(STAFF_ROLE.ID, id.value())
              .set(STAFF_ROLE.NAME, tidy)
              .set(STAFF_ROLE.PERMISSIONS, stored(permissions))
              .execute();
          audit.record(tx, by.actor(), "role.added", "role:" + id, null, noted(tidy, permissions));
          return id;
        });
  }

  @Override
  public void change(Granter by, RoleId id, String name, Set<String> permissions) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          RoleRows.lock(dsl);
          var before = existing(dsl, id);
          if (!Permissions.allowAll(by.permissions(), before.permissions())) {
            throw new MallException(ErrorKind.FORBIDDEN, "staff.outranks_you");
          }
          var tidy = checked(dsl, by, name, permissions, Optional.of(id));
          dsl.update(STAFF_ROLE)
              .set(STAFF_ROLE.NAME, tidy)
              .set(STAFF_ROLE.PERMISSIONS, stored(permissions))
              .where(shop(), STAFF_ROLE.ID.eq(id.value()))
              .execute();
          if (before.permissions().contains(Permissions.ALL) && RoleRows.owners(dsl).isEmpty()) {
            throw MallException.conflict("staff.last_owner");
          }
          audit.record(
              tx,
              by.actor(),
              "role.changed",
              "role:" + id,
              noted(before.name(), before.permissions()),
              noted(tidy, permissions));
          return id;
        });
  }

  @Override
  public void remove(Granter by, RoleId id) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          RoleRows.lock(dsl);
          var before = existing(dsl, id);
          var used =
              dsl.fetchExists(
                  dsl.select(STAFF_ROLE_MEMBER.STAFF_ID)
                      .from(STAFF_ROLE_MEMBER)
                      .where(
                          STAFF_ROLE_MEMBER.TENANT_ID.eq(CurrentTenant.id().value()),
                          STAFF_ROLE_MEMBER.ROLE_ID.eq(id.value())));
          if (used) {
            throw MallException.conflict("staff.role_in_use");
          }
          dsl.deleteFrom(STAFF_ROLE).where(shop(), STAFF_ROLE.ID.eq(id.value())).execute();
          audit.record(
              tx,
              by.actor(),
              "role.removed",
              "role:" + id,
              noted(before.name(), before.permissions()),
              null);
          return id;
        });
  }

  private static Role existing(DSLContext dsl, RoleId id) {
    return list(dsl, STAFF_ROLE.ID.eq(id.value())).stream()
        .findFirst()
        .orElseThrow(() -> MallException.notFound("staff.role_unknown"));
  }

  private static String checked(
      DSLContext dsl, Granter by, String name, Set<String> permissions, Optional<RoleId> self) {
    var fields = new Fields();
    var tidy = fields.line("name", name, 1, 60);
    if (permissions.isEmpty() || permissions.size() > MOST_PERMISSIONS) {
      fields.number("permissions", permissions.size(), 1, MOST_PERMISSIONS);
    }
    if (!permissions.stream().allMatch(Permissions::isWellFormed)) {
      fields.error("permissions", "staff.permission_unknown");
    }
    fields.orThrow();
    var taken =
        list(
            dsl,
            STAFF_ROLE
                .NAME
                .eq(tidy)
                .and(self.map(s -> STAFF_ROLE.ID.ne(s.value())).orElseGet(DSL::noCondition)));
    if (!taken.isEmpty()) {
      throw MallException.invalid("name", "staff.role_name_taken");
    }
    if (!Permissions.allowAll(by.permissions(), permissions)) {
      throw new MallException(ErrorKind.FORBIDDEN, "staff.not_yours_to_give");
    }
    return tidy;
  }

  private static JSON stored(Set<String> permissions) {
    return Json.column(new TreeSet<>(permissions));
  }

  private static Map<String, Object> noted(String name, Set<String> permissions) {
    return Map.of("name", name, "permissions", new TreeSet<>(permissions));
  }

  private static Condition shop() {
    return STAFF_ROLE.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
