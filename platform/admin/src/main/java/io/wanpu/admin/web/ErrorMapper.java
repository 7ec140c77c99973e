package io.wanpu.admin.web;

import io.wanpu.admin.operator.OperatorApi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever a resource throws into a page. */
@Provider
@ApplicationScoped
public class ErrorMapper implements ExceptionMapper<Throwable> {
  @Inject ErrorPages pages;

  @Override
  public Response toResponse(Throwable thrown) {
    if (!Visit.isBound()) {
      // an address of the shoppers' door that nothing serves
      return OperatorApi.problem(404, "request.no_such_route", "There is no such address.");
    }
    var failure = pages.explain(thrown);
    if (Visit.current().path().startsWith("/operator/api/")) {
      return OperatorApi.problem(failure.status(), "request.failed", failure.message());
    }
    var response =
        Response.status(failure.status())
            .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
            .entity(pages.view(failure));
    if (Visit.current().htmx()) {
      response.header("HX-Retarget", "#toasts").header("HX-Reswap", "beforeend");
    }
    return response.build();
  }
}
