package io.wanpu.admin.marketing;

import io.wanpu.admin.kit.Details;
import io.wanpu.admin.kit.Kept;
import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.admin.FormPages;
import io.wanpu.runtime.admin.PageCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Pages that plugins bring, inside the host's layout. Their own permissions are checked here. */
@Path("/x/{plugin}")
@ApplicationScoped
public class PluginPages {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @GET
  @Permission("")
  public Response root(@PathParam("plugin") String plugin) {
    return answer(plugin, "GET");
  }

  @GET
  @Path("{path: .+}")
  @Permission("")
  public Response page(@PathParam("plugin") String plugin) {
    return answer(plugin, "GET");
  }

  @POST
  @Path("{path: .+}")
  @Permission("")
  public Response action(@PathParam("plugin") String plugin) {
    return answer(plugin, "POST");
  }

  private Response answer(String plugin, String method) {
    var visit = Visit.current();
    var path = visit.path().substring(Math.min(visit.path().length(), 3 + plugin.length()));
    var page =
        switch (mall.plugins().page(plugin, method, path)) {
          case Found.Here<PageCall>(var call) -> call;
          case Found.OtherMethod<PageCall> other ->
              throw new MallException(ErrorKind.METHOD_NOT_ALLOWED, "request.method_not_allowed");
          case Found.Nothing<PageCall> nothing ->
              throw MallException.notFound("request.no_such_route");
          case Found.Away<PageCall> away ->
              throw new MallException(ErrorKind.UNAVAILABLE, "plugin.away");
        };
    if (!visit.may(page.permission())) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
    var entered = Entered.in(request);
    if (page.isForm()) {
      return form(plugin, page, method, entered);
    }
    return shown(
        plugin,
        page,
        page.call(
            Optional.of(visit.clerk().staff()),
            entered.values(),
            visit.phrases().language().locale()));
  }

  private Response form(String plugin, PageCall page, String method, Entered entered) {
    var staff = Optional.of(Visit.current().clerk().staff());
    var language = Visit.current().phrases().language().locale();
    var context = RecordForm.context();
    if (method.equals("GET")) {
      return Response.ok(
              RecordForm.view(page.open(staff, entered.values(), language, context), mall))
          .build();
    }
    var version = entered.has("_version") ? entered.number("_version") : 0;
    var sent = page.save(staff, entered.values(), language, context, version, Kept.asked(entered));
    return switch (sent) {
      case FormPages.Sent.Saved(var answer) -> shown(plugin, page, answer);
      case FormPages.Sent.Refused(var form) ->
          Response.status(form.status()).entity(RecordForm.view(form, mall)).build();
    };
  }

  private Response shown(String plugin, PageCall page, AdminAnswer answer) {
    var visit = Visit.current();
    var phrases = visit.phrases();
    return switch (answer) {
      case AdminAnswer.Listed(var list) -> Response.ok(Lists.show(list, request)).build();
      case AdminAnswer.Shown(var detail) ->
          Response.ok(Details.show(detail).in(page.templates())).build();
      case AdminAnswer.Page shown ->
          Response.ok(
                  View.of("marketing/page")
                      .in(page.templates())
                      .with(shown.model())
                      .with("pageTitle", phrases.words(shown.titleKey()))
                      .with("pageTemplate", shown.template()))
              .build();
      case AdminAnswer.Fragment shown ->
          Response.ok(
                  View.fragment(shown.template(), "content")
                      .in(page.templates())
                      .with(shown.model()))
              .build();
      case AdminAnswer.Redirect redirect -> {
        redirect.message().ifPresent(said -> visit.flash(phrases.text(said)));
        yield Redirect.to("/x/" + plugin + redirect.path());
      }
    };
  }
}
