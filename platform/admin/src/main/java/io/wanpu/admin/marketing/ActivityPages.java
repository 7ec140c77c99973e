package io.wanpu.admin.marketing;

import io.wanpu.admin.form.FieldView;
import io.wanpu.admin.form.ShopNames;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.FormErrors;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.load.ActivityDesk;
import io.wanpu.runtime.load.LoadedPlugin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activities of every kind that the shop's plugins bring. */
@Path("/activities")
@ApplicationScoped
public class ActivityPages {
  private static final int PAGE = 50;

  @Inject Mall mall;
  @Context HttpServletRequest request;

  private record At(LoadedPlugin plugin, ActivityDesk desk) {
    String address() {
      return "/activities/" + desk.plugin() + "/" + desk.kind();
    }
  }

  /** A kind of activity that can be started, as the template shows it. */
  public record Kind(String title, String address, String description, boolean manageable) {}

  @GET
  @Permission("")
  public View all() {
    var visit = Visit.current();
    var kinds = new ArrayList<Kind>();
    for (var plugin : mall.plugins().serving()) {
      if (Rights.mayView(plugin.manifest())) {
        for (var desk : plugin.activities()) {
          kinds.add(
              new Kind(
                  visit.phrases().words(desk.titleKey()),
                  "/activities/" + desk.plugin() + "/" + desk.kind(),
                  plugin.manifest().description().in(visit.phrases().language().locale()),
                  Rights.mayManage(plugin.manifest())));
        }
      }
    }
    return View.of("marketing/activities")
        .with("kinds", kinds)
        .with("activities", RunningActivities.of(mall, visit.phrases(), 30))
        .with("market", visit.may("plugin.manage"));
  }

  @GET
  @Path("{plugin}/{kind}")
  @Permission("")
  public View list(@PathParam("plugin") String plugin, @PathParam("kind") String kind) {
    var at = at(plugin, kind);
    Rights.requireView(at.plugin().manifest());
    var phrases = Visit.current().phrases();
    var before =
        Optional.of(Entered.in(request).text("before"))
            .filter(id -> !id.isEmpty())
            .map(ActivityId::of);
    var shown = at.desk().list(before);
    var now = mall.clock().instant();
    return View.of("marketing/list")
        .with("title", phrases.words(at.desk().titleKey()))
        .with("address", at.address())
        .with("manageable", manageable(at))
        .with(
            "activities",
            shown.stream().map(each -> ActivityView.of(at.desk(), each, now, phrases)).toList())
        .with("first", before.isPresent() ? at.address() : null)
        .with(
            "next", shown.size() < PAGE ? null : at.address() + "?before=" + shown.getLast().id());
  }

  @GET
  @Path("{plugin}/{kind}/new")
  @Permission("")
  public View create(@PathParam("plugin") String plugin, @PathParam("kind") String kind) {
    var at = managed(plugin, kind);
    return form(at, Optional.empty(), "", 0, at.desk().blank(), List.of(), null);
  }

  @POST
  @Path("{plugin}/{kind}/new")
  @Permission("")
  public Response saveNew(@PathParam("plugin") String plugin, @PathParam("kind") String kind) {
    return save(managed(plugin, kind), Optional.empty());
  }

  @GET
  @Path("{plugin}/{kind}/{id}")
  @Permission("")
  public View show(
      @PathParam("plugin") String plugin,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    var at = at(plugin, kind);
    Rights.requireView(at.plugin().manifest());
    return detail(at, found(at, id), null);
  }

  @GET
  @Path("{plugin}/{kind}/{id}/edit")
  @Permission("")
  public View edit(
      @PathParam("plugin") String plugin,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    var at = managed(plugin, kind);
    var shown = found(at, id);
    return form(
        at,
        Optional.of(shown),
        shown.name(),
        shown.version(),
        at.desk().form(shown.id(), context()),
        List.of(),
        null);
  }

  @POST
  @Path("{plugin}/{kind}/{id}/edit")
  @Permission("")
  public Response saveOld(
      @PathParam("plugin") String plugin,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    var at = managed(plugin, kind);
    return save(at, Optional.of(found(at, id)));
  }

  /** Moves its stock and makes it visible. */
  @POST
  @Path("{plugin}/{kind}/{id}/publish")
  @Permission("")
  public Response publish(
      @PathParam("plugin") String plugin,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    var at = managed(plugin, kind);
    var shown = found(at, id);
    var phrases = Visit.current().phrases();
    try {
      at.desk().publish(Visit.current().actor(), shown.id(), Entered.in(request).number("version"));
    } catch (MallException refused) {
      return Response.status(refused.kind().status())
          .entity(detail(at, found(at, id), phrases.text(refused.text())))
          .build();
    }
    return Redirect.to(at.address() + "/" + shown.id(), phrases.words("activity.published"));
  }

  /** Ends it now. */
  @POST
  @Path("{plugin}/{kind}/{id}/end")
  @Permission("")
  public Response end(
      @PathParam("plugin") String plugin,
      @PathParam("kind") String kind,
      @PathParam("id") String id) {
    var at = managed(plugin, kind);
    var shown = found(at, id);
    at.desk().end(Visit.current().actor(), shown.id());
    return Redirect.to(
        at.address() + "/" + shown.id(), Visit.current().phrases().words("activity.ended"));
  }

  private Response save(At at, Optional<ActivityDesk.Shown> before) {
    var phrases = Visit.current().phrases();
    var by = Visit.current().actor();
    var entered = Entered.in(request);
    var name = entered.text("_name");
    var version = before.isPresent() ? entered.number("_version") : 0;
    ActivityDesk.Saved saved;
    try {
      saved =
          before.isPresent()
              ? at.desk().change(by, before.get().id(), version, name, entered.values(), context())
              : at.desk().create(by, name, entered.values(), context());
    } catch (MallException conflict) {
      return Response.status(conflict.kind().status())
          .entity(
              form(
                  at,
                  before,
                  name,
                  version,
                  at.desk().form(entered.values(), List.of()),
                  List.of(),
                  phrases.text(conflict.text())))
          .build();
    }
    return switch (saved) {
      case ActivityDesk.Saved.Done done ->
          Redirect.to(at.address() + "/" + done.id(), phrases.words("activity.saved"));
      case ActivityDesk.Saved.Invalid invalid ->
          Response.status(422)
              .entity(
                  form(
                      at,
                      before,
                      name,
                      version,
                      at.desk().form(entered.values(), invalid.errors()),
                      invalid.errors(),
                      phrases.words("kit.invalid")))
              .build();
    };
  }

  private View form(
      At at,
      Optional<ActivityDesk.Shown> before,
      String name,
      int version,
      List<FilledField> fields,
      List<FieldError> errors,
      @Nullable String problem) {
    var phrases = Visit.current().phrases();
    var kind = phrases.words(at.desk().titleKey());
    var address = before.map(shown -> at.address() + "/" + shown.id());
    return View.of("marketing/edit")
        .with("title", before.isPresent() ? name : phrases.words("activity.new", kind))
        .with("action", address.map(a -> a + "/edit").orElse(at.address() + "/new"))
        .with("cancel", address.orElse(at.address()))
        .with("kind", kind)
        .with("name", name)
        .with("nameError", FormErrors.words(errors, phrases).get("name"))
        .with("version", version)
        .with("fields", FieldView.of(fields, at.desk()::emptyRow, phrases, new ShopNames(mall)))
        .with("problem", problem);
  }

  private View detail(At at, ActivityDesk.Shown shown, @Nullable String problem) {
    var phrases = Visit.current().phrases();
    var view = ActivityView.of(at.desk(), shown, mall.clock().instant(), phrases);
    var manageable = manageable(at);
    return View.of("marketing/detail")
        .with("activity", view)
        .with("kind", phrases.words(at.desk().titleKey()))
        .with("list", at.address())
        .with("editable", manageable && view.phase().equals("DRAFT"))
        .with(
            "endable",
            manageable && (view.phase().equals("RUNNING") || view.phase().equals("COMING")))
        .with("problem", problem);
  }

  private boolean manageable(At at) {
    return Rights.mayManage(at.plugin().manifest());
  }

  private At managed(String plugin, String kind) {
    var at = at(plugin, kind);
    Rights.requireManage(at.plugin().manifest());
    return at;
  }

  private At at(String plugin, String kind) {
    for (var loaded : mall.plugins().serving()) {
      if (loaded.manifest().id().equals(plugin)) {
        for (var desk : loaded.activities()) {
          if (desk.kind().equals(kind)) {
            return new At(loaded, desk);
          }
        }
      }
    }
    throw MallException.notFound("admin.activity.no_such_kind");
  }

  private static ActivityDesk.Shown found(At at, String id) {
    return at.desk()
        .find(ActivityId.of(id))
        .orElseThrow(() -> MallException.notFound("activity.unknown"));
  }

  private static FormContext context() {
    var phrases = Visit.current().phrases();
    return new FormContext(phrases.zone(), phrases.decimals());
  }
}
