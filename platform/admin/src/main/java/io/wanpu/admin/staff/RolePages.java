package io.wanpu.admin.staff;

import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.Role;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles: what may be done, ticked in a matrix. */
@Path("/roles")
@ApplicationScoped
public class RolePages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A role in the head of the matrix. */
  public record Head(String id, String name, String people, boolean all) {}

  /** A permission and which roles give it. */
  public record Line(String label, List<Boolean> has) {}

  /** Permissions that belong together. */
  public record Lines(String title, List<Line> lines) {}

  @GET
  @Permission(Permissions.STAFF_MANAGE)
  public View list() {
    var phrases = Visit.current().phrases();
    var roles = mall.roles().list();
    var staff = mall.manageStaff().list();
    var held = new HashSet<String>();
    roles.forEach(role -> held.addAll(role.permissions()));
    return View.of("staff/roles-matrix")
        .with(
            "roles",
            roles.stream()
                .map(
                    role ->
                        new Head(
                            role.id().toString(),
                            role.name(),
                            phrases.plural(
                                "role.people", StaffListing.having(role.id(), staff).size()),
                            role.permissions().contains(Permissions.ALL)))
                .toList())
        .with(
            "groups",
            Matrix.of(mall, phrases, held).stream()
                .map(
                    group ->
                        new Lines(
                            group.title(),
                            group.rights().stream()
                                .map(
                                    right ->
                                        new Line(
                                            right.label(),
                                            roles.stream()
                                                .map(
                                                    role ->
                                                        Permissions.allow(
                                                            role.permissions(), right.name()))
                                                .toList()))
                                .toList()))
                .toList());
  }

  @GET
  @Path("new")
  @Permission(Permissions.STAFF_MANAGE)
  public View create() {
    return form(Optional.empty(), "", Set.of(), List.of(), null);
  }

  @POST
  @Path("new")
  @Permission(Permissions.STAFF_MANAGE)
  public Response add() {
    return save(Optional.empty());
  }

  @GET
  @Path("{id}")
  @Permission(Permissions.STAFF_MANAGE)
  public View edit(@PathParam("id") String id) {
    var role = found(id);
    return form(Optional.of(role), role.name(), role.permissions(), List.of(), null);
  }

  @POST
  @Path("{id}")
  @Permission(Permissions.STAFF_MANAGE)
  public Response change(@PathParam("id") String id) {
    return save(Optional.of(found(id)));
  }

  /** Removes a role that nobody has. */
  @POST
  @Path("{id}/remove")
  @Permission(Permissions.STAFF_MANAGE)
  public Response remove(@PathParam("id") String id) {
    var role = found(id);
    try {
      mall.roles().remove(StaffPages.granter(), role.id());
    } catch (MallException no) {
      if (no.kind() == ErrorKind.NOT_FOUND) {
        throw no;
      }
      return Response.status(no.kind().status())
          .entity(form(Optional.of(role), role.name(), role.permissions(), List.of(), no.text()))
          .build();
    }
    return Redirect.to("/roles", Visit.current().phrases().words("role.removed"));
  }

  private Response save(Optional<Role> before) {
    var entered = Entered.in(request);
    var name = entered.text("name");
    var wanted = Set.copyOf(entered.all("permissions"));
    if (Kept.asked(entered)) {
      return Response.ok(form(before, name, wanted, List.of(), Text.of("kit.kept"))).build();
    }
    try {
      var known = new HashSet<>(Matrix.all(mall));
      known.add(Permissions.ALL);
      before.ifPresent(role -> known.addAll(role.permissions()));
      if (wanted.isEmpty()) {
        throw MallException.invalid("permissions", "admin.role.nothing");
      }
      if (!known.containsAll(wanted)) {
        throw MallException.invalid("permissions", "staff.permission_unknown");
      }
      if (before.isPresent()) {
        mall.roles().change(StaffPages.granter(), before.get().id(), name, wanted);
      } else {
        var unused = mall.roles().add(StaffPages.granter(), name, wanted);
      }
    } catch (MallException no) {
      if (no.kind() == ErrorKind.NOT_FOUND) {
        throw no;
      }
      return Response.status(no.kind().status())
          .entity(
              form(
                  before,
                  name,
                  wanted,
                  no.fields(),
                  no.fields().isEmpty() ? no.text() : Text.of("kit.invalid")))
          .build();
    }
    return Redirect.to("/roles", Visit.current().phrases().words("role.saved"));
  }

  private Role found(String id) {
    var wanted = RoleId.of(id);
    return mall.roles().list().stream()
        .filter(role -> role.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> MallException.notFound("staff.role_unknown"));
  }

  private View form(
      Optional<Role> role,
      String name,
      Set<String> ticked,
      List<FieldError> errors,
      @Nullable Text problem) {
    var phrases = Visit.current().phrases();
    Map<String, String> words = FormErrors.words(errors, phrases);
    return View.of("staff/role")
        .with("id", role.map(each -> each.id().toString()).orElse(null))
        .with("title", role.map(Role::name).orElseGet(() -> phrases.words("role.new")))
        .with("name", name)
        .with("all", ticked.contains(Permissions.ALL))
        .with("mayAll", Visit.current().may(Permissions.ALL))
        .with("groups", Matrix.of(mall, phrases, ticked))
        .with("errors", words)
        .with("problem", problem == null ? null : phrases.text(problem));
  }
}
