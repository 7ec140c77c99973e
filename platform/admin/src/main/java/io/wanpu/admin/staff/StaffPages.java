package io.wanpu.admin.staff;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.Fact;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.kernel.staff.Staff;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shop's people: hired, given roles, dismissed. */
@Path("/staff")
@ApplicationScoped
public class StaffPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** A role to be ticked. */
  public record RoleChoice(String id, String name, String sub, boolean has) {}

  @GET
  @Permission(Permissions.STAFF_MANAGE)
  @Produces(View.HTML)
  public View list() {
    return Lists.show(new StaffListing(mall), request);
  }

  @GET
  @Path("new")
  @Permission(Permissions.STAFF_MANAGE)
  public View create() {
    return form(Entered.of(Map.of()), List.of(), null);
  }

  /** Hires somebody; what she may do comes from her roles. */
  @POST
  @Path("new")
  @Permission(Permissions.STAFF_MANAGE)
  public Response hire() {
    var entered = Entered.in(request);
    if (Kept.asked(entered)) {
      return Response.ok(form(entered, List.of(), Text.of("kit.kept"))).build();
    }
    try {
      if (entered.all("roles").isEmpty()) {
        throw MallException.invalid("roles", "admin.staff.no_role");
      }
      var id =
          mall.manageStaff()
              .hire(
                  granter(),
                  new NewStaff(
                      entered.text("login"),
                      entered.text("name"),
                      entered.raw("password"),
                      roles(entered)));
      return Redirect.to("/staff/" + id, Visit.current().phrases().words("staff.hired"));
    } catch (MallException no) {
      return Response.status(no.kind().status())
          .entity(
              form(
                  entered, no.fields(), no.fields().isEmpty() ? no.text() : Text.of("kit.invalid")))
          .build();
    }
  }

  private View form(Entered entered, List<FieldError> errors, @Nullable Text problem) {
    var phrases = Visit.current().phrases();
    return View.of("staff/new")
        .with("login", entered.text("login"))
        .with("name", entered.text("name"))
        .with("roles", choices(Set.copyOf(entered.all("roles"))))
        .with("errors", FormErrors.words(errors, phrases))
        .with("problem", problem == null ? null : phrases.text(problem));
  }

  private List<RoleChoice> choices(Set<String> ticked) {
    var phrases = Visit.current().phrases();
    return mall.roles().list().stream()
        .map(
            role ->
                new RoleChoice(
                    role.id().toString(),
                    role.name(),
                    role.permissions().contains(Permissions.ALL)
                        ? phrases.words("permission.all")
                        : phrases.plural("role.permissions", role.permissions().size()),
                    ticked.contains(role.id().toString())))
        .toList();
  }

  @GET
  @Path("{id}")
  @Permission(Permissions.STAFF_MANAGE)
  public View show(@PathParam("id") String id) {
    return detail(found(id), List.of(), null);
  }

  /** Gives exactly the ticked roles. */
  @POST
  @Path("{id}/roles")
  @Permission(Permissions.STAFF_MANAGE)
  public Response assign(@PathParam("id") String id) {
    return change(
        id,
        "staff.roles_saved",
        who -> {
          var wanted = roles(Entered.in(request));
          if (wanted.isEmpty()) {
            throw MallException.invalid("roles", "admin.staff.no_role");
          }
          mall.manageStaff().assign(granter(), who, wanted);
        });
  }

  /** Sets a new password; her sessions end. */
  @POST
  @Path("{id}/password")
  @Permission(Permissions.STAFF_MANAGE)
  public Response password(@PathParam("id") String id) {
    return change(
        id,
        "staff.password_set",
        who ->
            mall.manageStaff().resetPassword(granter(), who, Entered.in(request).raw("password")));
  }

  /** Her sessions end at once, and she can't come back. */
  @POST
  @Path("{id}/dismiss")
  @Permission(Permissions.STAFF_MANAGE)
  public Response dismiss(@PathParam("id") String id) {
    return change(id, "staff.dismissed", who -> mall.manageStaff().dismiss(granter(), who));
  }

  /** She may sign in again. */
  @POST
  @Path("{id}/readmit")
  @Permission(Permissions.STAFF_MANAGE)
  public Response readmit(@PathParam("id") String id) {
    return change(id, "staff.readmitted", who -> mall.manageStaff().readmit(granter(), who));
  }

  /** She has to sign in again everywhere. */
  @POST
  @Path("{id}/sessions")
  @Permission(Permissions.STAFF_MANAGE)
  public Response endSessions(@PathParam("id") String id) {
    return change(
        id, "staff.sessions_ended", who -> mall.manageStaff().endSessions(granter(), who));
  }

  /** Her phone is lost: the second factor is taken away. */
  @POST
  @Path("{id}/factor")
  @Permission(Permissions.STAFF_MANAGE)
  public Response clearFactor(@PathParam("id") String id) {
    return change(
        id, "staff.factor_cleared", who -> mall.manageStaff().clearFactor(granter(), who));
  }

  private interface Change {
    void of(StaffId who);
  }

  private Response change(String id, String done, Change change) {
    var who = found(id);
    try {
      change.of(who.id());
    } catch (MallException no) {
      if (no.kind() == ErrorKind.NOT_FOUND) {
        throw no;
      }
      return Response.status(no.kind().status())
          .entity(detail(who, no.fields(), no.fields().isEmpty() ? no.text() : null))
          .build();
    }
    return Redirect.to("/staff/" + who.id(), Visit.current().phrases().words(done));
  }

  private Staff found(String id) {
    return mall.manageStaff()
        .find(StaffId.of(id))
        .orElseThrow(() -> MallException.notFound("staff.unknown"));
  }

  static Granter granter() {
    var visit = Visit.current();
    return new Granter(visit.actor(), visit.clerk().permissions());
  }

  private static List<RoleId> roles(Entered entered) {
    return entered.all("roles").stream().distinct().limit(100).map(RoleId::of).toList();
  }

  private View detail(Staff who, List<FieldError> errors, @Nullable Text problem) {
    var visit = Visit.current();
    var path = "/staff/" + who.id();
    var self = who.id().equals(visit.clerk().staff());
    var state = StaffListing.state(who);
    var words = FormErrors.words(errors, visit.phrases());
    var page =
        DetailPage.titled(Text.verbatim(who.name()))
            .back("/staff", Text.of("menu.staff"))
            .state(state.label(), state.tone())
            .problem(Optional.ofNullable(problem));
    page.story(
        new Section.Own(
            Optional.of(Text.of("staff.roles")),
            "staff/roles",
            Map.of(
                "path",
                path,
                "roles",
                choices(who.roles().stream().map(RoleId::toString).collect(Collectors.toSet())),
                "error",
                words.getOrDefault("roles", ""))));
    if (!self && who.status() == Staff.Status.ACTIVE) {
      page.story(
          new Section.Own(
              Optional.of(Text.of("staff.new_password")),
              "staff/password",
              Map.of("path", path, "error", words.getOrDefault("password", ""))));
    }
    page.facts(
        new Section.Facts(
            Text.of("staff.account"),
            List.of(
                new Fact(Text.of("staff.login"), new Cell.Words(who.login())),
                new Fact(Text.of("staff.column.since"), new Cell.Time(who.createdAt())),
                new Fact(
                    Text.of("staff.factor"),
                    new Cell.Said(
                        Text.of(
                            mall.secondFactors().of(who.id()).on()
                                ? "staff.factor.on"
                                : "staff.factor.off"))))));
    page.facts(new Section.Actions(Text.of("staff.actions"), actions(who, path, self)));
    return Details.show(page.build());
  }

  private List<Action> actions(Staff who, String path, boolean self) {
    var all = new ArrayList<Action>();
    if (mayReadAudit()) {
      all.add(
          Action.go("history", Text.of("staff.history"), "/audit?actor=staff%3A" + who.id())
              .icon("history"));
    }
    if (who.status() == Staff.Status.DISMISSED) {
      all.add(Action.post("readmit", Text.of("staff.readmit"), path + "/readmit").primary());
      return all;
    }
    var factor =
        Action.post("factor", Text.of("staff.factor.clear"), path + "/factor")
            .asks(
                Text.of("staff.factor.clear.title"),
                Text.of("staff.factor.clear.text", Arg.words(who.name())));
    if (mall.secondFactors().of(who.id()).on() && !self) {
      all.add(factor);
    }
    if (!self) {
      all.add(Action.post("sessions", Text.of("staff.end_sessions"), path + "/sessions"));
    }
    var dismiss = Action.post("dismiss", Text.of("staff.dismiss"), path + "/dismiss").dangerous();
    all.add(
        self
            ? dismiss.blocked(Text.of("staff.dismiss.self"))
            : dismiss.asks(
                Text.of("staff.dismiss.title", Arg.words(who.name())),
                Text.of("staff.dismiss.text")));
    return all;
  }

  private static boolean mayReadAudit() {
    return Visit.current().may(Permissions.AUDIT_READ);
  }
}
