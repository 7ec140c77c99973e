package io.wanpu.admin.web;

import io.wanpu.admin.operator.OperatorApi;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets staff do what their roles allow, and sends strangers to the sign-in page. */
@Provider
@ApplicationScoped
public class PermissionFilter implements ContainerRequestFilter {
  @Inject Mall mall;
  @Context ResourceInfo resource;
  @Context HttpServletRequest servlet;

  @Override
  public void filter(ContainerRequestContext request) {
    var method = resource.getResourceMethod();
    if (method.isAnnotationPresent(Open.class)) {
      return;
    }
    var visit = Visit.current();
    var operator = method.getAnnotation(ForOperator.class);
    if (operator != null) {
      checkOperator(request, operator.bearer());
      return;
    }
    var needed = method.getAnnotation(Permission.class);
    if (visit.signedIn().isEmpty()) {
      request.abortWith(toSignIn(visit, "GET".equals(request.getMethod())));
    } else if (needed == null || !visit.may(needed.value())) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
  }

  private void checkOperator(ContainerRequestContext request, boolean bearer) {
    if (bearer) {
      var header = request.getHeaderString("Authorization");
      if (header == null
          || !header.startsWith("Bearer ")
          || mall.operatorAccess().commandLine(header.substring(7).strip()).isEmpty()) {
        request.abortWith(
            OperatorApi.problem(
                401,
                "operator.unauthenticated",
                Visit.current().phrases().words("operator.bad_token")));
      }
    } else if (SignedIn.operator(servlet).flatMap(mall.operatorAccess()::authenticate).isEmpty()) {
      request.abortWith(
          Visit.current().htmx()
              ? Response.status(401).header("HX-Redirect", "/operator/sign-in").build()
              : Response.status(303).header("Location", "/operator/sign-in").build());
    }
  }

  private static Response toSignIn(Visit visit, boolean page) {
    // a form that was sent comes back to its page; the browser has kept the text
    var next = page && !visit.htmx() ? Optional.of(visit.path()) : visit.cameFrom();
    var parameters =
        Stream.concat(
                next
                    .map(path -> "next=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                    .stream(),
                page ? Stream.empty() : Stream.of("ended=yes"))
            .collect(Collectors.joining("&"));
    var address = "/sign-in" + (parameters.isEmpty() ? "" : "?" + parameters);
    return visit.htmx()
        ? Response.status(401).header("HX-Redirect", address).build()
        : Response.status(303).header("Location", address).build();
  }
}
