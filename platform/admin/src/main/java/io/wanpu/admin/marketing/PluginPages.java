package io.wanpu.admin.marketing;

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
import io.wanpu.runtime.admin.PageCall;
import jakarta.enterprise.context.RequestScoped;
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
@RequestScoped
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
    var phrases = visit.phrases();
    return switch (page.call(
        Optional.of(visit.clerk().staff()),
        Entered.in(request).values(),
        phrases.language().locale())) {
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
